/** 没送到的消息: what happened to each in words, and the two things that an officer may do about it. */
import { dayOf } from '#domain/day';
import { DROP_REASONS } from '#domain/telling';
import { sayName } from '#http/name';
import { doneWords, pageOf } from '#http/office/words';
import { whyIn } from '#http/reason';
import { type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { tellingWords } from '#http/telling-words';
import { sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import {
  dropMessage,
  listUndelivered,
  resendMessage,
  type Undelivered,
  viewUndelivered,
} from '#usecases/telling/undelivered';

const PER_PAGE = 20;

async function list(visit: StaffVisit): Promise<Page> {
  const at = pageOf(visit.query);
  const { lines, count } = await listUndelivered(visit.desk, { limit: PER_PAGE, offset: (at - 1) * PER_PAGE });
  return page('undelivered/list', {
    done: doneWords(visit, { sent: 'undelivered.sent', dropped: 'undelivered.dropped' }),
    lines: lines.map((line) => lineOf(line, visit)),
    page: at,
    of: Math.max(1, Math.ceil(count / PER_PAGE)),
  });
}

function lineOf(line: Undelivered, visit: StaffVisit) {
  const { row, notice, to } = line;
  const { t, lang, desk } = visit;
  return {
    id: row.id,
    who: [sayName(to.name, lang), to.relation ?? ''].filter(Boolean).join(t('care.comma')),
    words: t('undelivered.said', { words: tellingWords(line, visit) }),
    why: whyWords(row.lastError ?? '', visit),
    when: t('undelivered.tried', { count: row.tries, when: sayMoment(lang, row.doneAt ?? notice.at, dayOf(desk.now)) }),
    file: line.line ? `/exchanges/${notice.exchangeId}/file` : '',
  };
}

/** A gateway's answer is a number that only its makers can read: it is said behind the words. */
function whyWords(code: string, { t }: StaffVisit): string {
  const [, answer] = /^answered_(\d+)$/.exec(code) ?? [];
  if (answer) return t('undelivered.why.answered', { answer });
  const key = `undelivered.why.${code}`;
  return isKey(key) ? t(key) : t('undelivered.why.not_sent');
}

async function closing(visit: StaffVisit): Promise<Page> {
  const line = await viewUndelivered(visit.desk, visit.params.id ?? '');
  return page('undelivered/closing', { line: lineOf(line, visit), reasons: DROP_REASONS });
}

async function close(visit: StaffVisit) {
  const { reason, note } = whyIn(visit, DROP_REASONS);
  await dropMessage(visit.desk, { id: visit.params.id ?? '', reason, note });
  return seeOther('/undelivered?done=dropped');
}

async function resend(visit: StaffVisit) {
  await resendMessage(visit.desk, { id: visit.params.id ?? '' });
  return seeOther('/undelivered?done=sent');
}

const at = '/undelivered';
const needs = 'message.settle';
const form = forStaff(closing);
export const routes: Route[] = [
  { method: 'GET', url: at, needs, handle: forStaff(list) },
  { method: 'POST', url: `${at}/:id/redelivery`, needs, handle: forStaff(resend) },
  { method: 'GET', url: `${at}/:id/closing`, needs, handle: form },
  { method: 'POST', url: `${at}/:id/closing`, needs, form, handle: forStaff(close) },
];
