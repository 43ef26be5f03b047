/** 录入: ten lines of one sheet on one page. Each stands by itself: one that is refused keeps what was typed, the others are done. */
import { z } from 'zod';
import { dayOf, HALF_DAYS, spanMinutes } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { must, Refusal } from '#domain/refusal';
import { isUnlikely, type Times } from '#domain/served';
import { hasLines, SHEET_LINES } from '#domain/sheet';
import { deedWords } from '#http/desk/line';
import { type FieldError, type Fields, fieldErrors, text, understood } from '#http/form';
import { fullName, sayName } from '#http/name';
import { notFound, type Page, page, type Route, seeOther } from '#http/route';
import { servedSchema } from '#http/served-form';
import { LINE_COLUMNS, type LineColumn } from '#http/sheet/fields';
import { spacedSheet } from '#http/sheet/forms';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { serviceWords, whenOf } from '#http/told';
import { photoIn } from '#http/upload';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { ordersAround } from '#usecases/exchange/log-visit';
import type { ExchangeLine } from '#usecases/exchange/view';
import { addSheetPhoto, keyLine, type PaperLine } from '#usecases/sheet/key-line';
import { personOnPaper, readSheet, type SheetSeen } from '#usecases/sheet/read';

const NUMBERS = Array.from({ length: SHEET_LINES }, (_, at) => at + 1);
/** Ticks and lists alone are no line. */
const PRESSED: readonly LineColumn[] = ['half', 'thumb', 'relative'];
const TYPED = LINE_COLUMNS.filter((column) => !PRESSED.includes(column));

const numberOf = ({ params }: StaffVisit): string => params.number ?? '';
const typedIn = ({ body }: StaffVisit, line: number, name: string): string => textOf(body, `${name}-${line}`).trim();
const isBlank = (visit: StaffVisit, line: number): boolean => TYPED.every((name) => typedIn(visit, line, name) === '');

interface Choice {
  value: string;
  label: string;
}

/** @param asked by line: the orders that it may be */
async function linesPage(visit: StaffVisit, asked = new Map<number, Choice[]>(), long: number[] = []): Promise<Page> {
  const seen = await readSheet(visit.desk, numberOf(visit), 'sheet.key');
  if (!hasLines(seen.sheet.form)) return notFound();
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  return page('sheet/lines', {
    number: seen.sheet.number,
    spoken: spacedSheet(seen.sheet.number),
    title: t(`paper.form.${seen.sheet.form}`),
    person: seen.person ? fullName(visit, seen.person) : '',
    handlers: [...seen.handlers].map(([value, name]) => ({ value, label: sayName(name, lang) })),
    handledBy: seen.done.at(-1)?.handledBy ?? [...seen.handlers.keys()][0] ?? '',
    services: seen.services.map((service) => ({
      value: service.code,
      label: asSentence(serviceWords(service, lang, t)),
    })),
    halves: HALF_DAYS.map((half) => ({ value: half, label: t(`exchange.half.${half}`) })),
    lines: NUMBERS.map((line) => ({
      line,
      done: doneWords(visit, seen, line, today),
      orders: asked.get(line) ?? [],
      long: long.includes(line),
      typed: !isBlank(visit, line),
    })),
    saved: textOf(visit.query, 'saved'),
  });
}

function doneWords(visit: StaffVisit, { done }: SheetSeen, line: number, today: string) {
  const found = done.find((one) => one.line === line);
  if (!found?.of) return null;
  const { t, lang } = visit;
  const { exchange } = found.of;
  return {
    href: `/exchanges/${exchange.id}/file`,
    words: deedWords(found.of, visit),
    when: [whenOf(exchange, { t, lang, today }), sayMinutes(exchange.servedMinutes ?? 0, lang)].join(t('care.comma')),
    by: t('line.entered', {
      name: sayName(found.by ?? '', lang),
      handler: sayName(found.handled ?? '', lang),
    }),
  };
}

const Line = z.object({ serviceCode: text(10) });
const Witness = z.object({ witnessName: text(40), witnessPhone: understood(normalPhone, 30) });

/** What was typed in one line, under the names of an ordinary log. */
const fieldsOf = (visit: StaffVisit, line: number): Fields => ({
  servedOn: typedIn(visit, line, 'day'),
  serviceCode: typedIn(visit, line, 'service'),
  start: typedIn(visit, line, 'start'),
  end: typedIn(visit, line, 'end'),
  minutes: typedIn(visit, line, 'minutes'),
  halfDay: typedIn(visit, line, 'half') || 'morning',
  witnessName: typedIn(visit, line, 'witnessName'),
  witnessPhone: typedIn(visit, line, 'witnessPhone'),
});

