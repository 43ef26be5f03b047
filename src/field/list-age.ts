/** How long a list of people is good for, and who is no longer on it. */
import type { Brought, Gone, Roster } from '#field/types';

/** By the phone's own clock, counted from when it heard: that clock may be years off and still count days rightly. */
export const isOver = ({ roster, heardAt }: Pick<Brought, 'roster' | 'heardAt'>, now: number): boolean =>
  now - heardAt > roster.expiresAt - roster.at;

/**
 * Who was on the list and is not: of the same helper, and not told and read before. A list without anybody is of a helper
 * without a post: then nobody has moved. Nor has whoever stood behind the last one of a list that was cut.
 */
export function goneSince(before: Brought | null, roster: Roster): Gone[] {
  if (!before || before.roster.user.id !== roster.user.id) return [];
  if (roster.people.length === 0) return before.gone;
  const here = new Set(roster.people.map(({ id }) => id));
  const known = before.gone.filter(({ id }) => !here.has(id));
  const last = roster.cut ? before.roster.people.findLastIndex(({ id }) => here.has(id)) : before.roster.people.length;
  const fresh = before.roster.people
    .slice(0, Math.max(last, 0))
    .filter(({ id }) => !here.has(id) && !known.some((one) => one.id === id))
    .map(({ id, name }) => ({ id, name, read: false }));
  return [...known, ...fresh];
}
