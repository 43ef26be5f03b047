/** What of a journal's tree is shown to everybody: the last checkpoint, and tiles within its size. */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { bundleOf, isIn, type TileAsked } from '#domain/seal/tile';
import { checkpointAt, cosignaturesOf, type Sealed } from '#ledger/checkpoint';
import { findJournal } from '#ledger/journal';
import type { Seal } from '#ledger/seal';
import { treeHasher } from '#ledger/signature';
import { bundleItems, tileHashes } from '#ledger/tree';
import type { Desk } from '#usecases/desk';

/**
 * The head that lies beside the key: one that never got there is shown to nobody.
 * @returns null where nothing was sealed yet, and where the database was set back
 * @throws Refusal `not_found` for no journal of ours
 */
export async function findPublished(act: Act, seal: Seal, journal: string): Promise<Sealed | null> {
  const { id } = await findJournal(act, journal);
  const kept = seal.kept(id);
  const head = kept === null ? null : readCheckpoint(kept);
  return head && (await checkpointAt(act, id, head.origin, head.size));
}

/** @throws Refusal `not_found` */
export const publishedIn = async (act: Act, desk: Desk, journal: string): Promise<Sealed> =>
  must(await findPublished(act, must(desk.house.seal), journal));

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
