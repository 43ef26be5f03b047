/**
 * Before anybody posts: is this database at least as far as what was signed of it? Asked once a journal for as long as the
 * house is open and all is well; asked again each time while it is not.
 */
import type { Act } from '#db/act';
import type { Seal } from '#ledger/seal';
import { refuseSetBack } from '#ledger/set-back';

/** Journals that were found in order, by the seal that said so. */
const inOrder = new WeakMap<Seal, Set<string>>();

/** @throws Refusal `book_set_back`; then nothing may be posted until a person decides */
export async function refuseUnlessStanding(act: Act, seal: Seal, journals: readonly string[]): Promise<void> {
  const known = inOrder.get(seal) ?? new Set<string>();
  inOrder.set(seal, known);
  for (const journal of journals) {
    if (known.has(journal)) continue;
    await refuseSetBack(act, seal, journal);
    known.add(journal);
  }
}

/** Ask again at the next posting: sealing found something. */
export const forgetStanding = (seal: Seal, journal: string): void => {
  inOrder.get(seal)?.delete(journal);
};
