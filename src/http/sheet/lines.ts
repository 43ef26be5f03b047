/** 录入: ten lines of one sheet on one page. Each stands by itself: one that is refused keeps what was typed, the others are done. */
import { z } from 'zod';
import { type Day, dayOf, daysBetween, HALF_DAYS } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { must, Refusal, type RefusalCode } from '#domain/refusal';
import { isUnlikely, lengthOf } from '#domain/served';
import { hasLines, SHEET_LINES } from '#domain/sheet';
import { deedWords } from '#http/desk/line';
import { type FieldError, type Fields, fieldErrors, text, understood } from '#http/form';
import { NONE, type Which, whichVisit } from '#http/logbook/which';
import { fullName, sayName } from '#http/name';
import { notFound, type Page, page, type Route, seeOther } from '#http/route';
import { servedSchema } from '#http/served-form';
import { columnsOn, LINE_COLUMNS, type LineColumn } from '#http/sheet/fields';
import { spacedSheet } from '#http/sheet/number';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { serviceWords, whenOf } from '#http/told';
import { photoIn } from '#http/upload';
import { asSentence } from '#http/when';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { sameVisits } from '#usecases/exchange/same-visit';
import { addSheetPhoto, keyLine, type PaperLine } from '#usecases/sheet/key-line';
import { personOnPaper, readSheet, type SheetSeen } from '#usecases/sheet/read';

const NUMBERS = Array.from({ length: SHEET_LINES }, (_, at) => at + 1);
/** Ticks and lists alone are no line. */
const PRESSED: readonly LineColumn[] = ['thumb', 'relative'];
const TYPED = LINE_COLUMNS.filter((column) => !PRESSED.includes(column));

const numberOf = ({ params }: StaffVisit): string => params.number ?? '';
const typedIn = ({ body }: StaffVisit, line: number, name: string): string => textOf(body, `${name}-${line}`).trim();
const isBlank = (visit: StaffVisit, line: number): boolean => TYPED.every((name) => typedIn(visit, line, name) === '');

/**
 * @param asked by line: what it may be already
 * @param unsure by line: what it was refused for, which one tick may answer
 */
async function linesPage(
  visit: StaffVisit,
  asked = new Map<number, Which>(),
  unsure = new Map<number, RefusalCode>(),
): Promise<Page> {
  const seen = await readSheet(visit.desk, numberOf(visit), 'sheet.key');
  if (!hasLines(seen.sheet.form)) return notFound();
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  return page('sheet/lines', {
    number: seen.sheet.number,
    spoken: spacedSheet(seen.sheet.number),
    title: t(`paper.form.${seen.sheet.form}`),
    columns: columnsOn(seen.sheet.form),
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
      which: asked.get(line) ?? NONE,
      ask: {
        long: asks(visit, line, 'sure', unsure.get(line) === 'long_line'),
        old: asks(visit, line, 'sureDay', unsure.get(line) === 'old_line'),
      },
      typed: !isBlank(visit, line),
    })),
    saved: textOf(visit.query, 'saved'),
  });
}

/** Shown when it is asked, and as long as it is ticked. */
const asks = (visit: StaffVisit, line: number, name: string, now: boolean): boolean =>
  now || typedIn(visit, line, name) === 'yes';

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
function fieldsOf(visit: StaffVisit, line: number): Fields {
  const typed = (name: LineColumn): string => typedIn(visit, line, name);
  const halfDay = typed('half');
  return {
    ...{ servedOn: typed('day'), serviceCode: typed('service') },
    ...{ start: typed('start'), end: typed('end'), minutes: typed('minutes') },
    // A list of which nothing was chosen says nothing.
    ...(halfDay ? { halfDay } : {}),
    ...{ witnessName: typed('witnessName'), witnessPhone: typed('witnessPhone') },
  };
}

async function readLine(visit: StaffVisit, { sheet, services }: SheetSeen, line: number): Promise<PaperLine> {
  const fields = fieldsOf(visit, line);
  const served = servedSchema(dayOf(visit.desk.now)).and(Line).parse(fields);
  const memberId =
    sheet.form === 'wallCard' ? must(sheet.memberId) : await whoIn(visit, line, 'elder', sheet.regionCode);
  const volunteerId = await whoIn(visit, line, 'volunteer', sheet.regionCode);
  const thumbed = typedIn(visit, line, 'thumb') === 'yes';
  const { servedOn, times, serviceCode } = served;
  const service = services.find(({ code }) => code === serviceCode);
  if (typedIn(visit, line, 'sure') !== 'yes') askIfLong(lengthOf(times), service);
  if (typedIn(visit, line, 'sureDay') !== 'yes') askIfOld(servedOn, visit);
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
    witness: !thumbed && (fields.witnessName || fields.witnessPhone) ? Witness.parse(fields) : undefined,
  };
}

function askIfLong(minutes: number, service?: { maxMinutes: number }): void {
  if (service && isUnlikely(minutes, service.maxMinutes)) throw new Refusal('long_line', { field: 'minutes', minutes });
}

/** A sheet hangs for some weeks. A day without a year that is long past was meant to be another one, or is worth a look. */
const HANGS_DAYS = 62;

