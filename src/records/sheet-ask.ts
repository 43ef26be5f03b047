/** The visits that a form asks about, each under the line on which it was printed. */
import { asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { sheetAsks } from '#db/schema/papers';

export type SheetAsk = typeof sheetAsks.$inferSelect;

export async function insertAsks(act: Act, sheet: string, asks: readonly Omit<SheetAsk, 'sheet' | 'line'>[]) {
  if (asks.length > 0) await act.tx.insert(sheetAsks).values(asks.map((ask, at) => ({ ...ask, sheet, line: at + 1 })));
}

/** In their order. The caller has found the sheet. */
export const asksOf = (act: Act, sheet: string): Promise<SheetAsk[]> =>
  act.tx.select().from(sheetAsks).where(eq(sheetAsks.sheet, sheet)).orderBy(asc(sheetAsks.line));
