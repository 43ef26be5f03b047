/** Forms without lines once they were keyed in: each goes to one file, whoever keys it and however often. */
import { asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { sheetUses } from '#db/schema/papers';

export type SheetUse = typeof sheetUses.$inferSelect;

/** @returns false when it was keyed in before, be it in this very moment */
export async function insertUse(act: Act, use: Pick<SheetUse, 'sheet' | 'memberId' | 'handledBy'>): Promise<boolean> {
  const row = { ...use, enteredBy: act.actor.id, enteredAt: act.now };
  const [made] = await act.tx.insert(sheetUses).values(row).onConflictDoNothing().returning();
  return made !== undefined;
}

/** The caller has found the sheet. */
export async function useOf(act: Act, sheet: string): Promise<SheetUse | null> {
  const [row] = await act.tx.select().from(sheetUses).where(eq(sheetUses.sheet, sheet));
  return row ?? null;
}

/** What was keyed in from paper for her. The caller has found her file. */
export const usesOf = (act: Act, memberId: string): Promise<SheetUse[]> =>
  act.tx
    .select()
    .from(sheetUses)
    .where(eq(sheetUses.memberId, memberId))
    .orderBy(asc(sheetUses.enteredAt), asc(sheetUses.sheet));
