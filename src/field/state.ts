/** What the phone knows at this moment, read from its two cupboards; and what stands on the page meanwhile. */
import { phoneNow } from '#field/clock';
import { type Kept, kept } from '#field/outbox';
import { brought, inDrawer } from '#field/roster';
import { say } from '#field/say';
import type { Brought, Entry, Person, Receipt, Roster, Said, Service, Volunteer } from '#field/types';

export interface Known extends Kept {
  brought: Brought | null;
  /** She signed out, and the house does not know yet. */
  leaving: boolean;
}

export const known: Known = { entries: [], drafts: [], photos: [], brought: null, leaving: false };

/** Whether the browser failed to keep the page for when there is no network. */
export const page = { failed: false };

/** @throws DOMException where the browser keeps nothing at all */
export async function look(): Promise<void> {
  const list = await brought(phoneNow());
  const said = (await inDrawer('said')) ?? {};
  const all = await kept();
  Object.assign(known, all, {
    brought: list,
    leaving: Boolean(await inDrawer('leaving')),
    entries: all.entries.map((entry) => ({ ...entry, receipt: inWords(entry.receipt, said[entry.id], list) })),
    drafts: all.drafts.filter((one) => isHers(one, list)),
    photos: all.photos.filter((one) => isHers(one, list)),
  });
}

/** Hers, and, where nobody is known to be signed in, everybody's: they are all kept. */
const isHers = ({ userId }: { userId: string }, list: Brought | null): boolean =>
  !list || userId === list.roster.user.id;

/** Said as the house said it; an order that it may be, where that was forgotten, as the list of people has it. */
function inWords(receipt: Receipt | undefined, said: Said | undefined, list: Brought | null): Receipt | undefined {
  if (!receipt) return undefined;
  const orders = [...(said?.choices ?? []), ...(list?.roster.orders ?? [])];
  const choices = receipt.choices?.map(
    ({ id }) => orders.find((one) => one.id === id) ?? { id, words: say('phone.some_order') },
  );
  return { ...receipt, ...said, ...(choices ? { choices } : {}) };
}

export const roster = (): Roster | null => known.brought?.roster ?? null;

export const ownEntries = (): Entry[] => known.entries.filter((entry) => isHers(entry, known.brought));
export const entriesIn = (state: Entry['state']): Entry[] => ownEntries().filter((entry) => entry.state === state);
/** Written down on this phone by somebody else, who must sign in herself. */
export const ofOthers = (): number =>
  known.entries.filter((entry) => entry.state !== 'taken' && !isHers(entry, known.brought)).length;

/** Of the helper's own family. */
export const isOwn = (id: string): boolean => roster()?.family.includes(id) ?? false;

export const personOf = (id: string): Person | undefined => roster()?.people.find((one) => one.id === id);
export const volunteerOf = (id: string): Volunteer | undefined => roster()?.volunteers.find((one) => one.id === id);
export const serviceOf = (code: string): Service | undefined => roster()?.services.find((one) => one.code === code);
