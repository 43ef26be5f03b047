/** 照着纸表录: the number of the form and who wrote it, asked at the first page of an enrolment and beside a consent. */
import { type Fields, maybeText } from '#http/form';
import { sayName } from '#http/name';
import type { Visit } from '#http/route';
import { numberIn, spacedSheet } from '#http/sheet/number';
import { textOf } from '#http/staff-page';
import { type PaperUse, paperAround } from '#usecases/sheet/use';

/** As a form sends them: the number as it is printed, with blanks in it. */
export const PAPER_FIELDS = {
  sheet: maybeText(40).transform((typed) => numberIn(typed ?? '')),
  handledBy: maybeText(40),
};

/** Null where it was not written on a form; whoever types it wrote it herself where nobody was chosen. */
export const paperIn = (
  { sheet, handledBy }: { sheet: string; handledBy: string | null },
  typedBy: string,
): PaperUse | null => (sheet ? { sheet, handledBy: handledBy ?? typedBy } : null);

/** What `views/member/parts/paper` shows. @param kept what was typed before, if this page was left again */
export async function paperData(visit: Visit, kept: Fields = {}) {
  const number = numberIn(textOf(visit.body, 'sheet') || textOf(visit.query, 'sheet') || textOf(kept, 'sheet'));
  const { handlers, usedFor } = await paperAround(visit.desk, number);
  return {
    sheet: spacedSheet(number),
    handlers: [...handlers].map(([value, name]) => ({ value, label: sayName(name, visit.lang) })),
    handledBy: textOf(kept, 'handledBy') || visit.actor.id,
    usedFor,
  };
}

/** The file that the number in the address became already, if it did. */
export const usedFor = async ({ desk, query }: Visit): Promise<string | null> => {
  const number = numberIn(textOf(query, 'sheet'));
  return number ? (await paperAround(desk, number)).usedFor : null;
};
