/** What the phone knows at this moment, read from its two cupboards; and what stands on the page meanwhile. */
import { phoneNow } from '#field/clock';
import { type Kept, kept } from '#field/outbox';
import { brought } from '#field/roster';
import type { Brought, Entry, Person, Roster, Service, Volunteer } from '#field/types';

export interface Known extends Kept {
  brought: Brought | null;
}

export const known: Known = { entries: [], drafts: [], photos: [], brought: null };

/** @throws DOMException where the browser keeps nothing at all */
export async function look(): Promise<void> {
  Object.assign(known, await kept(), { brought: await brought(phoneNow()) });
}

export const roster = (): Roster | null => known.brought?.roster ?? null;

/** Hers, and, where nobody is known to be signed in, everybody's: they are all kept. */
export const entriesIn = (state: Entry['state']): Entry[] =>
  known.entries.filter((entry) => entry.state === state && (!roster() || entry.userId === roster()?.user.id));
/** Written down on this phone by somebody else, who must sign in herself. */
export const ofOthers = (): number =>
  roster() ? known.entries.filter(({ userId, state }) => state !== 'taken' && userId !== roster()?.user.id).length : 0;

/** Of the helper's own family. */
export const isOwn = (id: string): boolean => roster()?.family.includes(id) ?? false;

export const personOf = (id: string): Person | undefined => roster()?.people.find((one) => one.id === id);
export const volunteerOf = (id: string): Volunteer | undefined => roster()?.volunteers.find((one) => one.id === id);
export const serviceOf = (code: string): Service | undefined => roster()?.services.find((one) => one.code === code);
