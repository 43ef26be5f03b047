/** What a helper takes along: the people of her round. Kept for seven days; whoever left it is told of by name. */
import { setClock } from '#field/clock';
import { goneSince, isOver } from '#field/list-age';
import { rosterDb } from '#field/store';
import type { Brought, Roster } from '#field/types';

/** Null where there is none, or it is too old; an old one is thrown away. */
export async function brought(now: number): Promise<Brought | null> {
  const db = await rosterDb();
  const found = await db.get('brought', 'now');
  if (!found) return null;
  if (isOver(found, now)) {
    await db.clear('brought');
    return null;
  }
  setClock(found.roster.at, found.heardAt);
  return found;
}

export async function keepRoster(roster: Roster, heardAt: number, lang: string): Promise<Brought> {
  const before = await brought(heardAt);
  const now = { roster, heardAt, lang, gone: goneSince(before, roster) };
  await (await rosterDb()).put('brought', now, 'now');
  setClock(roster.at, heardAt);
  return now;
}

export async function haveRead(id: string): Promise<void> {
  const db = await rosterDb();
  const found = await db.get('brought', 'now');
  if (!found) return;
  const gone = found.gone.map((one) => (one.id === id ? { ...one, read: true } : one));
  await db.put('brought', { ...found, gone }, 'now');
}

export async function forget(): Promise<void> {
  await (await rosterDb()).clear('brought');
}
