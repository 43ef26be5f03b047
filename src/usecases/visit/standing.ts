/** How what is owed stands today, for any list of it: by the rules of `#domain/due`, with absences read once. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { type DueStanding, deadlineOf, type Storm, standingOn } from '#domain/due';
import type { Away } from '#domain/member';
import { awaysOf } from '#records/away';
import { type DueRow, openDuesOf } from '#records/visit-due';

export interface DueStood extends DueRow {
  standing: DueStanding;
  /** The last day by which it may be met without being late; null while a storm holds. */
  deadline: Day | null;
}

/** Weather mode is declared nowhere yet. */
const STORMS: readonly Storm[] = [];

export const stoodOn = (due: DueRow, aways: readonly Away[], today: Day): DueStood => ({
  ...due,
  standing: standingOn({ ...due, aways, storms: STORMS }, today),
  deadline: deadlineOf(due, STORMS),
});

/** What each of these is owed and nobody has met, the longest owed first. Not scoped: the caller has found them. */
export async function standingsOf(act: Act, memberIds: readonly string[]): Promise<Map<string, DueStood[]>> {
  const aways = await awaysOf(act, memberIds);
  const found = new Map<string, DueStood[]>();
  for (const due of await openDuesOf(act, memberIds)) {
    const hers = aways.filter(({ memberId }) => memberId === due.memberId);
    found.set(due.memberId, [...(found.get(due.memberId) ?? []), stoodOn(due, hers, act.today)]);
  }
  return found;
}

/** What somebody comes for next: what is late first, then what is due, then what is coming. */
const ORDER: readonly DueStanding[] = ['late', 'due', 'storm', 'coming', 'away', 'met'];

export const foremost = (dues: readonly DueStood[]): DueStood | null =>
  [...dues].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing))[0] ?? null;
