/** Forms without lines once they were keyed in: each goes to one file, whoever keys it and however often. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { sheets, sheetUses } from '#db/schema/papers';
import { ENROLMENT_FORMS, type PaperForm } from '#domain/sheet';

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

/** What was keyed in from paper for her, with which form it was. The caller has found her file. */
export async function usesOf(act: Act, memberId: string): Promise<(SheetUse & { form: PaperForm })[]> {
  const rows = await act.tx
    .select({ use: sheetUses, form: sheets.form })
    .from(sheetUses)
    .innerJoin(sheets, eq(sheets.number, sheetUses.sheet))
    .where(eq(sheetUses.memberId, memberId))
    .orderBy(asc(sheetUses.enteredAt), asc(sheetUses.sheet));
  return rows.map(({ use, form }) => ({ ...use, form: form as PaperForm }));
}

/** Who wrote her enrolment on paper: a hand in it as much as whoever typed it in. */
export async function enrolmentHandsOf(act: Act, memberId: string): Promise<string[]> {
  const rows = await act.tx
    .select({ handledBy: sheetUses.handledBy })
    .from(sheetUses)
    .innerJoin(sheets, eq(sheets.number, sheetUses.sheet))
    .where(and(eq(sheetUses.memberId, memberId), inArray(sheets.form, [...ENROLMENT_FORMS])));
  return rows.map(({ handledBy }) => handledBy);
}
