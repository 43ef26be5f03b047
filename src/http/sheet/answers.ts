/** 录入服务确认表: under each visit that was printed, what she said of it. Each line stands by itself, as on a visit sheet. */
import { z } from 'zod';
import { normalPhone } from '#domain/digits';
import { DENY_REASONS } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { stateTag } from '#http/desk/line';
import { choice, type FieldError, fieldErrors, maybeText, text, understood } from '#http/form';
import { fullName, sayName } from '#http/name';
import { type Page, page, type Route, seeOther } from '#http/route';
import { spacedSheet } from '#http/sheet/number';
import { printedWords } from '#http/sheet/printed';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { photoIn } from '#http/upload';
import { answerLine, type PaperAnswer } from '#usecases/sheet/answer-line';
import { addSheetPhoto } from '#usecases/sheet/key-line';
import { readSheet } from '#usecases/sheet/read';
import { type AskedLine, readAnswers } from '#usecases/sheet/read-answers';

const numberOf = ({ params }: StaffVisit): string => params.number ?? '';
const typedIn = ({ body }: StaffVisit, line: number, name: string): string => textOf(body, `${name}-${line}`).trim();

const ASKED = ['answer', 'reason', 'note', 'thumb', 'witnessName', 'witnessPhone'] as const;
const isBlank = (visit: StaffVisit, { line }: AskedLine): boolean =>
  ASKED.every((name) => typedIn(visit, line, name) === '');

async function answersPage(visit: StaffVisit): Promise<Page> {
  const { t, lang } = visit;
  const lines = await readAnswers(visit.desk, numberOf(visit));
  const { sheet, person, handlers } = await readSheet(visit.desk, numberOf(visit), 'sheet.key');
  return page('sheet/answers', {
    number: sheet.number,
    spoken: spacedSheet(sheet.number),
    title: t('paper.form.confirmation'),
    person: person ? fullName(visit, person) : '',
    handlers: [...handlers].map(([value, name]) => ({ value, label: sayName(name, lang) })),
    handledBy: lines.findLast(({ answered }) => answered)?.answered?.handledBy ?? handlerFor(visit, handlers),
    reasons: DENY_REASONS.map((reason) => ({ value: reason, label: t(`own.deny.${reason}`) })),
    lines: lines.map((line) => lineData(visit, line)),
    saved: textOf(visit.query, 'saved'),
  });
}

/** Whoever keys it in has mostly been there herself. */
const handlerFor = ({ actor }: StaffVisit, handlers: Map<string, string>): string =>
  handlers.has(actor.id) ? actor.id : ([...handlers.keys()][0] ?? '');

function lineData(visit: StaffVisit, line: AskedLine) {
  const { t, lang } = visit;
  const { answered, asPrinted, state } = line;
  const said = answered && {
    words: t(answered.answer === 'no' ? 'answer.no' : 'answer.yes'),
    kind: answered.answer === 'no' ? 'grave' : 'good',
    by: t('line.entered', { name: sayName(answered.by, lang), handler: sayName(answered.handled, lang) }),
  };
  return {
    line: line.line,
    href: `/exchanges/${line.exchangeId}/file`,
    words: Object.values(printedWords(line, visit)).join(t('care.comma')),
    said,
    typed: !isBlank(visit, line),
    // Answered elsewhere, or it is another record by now: there is nothing to key in.
    over: said || state !== 'logged' ? stateTag(state, t) : null,
    changed: !asPrinted,
  };
}

/** Why is asked of a no only, and in words where none of the list fits. */
const answerForm = (answer: string, reason: string) =>
  z.object({
    answer: choice(['yes', 'no']),
    reason: answer === 'no' ? z.enum(DENY_REASONS, { error: 'reason_needed' }) : z.unknown().transform(() => null),
    note: maybeText(300).refine((note) => answer !== 'no' || reason !== 'other' || note !== null, 'reason_needed'),
    thumb: z.literal('yes', { error: 'thumb_needed' }),
    witnessName: text(40),
    witnessPhone: understood(normalPhone, 30),
  });

function readAnswer(visit: StaffVisit, { line }: AskedLine): PaperAnswer {
  const typed = Object.fromEntries(ASKED.map((name) => [name, typedIn(visit, line, name)]));
  const { reason, note, ...witness } = answerForm(typed.answer ?? '', typed.reason ?? '').parse(typed);
  return {
    sheet: numberOf(visit),
    line,
    handledBy: textOf(visit.body, 'handledBy'),
    no: reason ? { reason, note } : null,
    witnessName: witness.witnessName,
    witnessPhone: witness.witnessPhone,
  };
}

const BY_CODE: Partial<Record<string, string>> = { four_eyes: 'thumb' };

function errorsOf(error: unknown, { line }: AskedLine): FieldError[] {
  const beside = (field?: string) => `${field && field !== 'line' ? field : 'answer'}-${line}`;
  if (error instanceof z.ZodError) return fieldErrors(error).map((one) => ({ ...one, field: beside(one.field) }));
  if (!(error instanceof Refusal)) throw error;
  const { field, ...params } = error.params;
  if (field === 'handledBy') return [{ field, code: error.code, params }];
  return [{ field: beside(typeof field === 'string' ? field : BY_CODE[error.code]), code: error.code, params }];
}

const save = forStaff(async (visit) => {
  const number = numberOf(visit);
  const before = await readAnswers(visit.desk, number);
  const photo = await photoIn(visit);
  const lines = before.filter((line) => !isBlank(visit, line));
  const errors: FieldError[] = [];
  let saved = 0;
  for (const line of lines) {
    try {
      await answerLine(visit.desk, readAnswer(visit, line));
      saved++;
    } catch (error) {
      errors.push(...errorsOf(error, line));
    }
  }
  if (photo && (saved > 0 || before.some(({ answered }) => answered)))
    await addSheetPhoto(visit.desk, { number, photo });
  if (lines.length === 0 && !photo) throw new Refusal('missing', { field: `answer-${before[0]?.line ?? 1}` });
  if (errors.length === 0) return seeOther(`/sheets/${number}/answers?saved=${saved}`);
  const shown = await answersPage(visit);
  return { ...shown, status: 422, data: { ...shown.data, saved: String(saved), errors, typed: visit.body } };
});

const form = forStaff(answersPage);
const at = '/sheets/:number/answers';
export const routes: Route[] = [
  { method: 'GET', url: at, needs: 'sheet.key', handle: form },
  { method: 'POST', url: at, needs: 'sheet.key', upload: true, form, handle: save },
];
