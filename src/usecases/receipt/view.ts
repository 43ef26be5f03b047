/** 回执 for whoever has a part in it: both sides of the exchange, and officers who reach it. */
import type { Act } from '#db/act';
import { must, Refusal } from '#domain/refusal';
import { cosignaturesOf } from '#ledger/checkpoint';
import { writeReceipt } from '#ledger/receipt';
import { documentOf } from '#ledger/replay';
import { recentOf } from '#records/exchange';
import { withIds } from '#records/member-exchange';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { factsOf, type ReceiptFacts } from '#usecases/receipt/facts';

export interface Numbered {
  /** Id of the journal. */
  journal: string;
  seq: number;
}

export interface ReceiptSeen extends ReceiptFacts {
  about: ExchangeLine;
}

/** @throws Refusal not_found, also for an entry of somebody else */
export const viewReceipt = (desk: Desk, which: Numbered): Promise<ReceiptSeen> =>
  desk.read((act) => receiptIn(act, desk, which));

async function receiptIn(act: Act, { house }: Desk, which: Numbered): Promise<ReceiptSeen> {
  const facts = await factsOf(act, house.seal ?? null, which);
  const found = await recentOf(act, 'exchange.read', withIds([facts.entry.subjectId]), 1);
  const [about] = await linesFor(act, found);
  return { ...facts, about: must(about) };
}

/**
 * The receipt as a file, against the last checkpoint, with whatever witnesses put under it.
 * @throws Refusal not_found · receipt_unsealed · receipt_bent
 */
export const receiptFile = (desk: Desk, which: Numbered): Promise<string> =>
  desk.read(async (act) => {
    const { entry, lines, standing, last, path } = await receiptIn(act, desk, which);
    if (standing === 'bent') throw new Refusal('receipt_bent');
    if (standing === 'unsealed' || !last) throw new Refusal('receipt_unsealed');
    const note = last.note + (await cosignaturesOf(act, last.origin, last.size)).join('');
    return writeReceipt(documentOf(entry, lines), entry.salt, path, note);
  });
