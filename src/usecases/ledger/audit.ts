/** 每晚查账: what reading the books found is written down. The reading itself takes long, and is done apart from the house. */
import { type Span, writeAudit } from '#ledger/audited';
import type { JournalTold } from '#ledger/check/journal';
import { listJournals } from '#ledger/journal';
import { type Replay, replay } from '#ledger/replay';
import type { Desk } from '#usecases/desk';

export interface Night extends Span {
  books: Pick<JournalTold, 'journal' | 'entries' | 'faults'>[];
}

/**
 * Read every journal from its first entry. The heads beside the key are read before the snapshot begins: one that is signed
 * meanwhile is not in it, and would look like a book that was set back.
 * @param tell how far it is
 */
export async function checkedBooks(desk: Desk, tell?: Replay['tell']): Promise<JournalTold[]> {
  const { seal = null } = desk.house;
  const journals = await desk.read(listJournals);
  const kept = new Map(journals.map(({ id }) => [id, seal?.kept(id) ?? null]));
  const before = seal && { ...seal, kept: (journal: string) => kept.get(journal) ?? null };
  return desk.read((act) => replay(act, { seal: before, tell }));
}

/** Only looks: for a process of its own, with a store that takes its time. */
export async function readBooks(desk: Desk): Promise<Night> {
  const { clock } = desk.house;
  const startedAt = clock();
  const books = (await checkedBooks(desk)).map(({ journal, entries, faults }) => ({ journal, entries, faults }));
  return { startedAt, finishedAt: clock(), books };
}

/** @returns how many entries were read */
export async function keepNight(desk: Desk, { books, ...span }: Night): Promise<number> {
  await desk.write([], async (act) => {
    for (const book of books) await writeAudit(act, book, span);
  });
  return books.reduce((sum, { entries }) => sum + entries, 0);
}
