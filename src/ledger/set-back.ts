/** 账本被退回: a database that is older than the head that was signed of it, as a copy of yesterday is. */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { checkpointAt } from '#ledger/checkpoint';
import { isSameHead, type Seal } from '#ledger/seal';

/** @throws Refusal `book_set_back` when the head beside the key is not in this database, or not as it was signed */
export async function refuseSetBack(act: Act, seal: Seal, journal: string): Promise<void> {
  const kept = seal.kept(journal);
  if (kept === null) return;
  const head = readCheckpoint(kept);
  const here = head && (await checkpointAt(act, journal, head.origin, head.size));
  if (!here || !isSameHead(here, head)) throw new Refusal('book_set_back', { journal, size: head?.size ?? 0 });
}
