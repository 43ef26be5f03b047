/** From the number on a form to where it is keyed in, or to the file that it became. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { hasLines } from '#domain/sheet';
import { seeOther } from '#http/route';
import { numberIn } from '#http/sheet/number';
import { forStaff } from '#http/staff-page';
import type { Sheet } from '#records/sheet';
import type { Desk } from '#usecases/desk';
import { readSheet } from '#usecases/sheet/read';
import { paperAround } from '#usecases/sheet/use';

/** Of a form with lines. */
export function linesPageOf({ form, number }: Sheet): string | null {
  if (form === 'confirmation') return `/sheets/${number}/answers`;
  return hasLines(form) ? `/sheets/${number}/lines` : null;
}

/** '' for a blank consent: whose it is stands only on the paper. */
export async function keyingPage(desk: Desk, sheet: Sheet): Promise<string> {
  const { form, number, memberId } = sheet;
  const lines = linesPageOf(sheet);
  if (lines) return lines;
  const { usedFor } = await paperAround(desk, number);
  if (usedFor) return `/members/${usedFor}?done=sheet_used`;
  if (form === 'consent') return memberId ? `/members/${memberId}/consents?sheet=${number}` : '';
  // Filled in for somebody: she is on file, and what differs is put right there.
  return memberId ? `/members/${memberId}` : `/members/new?sheet=${number}`;
}

export const findSheet = forStaff(async (visit) => {
  const number = numberIn(visit.read(z.object({ number: z.string().max(40).optional() })).number ?? '');
  if (!number) throw new Refusal('missing', { field: 'number' });
  const { sheet } = await readSheet(visit.desk, number, 'sheet.key').catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found')
      throw new Refusal('not_understood', { field: 'number' });
    throw error;
  });
  const way = await keyingPage(visit.desk, sheet);
  if (!way) throw new Refusal('sheet_without_person', { field: 'number' });
  return seeOther(way);
});
