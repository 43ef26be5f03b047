/** 补录: what a phone gave out as a file is looked at, taken in with one press, and can be seen again by its address. */

import { FORMS } from '#domain/field/form';
import { Refusal } from '#domain/refusal';
import { deedWords } from '#http/desk/line';
import { shortNumber } from '#http/exchange/file-words';
import { lineWords } from '#http/field/line';
import { pinWords, refusedWords } from '#http/field/receipt';
import { deedsTold, doneWords, overtakenTold } from '#http/field/refused';
import { todayOf } from '#http/logbook/form';
import { called, sayName } from '#http/name';
import { notFound, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { whenOf } from '#http/told';
import { outcomeWords, sayOn } from '#http/visit/words';
import { sayMinutes } from '#i18n/say-minutes';
import type { FieldRow } from '#records/field-record';
import type { ExchangeLine } from '#usecases/exchange/view';
import { type FileLook, type HandedIn, handedIn, LONGEST_FILE, lookAtFile, takeFile } from '#usecases/field/file';
import type { PhotosLook } from '#usecases/field/photos-look';
import { DROP_REASONS } from '#usecases/field/refused';

/** A file as a form writes it: every brace and quotation mark of its records is three letters. */
const FORM_BYTES = 8 * 1024 * 1024;

const handInPage = () => page('field/station/hand-in', { longest: LONGEST_FILE, look: null });

/** What was chosen as a file, or else pasted. Of one that is too long as much as is needed to refuse it. */
const handedOver = ({ upload, body }: StaffVisit): string =>
  upload ? upload.bytes.subarray(0, FORM_BYTES).toString('utf8') : textOf(body, 'file');

/** Whatever is wrong with a chosen file is said beside the place where one chooses it. */
async function besideFile<T>({ request }: StaffVisit, look: Promise<T>): Promise<T> {
  return look.catch((error: unknown) => {
    if (!(error instanceof Refusal) || !request.isMultipart()) throw error;
    throw new Refusal(error.code, { ...error.params, field: 'chosen' });
  });
}

async function handIn(visit: StaffVisit) {
  const { desk, body, request } = visit;
  const text = handedOver(visit);
  if (!textOf(body, 'take')) {
    const look = await besideFile(visit, lookAtFile(desk, text));
    return page('field/station/hand-in', { longest: LONGEST_FILE, look: lookTold(look, text, visit) });
  }
  const { receipts, photos, photosLeft } = await takeFile(desk, text, (error) =>
    request.log.error(error, 'a record could not be taken in'),
  );
  const again = receipts.filter(({ outcome }) => outcome === 'again').length;
  const told = Object.entries({ again, photos, photosLeft }).map(([name, count]) => [
    name,
    count > 0 ? `${count}` : null,
  ]);
  return seeOther(withQuery(`/field/station/${encodeURIComponent(desk.requestId)}`, Object.fromEntries(told)));
}

function lookTold({ author, lines, photos }: FileLook, file: string, visit: StaffVisit) {
  const { t, lang } = visit;
  return {
    file,
    author: sayName(author, lang),
    count: lines.length,
    photos: photosTold(photos, lines.length, visit),
    ready: photos.ready,
    fresh: lines.filter(({ before }) => before === 'new').length,
    rows: lines.map((line) => ({
      ...lineWords(line, visit),
      how: line.read ? t(`station.before.${line.before}`) : refusedWords(line, visit),
      pin: line.pin === 'unread' ? t('station.pin_unread') : pinWords(line.pin, visit),
    })),
  };
}

/** What there is, and for those whose records are missing what to do about it. */
function photosTold({ count, ready, same, waiting }: PhotosLook, records: number, { t }: StaffVisit): string[] {
  if (count === 0) return [];
  return [
    t(records > 0 ? 'station.photos' : 'station.photos_only', { count }),
    ready > 0 && records === 0 ? t('station.photos_ready', { count: ready }) : '',
    same > 0 ? t('station.photos_same', { count: same }) : '',
    waiting > 0 ? t('station.photos_waiting', { count: waiting }) : '',
  ].filter(Boolean);
}

async function donePage(visit: StaffVisit) {
  const { desk, params, query } = visit;
  const number = params.id ?? '';
  const { taken, visited, refused, names } = await handedIn(desk, number);
  // What was answered for, or is not needed any more, waits no longer.
  const left = refused.filter(({ row }) => row.settledAt === null);
  const counted = (name: string) => (/^\d{1,3}$/.test(textOf(query, name)) ? Number(textOf(query, name)) : 0);
  const again = counted('again');
  const photos = { photos: counted('photos'), photosLeft: counted('photosLeft') };
  if (taken.length + visited.length + refused.length + again + photos.photos + photos.photosLeft === 0)
    return notFound();
  return page('field/station/done', {
    number: shortNumber(number),
    again,
    ...photos,
    taken: [
      ...taken.map(({ record, line }) => ({
        href: `/exchanges/${line.exchange.id}/file`,
        pin: pinWords(record.pin, visit),
        ...takenWords(record, line, visit),
      })),
      ...visited.map((one) => ({ href: `/visits/${one.visit.id}`, pin: '', ...visitedWords(one, visit) })),
    ],
    // A visit is confirmed by nobody: of a file with nothing else nothing more is to be done.
    confirming: taken.length > 0,
    done: doneWords(visit),
    reasons: DROP_REASONS,
    onward: `/field/station/${encodeURIComponent(number)}`,
    settled: refused.length > 0 && left.every(({ overtaken }) => overtaken !== null),
    refused: left.map((one) => ({
      ...lineWords(one.line, visit),
      ...deedsTold(one, visit),
      why: refusedWords(one.row, visit),
      overtaken: overtakenTold(one, { names }, visit),
    })),
  });
}

function visitedWords({ visit: row, elder }: HandedIn['visited'][number], visit: StaffVisit) {
  const { t, lang } = visit;
  const words = [t('visit.title', { name: called(elder, lang) }), outcomeWords(row, visit)].join(t('care.comma'));
  return { words, when: sayOn(row.visitedOn, visit) };
}

function takenWords({ form }: FieldRow, line: ExchangeLine, visit: StaffVisit): { words: string; when: string } {
  const { t, lang } = visit;
  const { exchange } = line;
  const does = FORMS[form]?.does;
  const words = deedWords(line, visit);
  const length = does === 'absent' ? null : (exchange.servedMinutes ?? exchange.plannedMinutes);
  const minutes = length === null ? '' : sayMinutes(length, lang);
  return {
    words: does === 'absent' || does === 'go' ? t(`station.${does}`, { words }) : words,
    when: [whenOf(exchange, { t, lang, today: todayOf(visit) }), minutes].filter(Boolean).join(t('care.comma')),
  };
}

const form = forStaff(handInPage);
export const routes: Route[] = [
  { method: 'GET', url: '/field/station', needs: 'exchange.log', handle: form },
  {
    method: 'POST',
    url: '/field/station',
    needs: 'exchange.log',
    form,
    handle: forStaff(handIn),
    bodyLimit: FORM_BYTES,
    upload: true,
  },
  { method: 'GET', url: '/field/station/:id', needs: 'exchange.log', handle: forStaff(donePage) },
];
