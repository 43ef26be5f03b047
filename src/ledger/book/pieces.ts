/** The book of a database piece by piece, in one pass and one snapshot. */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import type { Piece } from '#ledger/book/piece';
import type { SealItem } from '#ledger/check/item';
import { type Journal, listJournals } from '#ledger/journal';
import { accountsInOrder, entriesInOrder, headsInOrder, holdsInOrder, originsOf } from '#ledger/reading';
import { itemOf } from '#ledger/replay';
import type { Seal } from '#ledger/seal';
import { writeVerifier } from '#ledger/signature';

/**
 * @param only id of one journal; all of them where it is left out
 * @throws Refusal `not_found` for a journal that is not there
 */
export async function* piecesOf(act: Act, seal: Seal | null, only?: string): AsyncGenerator<Piece> {
  const journals = (await listJournals(act)).filter(({ id }) => only === undefined || id === only);
  must(journals[0]);
  const logs = [];
  for (const { id } of journals) for (const log of await originsOf(act, id)) logs.push({ journal: id, ...log });
  const keys = logs.flatMap(({ origin }) => seal?.verifiersOf(origin) ?? []).map(writeVerifier);
  const witnesses = (seal?.witnesses ?? []).map(({ verifier }) => writeVerifier(verifier));
  yield { what: 'book', book: { journals: journals.map(({ id }) => id), logs, keys, witnesses } };
  for (const journal of journals) yield* journalPieces(act, journal, logs);
  yield { what: 'end' };
}

async function* journalPieces(
  act: Act,
  { id, unit, lastSeq, lastAt }: Journal,
  logs: readonly { journal: string; origin: string }[],
): AsyncGenerator<Piece> {
  yield { what: 'journal', journal: { journal: id, unit, lastSeq, lastAt } };
  const heads = headsInOrder(
    act,
    id,
    logs.filter(({ journal }) => journal === id),
  );
  for await (const { rows, last } of entriesInOrder(act, id)) {
    const sealed: SealItem[] = await heads.upTo(last);
    for (const { entry, lines } of rows) {
      yield { what: 'entry', entry: itemOf(entry, lines) };
      while ((sealed[0]?.size ?? Number.POSITIVE_INFINITY) <= entry.seq) {
        yield { what: 'head', head: sealed.shift() as SealItem };
      }
    }
  }
  for (const head of await heads.upTo(Number.MAX_SAFE_INTEGER)) yield { what: 'head', head };
  for await (const rows of accountsInOrder(act, id)) {
    for (const account of rows) yield { what: 'account', journal: id, account };
  }
  for await (const rows of holdsInOrder(act)) {
    for (const hold of rows) if (hold.journal === id) yield { what: 'hold', journal: id, hold };
  }
}
