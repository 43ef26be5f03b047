/** 每晚查账: what reading the books found is written down. The reading itself takes long, and is done apart from the house. */
import { type Span, writeAudit } from '#ledger/audited';
import { type Checked, checkBooks } from '#ledger/check';
import type { Desk } from '#usecases/desk';

export interface Night extends Span {
  books: Checked[];
}

/** Read every journal from its first entry. Only looks: for a process of its own, with a store that takes its time. */
export async function readBooks(desk: Desk): Promise<Night> {
  const { clock, seal } = desk.house;
  const startedAt = clock();
  const books = await desk.read((act) => checkBooks(act, seal ?? null));
  return { startedAt, finishedAt: clock(), books };
}

/** @returns how many entries were read */
export async function keepNight(desk: Desk, { books, ...span }: Night): Promise<number> {
  await desk.write([], async (act) => {
    for (const book of books) await writeAudit(act, book, span);
  });
  return books.reduce((sum, { entries }) => sum + entries, 0);
}