async function readLine(visit: StaffVisit, { sheet, services }: SheetSeen, line: number): Promise<PaperLine> {
  const fields = fieldsOf(visit, line);
  const served = servedSchema(dayOf(visit.desk.now)).and(Line).parse(fields);
  const memberId =
    sheet.form === 'wallCard' ? must(sheet.memberId) : await whoIn(visit, line, 'elder', sheet.regionCode);
  const volunteerId = await whoIn(visit, line, 'volunteer', sheet.regionCode);
  const thumbed = typedIn(visit, line, 'thumb') === 'yes';
  const { servedOn, times, serviceCode } = served;
  refuseUnlikely(
    visit,
    line,
    lengthOf(times),
    services.find(({ code }) => code === serviceCode),
  );
  return {
    sheet: sheet.number,
    line,
    handledBy: textOf(visit.body, 'handledBy'),
    visit: {
      memberIds: [memberId],
      serviceCode,
      servedOn,
      times,
      volunteers: [{ memberId: volunteerId, relative: typedIn(visit, line, 'relative') === 'yes' }],
    },
    order: typedIn(visit, line, 'order') || null,
    thumb: thumbed ? Witness.parse(fields) : null,
  };
}

const lengthOf = (times: Times): number => ('minutes' in times ? times.minutes : spanMinutes(times.start, times.end));

function refuseUnlikely(visit: StaffVisit, line: number, minutes: number, service?: { maxMinutes: number }): void {
  if (!service || !isUnlikely(minutes, service.maxMinutes) || typedIn(visit, line, 'sure') === 'yes') return;
  throw new Refusal('long_line', { field: 'minutes', minutes });
}

async function whoIn({ desk, ...visit }: StaffVisit, line: number, name: 'elder' | 'volunteer', regionCode: string) {
  const typed = typedIn({ desk, ...visit }, line, name);
  if (!typed) throw new Refusal('missing', { field: name });
  const found = await personOnPaper(desk, typed, regionCode, name === 'volunteer');
  if (found === 'nobody') throw new Refusal('person_unknown', { field: name });
  if (found === 'several') throw new Refusal('several_people', { field: name });
  return found.id;
}

/** Where a refusal of the log belongs on this page. */
const BESIDE: Record<string, string> = {
  servedOn: 'day',
  serviceCode: 'service',
  halfDay: 'minutes',
  memberId: 'elder',
  volunteerId: 'volunteer',
};

function errorsOf(error: unknown, line: number): FieldError[] {
  if (error instanceof z.ZodError) {
    const named = fieldErrors(error).map((one) => ({ ...one, field: beside(one.field, line) }));
    // Two questions of a log are one field here: it is told one thing.
    return named.filter(({ field }, at) => at === named.findIndex((one) => one.field === field));
  }
  if (!(error instanceof Refusal)) throw error;
  const { field, ...params } = error.params;
  if (field === 'handledBy') return [{ field, code: error.code, params }];
  return [{ field: beside(typeof field === 'string' ? field : undefined, line), code: error.code, params }];
}

const beside = (field: string | undefined, line: number): string =>
  `${field === 'line' ? 'day' : (BESIDE[field ?? ''] ?? field ?? 'day')}-${line}`;

const save = forStaff(async (visit) => {
  const seen = await readSheet(visit.desk, numberOf(visit), 'sheet.key');
  const photo = await photoIn(visit);
  const lines = NUMBERS.filter((line) => !isBlank(visit, line));
  const errors: FieldError[] = [];
  const asked = new Map<number, Choice[]>();
  const long: number[] = [];
  let saved = 0;
  for (const line of lines) {
    let keyed: PaperLine | null = null;
    try {
      keyed = await readLine(visit, seen, line);
      await keyLine(visit.desk, keyed);
      saved++;
    } catch (error) {
      errors.push(...errorsOf(error, line));
      if (error instanceof Refusal && error.code === 'which_order' && keyed)
        asked.set(line, await choicesFor(visit, keyed));
      if (error instanceof Refusal && error.code === 'long_line') long.push(line);
    }
  }
  if (photo && (saved > 0 || seen.done.length > 0))
    await addSheetPhoto(visit.desk, { number: seen.sheet.number, photo });
  if (lines.length === 0 && !photo) throw new Refusal('missing', { field: 'day-1' });
  if (errors.length === 0) return seeOther(`/sheets/${seen.sheet.number}/lines?saved=${saved}`);
  const shown = await linesPage(visit, asked, long);
  return { ...shown, status: 422, data: { ...shown.data, saved: String(saved), errors, typed: visit.body } };
});

async function choicesFor(
  visit: StaffVisit,
  { visit: { memberIds, volunteers, servedOn } }: PaperLine,
): Promise<Choice[]> {
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  const ids = volunteers.map(({ memberId }) => memberId);
  const words = (one: ExchangeLine) =>
    [deedWords(one, visit), whenOf(one.exchange, { t, lang, today })].join(t('care.comma'));
  const orders = await ordersAround(visit.desk, memberIds, ids, servedOn);
  return [
    ...orders.map((one) => ({ value: one.exchange.id, label: words(one) })),
    { value: 'new', label: t('book.other_visit') },
  ];
}

const form = forStaff((visit) => linesPage(visit));
const at = '/sheets/:number/lines';
export const routes: Route[] = [
  { method: 'GET', url: at, needs: 'sheet.key', handle: form },
  { method: 'POST', url: at, needs: 'sheet.key', upload: true, form, handle: save },
];
