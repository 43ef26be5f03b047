/** Whose minutes an event moved: nobody decides on what touches their own or their family's, and they are told of it. */
import type { Act } from '#db/act';
import { effectsOf } from '#ledger/effect';

const PERSONAL = ['own', 'granted', 'pending'];

/** Towns whose pool it moved, by the id of their region. */
export async function townsOf(act: Act, eventId: string): Promise<string[]> {
  const effects = await effectsOf(act, eventId);
  return [...new Set(effects.filter(({ kind }) => kind === 'pool').map(({ ownerId }) => ownerId))];
}

/** Members, each once. */
export async function partiesOf(act: Act, eventId: string): Promise<string[]> {
  const effects = await effectsOf(act, eventId);
  return [...new Set(effects.filter(({ kind }) => PERSONAL.includes(kind)).map(({ ownerId }) => ownerId))];
}
