/**
 * What a helper takes along: the people of her round. Kept for seven days; whoever left it is told of by name. Beside them
 * lies what the house said of her records in words: names stand in it, so it goes when the people go.
 */
import { setClock } from '#field/clock';
import { goneSince, isOver } from '#field/list-age';
import { type Drawers, rosterDb } from '#field/store';
import type { Brought, Receipt, Roster } from '#field/types';

export async function inDrawer<K extends keyof Drawers>(name: K): Promise<Drawers[K] | undefined> {
  return (await (await rosterDb()).get('brought', name)) as Drawers[K] | undefined;
}

/** Null where there is none, or it is too old; an old one is thrown away. */
export async function brought(now: number): Promise<Brought | null> {
  const found = await inDrawer('now');
  if (!found) return null;
  if (isOver(found, now)) {
    await forget();
    return null;
  }
  setClock(found.roster.at, found.heardAt);
  return found;
}

export async function keepRoster(roster: Roster, heardAt: number, lang: string): Promise<Brought> {
  const before = await brought(heardAt);
  const now = { roster, heardAt, lang, gone: goneSince(before, roster) };
  const db = await rosterDb();
  if (before?.roster.user.id !== roster.user.id) await db.delete('brought', 'said');
  await db.put('brought', now, 'now');
  setClock(roster.at, heardAt);
  return now;
}

/** Beside the people, as long as there are any: whoever signed out meanwhile leaves no words behind. */
export async function keepSaid(receipts: readonly Receipt[]): Promise<void> {
  const tx = (await rosterDb()).transaction('brought', 'readwrite');
  const before = (await tx.store.get('said')) as Drawers['said'] | undefined;
  const said = { ...before };
  for (const { id, words = '', notes = [], choices = [] } of receipts) if (id) said[id] = { words, notes, choices };
  if (await tx.store.get('now')) await tx.store.put(said, 'said');
  await tx.done;
}

export async function haveRead(id: string): Promise<void> {
  const found = await inDrawer('now');
  if (!found) return;
  const gone = found.gone.map((one) => (one.id === id ? { ...one, read: true } : one));
  await (await rosterDb()).put('brought', { ...found, gone }, 'now');
}

export async function forget(): Promise<void> {
  await (await rosterDb()).clear('brought');
}
