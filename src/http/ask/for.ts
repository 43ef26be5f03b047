/** 替老人请人帮手: who, what, when, and once more aloud before anything is booked. The answers travel in the address. */
import { z } from 'zod';
import { addDays, dayOf, minuteOfDay } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { stepsUpTo } from '#domain/usual';
import { type Ask, askFields, askSchema, usualAnswers } from '#http/ask';
import { usualWords } from '#http/ask/page';
import { choice, type FieldError, type Fields, fieldErrors, several, submissionKey, text, ticked } from '#http/form';
import { fullName } from '#http/name';
import { whoPage } from '#http/pick';
import { type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { asSentence, sayWhen } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { type Offered, type Payers, type Preview, previewRequest, servicesToAsk } from '#usecases/exchange/preview';
import { requestExchange } from '#usecases/exchange/request';

const CARRIED = [
  'member',
  'serviceCode',
  'plannedOn',
  'otherDay',
  'plannedStart',
  'plannedHalfDay',
  'plannedMinutes',
  'wish',
];

const todayOf = (visit: StaffVisit) => dayOf(visit.desk.now);

function address(fields: Fields, changes: Record<string, string> = {}): string {
  const kept = Object.fromEntries(CARRIED.map((name) => [name, textOf(fields, name) || null]));
  return withQuery('/ask/new', { ...kept, ...changes });
}

async function ask(visit: StaffVisit): Promise<Page> {
  const { query } = visit;
  const change = textOf(query, 'change');
  if (!textOf(query, 'member')) return whoPage(visit, 'ask');
  if (!textOf(query, 'serviceCode') || change === 'what') return whatPage(visit, query);
  if (query.plannedMinutes === undefined || ['when', 'wish'].includes(change)) return whenPage(visit, query);
  const read = askSchema(todayOf(visit)).safeParse(query);
  return read.success ? checkOrWhen(visit, query, read.data) : whenPage(visit, query, fieldErrors(read.error));
}

async function whatPage(visit: StaffVisit, fields: Fields): Promise<Page> {
  const { lang, t } = visit;
  const { person, again, common, all } = await servicesToAsk(visit.desk, textOf(fields, 'member'));
  const tile = (offered: Offered) => ({
    title: asSentence(serviceWords(offered.service, lang, t)),
    href: address(fields, usualAnswers(fields, offered)),
  });
  const last = textOf(fields, 'serviceCode') ? null : again;
  return page('ask/what', {
    name: fullName(visit, person),
    again: last ? { ...tile(last), text: usualWords(last, visit) } : null,
    common: common.filter((offered) => offered !== last).map(tile),
    rest: all.filter((offered) => !common.includes(offered)).map(tile),
  });
}

/** After six in the evening nobody is sent out any more today. */
const LAST_MINUTE = 18 * 60;

async function whenPage(visit: StaffVisit, fields: Fields, errors: FieldError[] = []): Promise<Page> {
  const { person, all } = await servicesToAsk(visit.desk, textOf(fields, 'member'));
  const code = textOf(fields, 'serviceCode');
  const { service, usual } = must(
    all.find((offered) => offered.service.code === code),
    'service_unknown',
  );
  const answered = errors.length === 0 && textOf(fields, 'plannedMinutes') !== '';
  const first = minuteOfDay(visit.desk.now) < LAST_MINUTE ? 0 : 1;
  const days = [first, first + 1, first + 2].map((ahead) => addDays(todayOf(visit), ahead));
  const elsewhere = days.includes(textOf(fields, 'plannedOn')) ? '' : textOf(fields, 'plannedOn');
  const data = {
    name: fullName(visit, person),
    member: person.id,
    service: { code, words: asSentence(serviceWords(service, visit.lang, visit.t)) },
    days,
    usual,
    wishes: textOf(fields, 'change') === 'wish',
    steps: stepsUpTo(service.maxMinutes),
    typed: { ...fields, otherDay: textOf(fields, 'otherDay') || elsewhere },
    back: address(fields, answered ? {} : { change: 'what' }),
    errors,
  };
  return page('ask/when', data, errors.length > 0 ? 422 : 200);
}

const WHEN: readonly unknown[] = ['plannedOn', 'plannedMinutes', 'plannedStart', 'plannedHalfDay'];

/** What the rules say about the day or the length stands beside them, before the check page. */
async function checkOrWhen(visit: StaffVisit, fields: Fields, asked: Ask): Promise<Page> {
  try {
    return await checkPage(visit, fields, asked);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || !WHEN.includes(refusal.params.field)) throw refusal;
    const { field, ...params } = refusal.params;
    return whenPage(visit, fields, [{ field: String(field), code: refusal.code, params }]);
  }
}