function askIfOld(day: Day, { desk, lang }: StaffVisit): void {
  const today = dayOf(desk.now);
  if (daysBetween(day, today) > HANGS_DAYS) {
    throw new Refusal('old_line', { field: 'day', day: sayDate(lang, day) });
  }
}

async function whoIn({ desk, ...visit }: StaffVisit, line: number, name: 'elder' | 'volunteer', regionCode: string) {
  const typed = typedIn({ desk, ...visit }, line, name);
  if (!typed) throw new Refusal('missing', { field: name });
  const found = await personOnPaper(desk, typed, regionCode, name === 'volunteer');
  if (found === 'nobody') throw new Refusal('person_unknown', { field: name });
  if (found === 'several') throw new Refusal('several_people', { field: name });
  if ('like' in found)
    throw new Refusal('person_unsure', { field: name, names: found.like.join(visit.t('care.comma')) });
  return found.id;
}

/** Where a refusal of the log belongs on this page. */
const BESIDE: Record<string, string> = {
  servedOn: 'day',
  serviceCode: 'service',
  halfDay: 'half',
  memberId: 'elder',
  volunteerId: 'volunteer',
};
/** And where the rule names no field. */
const BY_CODE: Partial<Record<RefusalCode, LineColumn>> = {
  own_record: 'volunteer',
  family_record: 'volunteer',
  volunteer_unknown: 'volunteer',
  volunteer_not_ready: 'volunteer',
  member_not_approved: 'elder',
  own_family_decision: 'witnessName',
  four_eyes: 'thumb',
};

function errorsOf(error: unknown, line: number, visit: StaffVisit): FieldError[] {
  if (error instanceof z.ZodError) {
    const named = fieldErrors(error).map((one) => ({ ...one, field: beside(whichOf(one.field, line, visit), line) }));
    // Two questions of a log are one field here: it is told one thing.
    return named.filter(({ field }, at) => at === named.findIndex((one) => one.field === field));
  }
  if (!(error instanceof Refusal)) throw error;
  const { field, ...params } = error.params;
  if (field === 'handledBy') return [{ field, code: error.code, params }];
  const named = typeof field === 'string' ? field : BY_CODE[error.code];
  // Whoever serves herself is told so in the words of a log, not of a decision.
  const code = error.code === 'own_record' ? 'serves_herself' : error.code;
  return [{ field: beside(named, line), code, params }];
}

/** Half-day and how long are one answer to a log, and two questions here. */
const whichOf = (field: string | undefined, line: number, visit: StaffVisit): string | undefined =>
  field === 'halfDay' && typedIn(visit, line, 'half') ? 'minutes' : field;

const beside = (field: string | undefined, line: number): string =>
  `${field === 'line' ? 'day' : (BESIDE[field ?? ''] ?? field ?? 'day')}-${line}`;

const save = forStaff(async (visit) => {
  const seen = await readSheet(visit.desk, numberOf(visit), 'sheet.key');
  const photo = await photoIn(visit);
  const lines = NUMBERS.filter((line) => !isBlank(visit, line));
  const errors: FieldError[] = [];
  const asked = new Map<number, Which>();
  const unsure = new Map<number, RefusalCode>();
  let saved = 0;
  for (const line of lines) {
    let keyed: PaperLine | null = null;
    try {
      keyed = await readLine(visit, seen, line);
      await keyLine(visit.desk, keyed);
      saved++;
    } catch (error) {
      errors.push(...errorsOf(error, line, visit));
      if (error instanceof Refusal && WHICH.includes(error.code) && keyed)
        asked.set(line, await whichFor(visit, seen, keyed));
      if (error instanceof Refusal) unsure.set(line, error.code);
    }
  }
  if (photo && (saved > 0 || seen.done.length > 0))
    await addSheetPhoto(visit.desk, { number: seen.sheet.number, photo });
  if (lines.length === 0 && !photo) throw new Refusal('missing', { field: 'day-1' });
  if (errors.length === 0) return seeOther(`/sheets/${seen.sheet.number}/lines?saved=${saved}`);
  const shown = await linesPage(visit, asked, unsure);
  return { ...shown, status: 422, data: { ...shown.data, saved: String(saved), errors, typed: visit.body } };
});

/** Not the other lines of this sheet: those are other visits. */
async function whichFor(visit: StaffVisit, { done }: SheetSeen, { visit: keyed }: PaperLine): Promise<Which> {
  const { memberIds, volunteers, servedOn } = keyed;
  const volunteerIds = volunteers.map(({ memberId }) => memberId);
  const apart = done.map(({ exchangeId }) => exchangeId);
  return whichVisit(await sameVisits(visit.desk, { memberIds, volunteerIds, servedOn }, apart), visit);
}

const WHICH: readonly RefusalCode[] = ['which_order', 'which_record'];

const form = forStaff((visit) => linesPage(visit));
const at = '/sheets/:number/lines';
export const routes: Route[] = [
  { method: 'GET', url: at, needs: 'sheet.key', handle: form },
  { method: 'POST', url: at, needs: 'sheet.key', upload: true, form, handle: save },
];
