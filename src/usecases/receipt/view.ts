/** 回执 for whoever has a part in it: both sides of an exchange, whoever else's minutes it moved, and officers in reach. */
import type { Act } from '#db/act';
import { type AccountKind, readAccountId } from '#domain/ledger';
import { memberInReach } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { cosignaturesOf } from '#ledger/checkpoint';
import { writeReceipt } from '#ledger/receipt';
import { documentOf } from '#ledger/replay';
import { recentOf } from '#records/exchange';
import { withIds } from '#records/member-exchange';
import { type Person, personsById } from '#records/person';
import { partiesOf } from '#usecases/correction/parties';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { factsOf, type ReceiptFacts } from '#usecases/receipt/facts';

export interface Numbered {
  /** Id of the journal. */
  journal: string;
  seq: number;
}

export interface ReceiptSeen extends ReceiptFacts {
  /** What it was for; null for what is no exchange: given, lapsed, moved, brought along. */
  about: ExchangeLine | null;
  /** Whose minutes it moved, among those that the reader reaches. */
  whose: Person[];
  /** What it took of theirs, by kind of account. */
  paid: { kind: AccountKind; minutes: number }[];
}

/** @throws Refusal not_found, also for an entry of somebody else */
export const viewReceipt = (desk: Desk, which: Numbered): Promise<ReceiptSeen> =>
  desk.read((act) => receiptIn(act, desk, which));

async function receiptIn(act: Act, { house }: Desk, which: Numbered): Promise<ReceiptSeen> {
  const facts = await factsOf(act, house.seal ?? null, which);
  const about = await aboutOf(act, facts.entry.subjectId);
  const parties = await personsById(act, await partiesOf(act, facts.entry.eventId));
  const whose = [...parties.values()].filter((person) => memberInReach(act.actor, 'statement.read', person));
  if (!about && whose.length === 0) throw new Refusal('not_found');
  return { ...facts, about, whose, paid: paidBy(whose, facts) };
}

/** Her kin reads the elder's passbook, and not at whose house she served: the exchange itself must be in reach. */
async function aboutOf(act: Act, subjectId: string): Promise<ExchangeLine | null> {
  if (!subjectId.startsWith('exc_')) return null;
  const found = await recentOf(act, 'exchange.read', withIds([subjectId]), 1);
  return must((await linesFor(act, found))[0]);
}

function paidBy(whose: readonly Person[], { lines }: ReceiptFacts): ReceiptSeen['paid'] {
  const paid = new Map<AccountKind, number>();
  for (const { kind, fromAccount, minutes } of lines) {
    if (kind !== 'post' && kind !== 'settle') continue;
    const from = readAccountId(fromAccount);
    if (whose.some(({ id }) => id === from.ownerId)) paid.set(from.kind, (paid.get(from.kind) ?? 0) + minutes);
  }
  return [...paid].map(([kind, minutes]) => ({ kind, minutes }));
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
