/** Sheets: forms printed under a number of their own, wall cards under theirs, and their lines once they are keyed in. */
import { randomInt } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { sheetLines, sheets } from '#db/schema/papers';
import { cards, members } from '#db/schema/people';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import type { PaperForm } from '#domain/sheet';
import { cardCheckDigit } from '#records/card';
import { memberScope, regionScope } from '#records/scope';

export interface Sheet {
  number: string;
  form: PaperForm | 'wallCard';
  regionCode: RegionCode;
  /** Whose it is, or for whom it was filled in. */
  memberId: string | null;
}
export type SheetLine = typeof sheetLines.$inferSelect;

/** Nine digits: one more than a card, the last of which finds every single wrong digit. */
const DIGITS = 9;
const THROWS = 20;

export const isSheetNumber = (text: string): boolean =>
  /^[1-9]\d{8}$/.test(text) && cardCheckDigit(text.slice(0, DIGITS - 1)) === text.at(-1);

export async function insertSheet(act: Act, sheet: Omit<Sheet, 'number'>): Promise<string> {
  for (let thrown = 0; thrown < THROWS; thrown++) {
    const digits = String(randomInt(10 ** (DIGITS - 2), 10 ** (DIGITS - 1)));
    const number = digits + cardCheckDigit(digits);
    const row = { ...sheet, number, printedBy: act.actor.id, printedAt: act.now };
    const [made] = await act.tx.insert(sheets).values(row).onConflictDoNothing().returning({ number: sheets.number });
    if (made) return made.number;
  }
  throw new Refusal('too_slow');
}

/**
 * A sheet by the number that is printed on it. A full wall card is keyed in when a new one hangs there already, so a
 * revoked one is found too.
 * @throws Refusal not_found when there is none or it is out of reach
 */
export async function findSheet(act: Act, number: string, action: Action): Promise<Sheet> {
  if (isSheetNumber(number)) {
    const [row] = await act.tx
      .select()
      .from(sheets)
      .where(and(eq(sheets.number, number), regionScope(act, action, sheets.regionCode)));
    const { form, regionCode, memberId } = must(row);
    return { number, form: form as PaperForm, regionCode, memberId };
  }
  const [row] = await act.tx
    .select({ memberId: cards.memberId, regionCode: members.regionCode })
    .from(cards)
    .innerJoin(members, eq(members.id, cards.memberId))
    .where(and(eq(cards.number, number), eq(cards.kind, 'wall'), memberScope(act, action)));
  return { number, form: 'wallCard', ...must(row) };
}

export const linesOf = (act: Act, sheet: string): Promise<SheetLine[]> =>
  act.tx.select().from(sheetLines).where(eq(sheetLines.sheet, sheet)).orderBy(asc(sheetLines.line));

/** Take a line for oneself. @returns null when it is taken now; else what stands there */
export async function takeLine(
  act: Act,
  row: Omit<SheetLine, 'exchangeId' | 'answer'> & { answer?: SheetLine['answer'] },
): Promise<SheetLine | null> {
  const [taken] = await act.tx
    .insert(sheetLines)
    .values({ ...row, exchangeId: '' })
    .onConflictDoNothing()
    .returning();
  if (taken) return null;
  const [before] = await act.tx.select().from(sheetLines).where(isLine(row));
  return must(before);
}

export async function fillLine(act: Act, of: Pick<SheetLine, 'sheet' | 'line'>, exchangeId: string): Promise<void> {
  await act.tx.update(sheetLines).set({ exchangeId }).where(isLine(of));
}

const isLine = ({ sheet, line }: Pick<SheetLine, 'sheet' | 'line'>) =>
  and(eq(sheetLines.sheet, sheet), eq(sheetLines.line, line));
