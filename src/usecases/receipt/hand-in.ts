/** A receipt that somebody kept as a file is brought back: is it one of ours, whole, and does the book still say so? */
import type { Act } from '#db/act';
import { must, Refusal } from '#domain/refusal';
import { signatureLine } from '#domain/seal/note';
import { checkpointAt, cosignaturesOf, lastCheckpoint, type Sealed } from '#ledger/checkpoint';
import { entryFile } from '#ledger/entry';
import { listJournals } from '#ledger/journal';
import { codeOf, isProven, type Receipt, readReceipt } from '#ledger/receipt';
import type { Seal } from '#ledger/seal';
import { signersOf, treeHasher } from '#ledger/signature';
import type { Desk } from '#usecases/desk';
import type { Coded } from '#usecases/receipt/check';

/** Longer is none: a path has at most 63 hashes. */
export const LONGEST_RECEIPT = 64 * 1024;

export interface HandedIn extends Coded {
  /** Size of the checkpoint that it was made against. */
  filed: number;
}

const UNREADABLE = { strange: 'receipt_strange', cut: 'receipt_cut', changed: 'receipt_changed' } as const;

/**
 * @param bytes as they were kept
 * @throws Refusal receipt_strange · receipt_cut · receipt_changed · receipt_elsewhere: of another book · receipt_ahead: the
 *   book is older than the receipt · receipt_split: signed by us, and we signed another root of the same size · receipt_forked:
 *   signed by us, and the book says something else now
 */
export async function readHandedIn(desk: Desk, bytes: Buffer): Promise<HandedIn> {
  const receipt = bytes.length <= LONGEST_RECEIPT ? readReceipt(textOf(bytes)) : 'strange';
  if (typeof receipt === 'string') throw new Refusal(UNREADABLE[receipt]);
  return desk.read(async (act) => {
    const seal = must(desk.house.seal, 'receipt_elsewhere');
    await refuseUnlessSealed(act, seal, receipt);
    const { journal, seq } = receipt.entry;
    // A row that is gone is no missing page: we signed that it was there.
    const { entry } = await entryFile(act, journal, seq).catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal('receipt_forked') : error;
    });
    if (!entry.commitment.equals(receipt.commitment)) throw new Refusal('receipt_forked');
    return { journal, seq, code: codeOf(receipt.salt, receipt.commitment), filed: receipt.proof.checkpoint.size };
  });
}

/**
 * Bytes that are no letters are no receipt, and must not become letters on the way. Only the last letter may be half a
 * one: then it was cut there, and the mark that stands for it keeps the rest from being taken for whole.
 */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const read = Buffer.from(text.replace(/\ufffd$/, ''));
  const left = bytes.length - read.length;
  return left < 4 && bytes.subarray(0, read.length).equals(read) ? text : '';
}

/** One of ours made it, as it stands here, and it leads to what was sealed. */
async function refuseUnlessSealed(act: Act, seal: Seal, receipt: Receipt): Promise<void> {
  const { journal } = receipt.entry;
  const { origin, size, root } = receipt.proof.checkpoint;
  const isOurs = (await listJournals(act)).some(({ id }) => id === journal);
  const last = isOurs ? await lastCheckpoint(act, journal, { origin }) : null;
  if (!last) throw new Refusal('receipt_elsewhere');
  if (!isProven(receipt, treeHasher(last.tree)) || !isSignedBy(receipt, seal)) throw new Refusal('receipt_changed');
  const here = await checkpointAt(act, journal, origin, size);
  if (!here) throw new Refusal(size > last.size ? 'receipt_ahead' : 'receipt_forked');
  if (!here.root.equals(root)) throw new Refusal('receipt_split');
  if (!(await isSignedAsHere(act, receipt, here))) throw new Refusal('receipt_changed');
}

const isSignedBy = ({ proof }: Receipt, seal: Seal): boolean =>
  (signersOf(proof.checkpoint.note, seal.verifiersOf(proof.checkpoint.origin)) ?? []).length > 0;

/** Nobody's signature was added, and none was touched. Such as came later may be missing. */
async function isSignedAsHere(act: Act, { proof }: Receipt, here: Sealed): Promise<boolean> {
  const later = await cosignaturesOf(act, here.origin, here.size);
  const known = here.note + later.join('');
  return proof.checkpoint.note.signatures.every((one) => known.includes(`\n${signatureLine(one)}`));
}