async function checkPage(visit: StaffVisit, fields: Fields, asked: Ask): Promise<Page> {
  const { lang, t } = visit;
  const preview = await previewRequest(visit.desk, textOf(fields, 'member'), asked);
  const moment = { day: asked.plannedOn, minute: asked.plannedStart, half: asked.plannedHalfDay };
  const kept = { ...fields, ...askFields(asked), otherDay: '' };
  return page('ask/check', {
    name: fullName(visit, preview.person),
    member: preview.person.id,
    mates: preview.mates.map((person) => ({ value: person.id, label: fullName(visit, person) })),
    what: asSentence(serviceWords(preview.service, lang, t)),
    when: asSentence(sayWhen({ lang, t, today: todayOf(visit) }, moment)),
    minutes: asked.plannedMinutes,
    wish: asked.wish,
    hidden: askFields(asked),
    changeWhat: address(kept, { change: 'what' }),
    changeWhen: address(kept, { change: 'when' }),
    changeWish: address(kept, { change: 'wish' }),
    sentence: aloud(preview, preview.usual, visit, asked.plannedMinutes),
    own: preview.own ? aloud(preview, preview.own, visit, asked.plannedMinutes) : '',
    waits: preview.waits,
    missing: preview.impossible ? preview.usual.short : 0,
  });
}

/** 政府送的还有 2 小时半，这次约 4 小时，不够的用公益时间，不用您还: to be read out to her. */
function aloud({ available }: Preview, payers: Payers, { lang, t }: StaffVisit, minutes: number): string {
  const say = (amount: number) => sayMinutes(amount, lang);
  const said = {
    granted: say(available.granted),
    own: say(available.own),
    short: say(payers.short),
    minutes: say(minutes),
  };
  const { granted, pool, own, short } = payers;
  if (short > 0) return t('aloud.short', said);
  if (own > 0) return t(granted > 0 ? 'aloud.granted_own' : pool > 0 ? 'aloud.own_pool' : 'aloud.own', said);
  if (pool > 0) return t(granted > 0 ? 'aloud.granted_pool' : 'aloud.pool', said);
  return t('aloud.granted', said);
}

/** A refused request: the check page with what was asked, else the questions again. */
async function again(visit: StaffVisit): Promise<Page> {
  const { body } = visit;
  if (!textOf(body, 'member')) return whoPage(visit, 'ask');
  const read = askSchema(todayOf(visit)).safeParse(body);
  if (read.success) return checkOrWhen(visit, body, read.data);
  return textOf(body, 'serviceCode') ? whenPage(visit, body) : whatPage(visit, body);
}

const AskFor = z.object({
  key: submissionKey(),
  member: text(40),
  mate: several(),
  consentHow: choice(['inPerson', 'phone', 'family']),
  payer: choice(['usual', 'own']).optional(),
  urgent: ticked(),
});

async function request(visit: StaffVisit) {
  const form = AskFor.and(askSchema(todayOf(visit)));
  const { key, member, mate, consentHow, payer, urgent, ...asked } = visit.read(form);
  const wantsOwn = payer === 'own';
  const { id } = await requestExchange(visit.desk, {
    ...asked,
    key,
    memberIds: [member, ...mate.slice(0, 5)],
    wantsOwn,
    urgent,
    consentHow,
  });
  return seeOther(`/exchanges/${id}/file?done=ask`);
}

export const routes: Route[] = [
  { method: 'GET', url: '/ask/new', needs: 'exchange.request', handle: forStaff(ask) },
  { method: 'POST', url: '/ask', needs: 'exchange.request', form: forStaff(again), handle: forStaff(request) },
];
