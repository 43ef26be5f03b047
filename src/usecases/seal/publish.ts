/** What of a journal's tree is shown to everybody: the last checkpoint, and tiles within its size. */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { bundleOf, isIn, type TileAsked } from '#domain/seal/tile';
import { checkpointAt, cosignaturesOf, type Sealed } from '#ledger/checkpoint';
import { findJournal } from '#ledger/journal';
import { treeHasher } from '#ledger/signature';
import { bundleItems, tileHashes } from '#ledger/tree';
import type { Desk } from '#usecases/desk';

/**
 * The head that lies beside the key: one that never got there is shown to nobody.
 * @throws Refusal `not_found` where nothing was sealed yet
 */
export async function publishedIn(act: Act, desk: Desk, journal: string): Promise<Sealed> {
  const seal = must(desk.house.seal);
  const { id } = await findJournal(act, journal);
  const head = readCheckpoint(must(seal.kept(id)));
  return must(head && (await checkpointAt(act, id, head.origin, head.size)));
}

/** The signed note with whatever witnesses put under it. @throws Refusal `not_found` */
export const publishedCheckpoint = (desk: Desk, journal: string): Promise<string> =>
  desk.read(async (act) => {
    const { origin, size, note } = await publishedIn(act, desk, journal);
    return note + (await cosignaturesOf(act, origin, size)).join('');
  });

/** Hashes one after another, or commitments with their lengths. @throws Refusal `not_found` for what no checkpoint holds */
export const publishedTile = (desk: Desk, journal: string, asked: TileAsked): Promise<Buffer> =>
  desk.read(async (act) => {
    const { size, tree } = await publishedIn(act, desk, journal);
    if (!isIn(asked, size)) return must<Buffer>(null);
    if (asked.entries) return bundleOf(await bundleItems(act, journal, asked));
    return Buffer.concat(await tileHashes(act, journal, asked, treeHasher(tree)));
  });
