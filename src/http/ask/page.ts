/** The pages of 我要人帮手: what, when, and everything once more before anything is booked. */
import { addDays, dayOf, minuteOfDay } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { stepsUpTo } from '#domain/usual';
import { type Ask, askAddress, askFields, usualAnswers } from '#http/ask';
import type { FieldError, Fields } from '#http/form';
import { type MemberVisit, one } from '#http/member/page';
import { called } from '#http/name';
import { type Page, page } from '#http/route';
import { serviceWords } from '#http/told';
import { asSentence, sayWhen } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { type Offered, type Payers, previewRequest, servicesToAsk } from '#usecases/exchange/preview';

export const today = (visit: MemberVisit) => dayOf(visit.desk.now);
const forWhom = ({ actor }: MemberVisit, fields: Fields): string => one(fields, 'for') || actor.id;

/** Everything of a page about asking: whom it is for, and where the answers come from. */
interface Asking {
  visit: MemberVisit;
  fields: Fields;
  memberId: string;
}
export const askingIn = (visit: MemberVisit, fields: Fields): Asking => ({
  visit,
  fields,
  memberId: forWhom(visit, fields),
});

const WHEN: readonly unknown[] = ['plannedOn', 'plannedMinutes', 'plannedStart', 'plannedHalfDay'];

/** What the rules say about the day or the length stands beside them, before the check page. */
export async function checkOrWhen(asking: Asking, asked: Ask): Promise<Page> {
  try {
    return await checkPage(asking, asked);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || !WHEN.includes(refusal.params.field)) throw refusal;
    const { field, ...params } = refusal.params;
    return whenPage(asking, [{ field: String(field), code: refusal.code, params }]);
  }
}

const GROUPS = { company: 'AI', house: 'BJ', errands: 'CD', health: 'EFGK', learn: 'H' } as const;

export async function whatPage({ visit, fields, memberId }: Asking): Promise<Page> {
  const { lang, t } = visit;
  const { person, again, common, all } = await servicesToAsk(visit.desk, memberId);
  const tile = (offered: Offered) => ({
    title: asSentence(serviceWords(offered.service, lang, t)),
    href: askAddress(fields, { for: memberId, ...usualAnswers(fields, offered) }),
  });
  // Asked afresh, what she had last comes first, with the time that one press proposes.
  const last = one(fields, 'serviceCode') ? null : again;
  const rest = all.filter((offered) => !common.includes(offered));
  const groups = Object.entries(GROUPS).map(([name, letters]) => ({
    title: t(`service.group.${name as keyof typeof GROUPS}`),
    tiles: rest.filter(({ service }) => letters.includes(service.code.charAt(0))).map(tile),
  }));
  return page('exchange/new-what', {
    acting: actingFor(visit, person),
    again: last ? { ...tile(last), text: usualWords(last, visit) } : null,
    common: common.filter((offered) => offered !== last).map(tile),
    groups: groups.filter(({ tiles }) => tiles.length > 0),
  });
}

/** 明天上午，1 小时 */
export const usualWords = ({ usual }: Offered, visit: Pick<MemberVisit, 'lang' | 't' | 'desk'>): string => {
  const { lang, t } = visit;
  const moment = { day: usual.plannedOn, minute: null, half: usual.plannedHalfDay };
  const when = sayWhen({ lang, t, today: dayOf(visit.desk.now) }, moment);
  return [asSentence(when), sayMinutes(usual.plannedMinutes, lang)].join(t('care.comma'));
};

const actingFor = ({ actor, lang }: MemberVisit, person: { id: string; name: string; nickname: string | null }) =>
  person.id === actor.id ? null : called(person, lang);

/** After six in the evening nobody is sent out any more today. */
const LAST_MINUTE = 18 * 60;

export async function whenPage({ visit, fields, memberId }: Asking, errors: FieldError[] = []): Promise<Page> {
  const { person, all } = await servicesToAsk(visit.desk, memberId);
  const { service, usual } = must(
    all.find((offered) => offered.service.code === one(fields, 'serviceCode')),
    'service_unknown',
  );
  const answered = errors.length === 0 && one(fields, 'plannedMinutes') !== '';
  const first = minuteOfDay(visit.desk.now) < LAST_MINUTE ? 0 : 1;
  const days = [first, first + 1, first + 2].map((ahead) => addDays(today(visit), ahead));
  // A day that is no button any more stands where it can be written.
  const elsewhere = days.includes(one(fields, 'plannedOn')) ? '' : one(fields, 'plannedOn');
  const data = {
    acting: actingFor(visit, person),
    memberId,
    service: { code: service.code, words: asSentence(serviceWords(service, visit.lang, visit.t)) },
    days,
    usual,
    wishes: one(fields, 'change') === 'wish',
    steps: stepsUpTo(service.maxMinutes),
    typed: { ...fields, otherDay: one(fields, 'otherDay') || elsewhere },
    back: askAddress(fields, answered ? {} : { change: 'what' }),
    errors,
  };
  return page('exchange/new-when', data, errors.length > 0 ? 422 : 200);
}

async function checkPage({ visit, fields, memberId }: Asking, asked: Ask): Promise<Page> {
  const { lang, t } = visit;
  const preview = await previewRequest(visit.desk, memberId, asked);
  const moment = { day: asked.plannedOn, minute: asked.plannedStart, half: asked.plannedHalfDay };
  const kept = { ...fields, ...askFields(asked), otherDay: '', for: memberId };
  return page('exchange/new-check', {
    acting: actingFor(visit, preview.person),
    memberId,
    who: called(preview.person, lang),
    what: asSentence(serviceWords(preview.service, lang, t)),
    when: asSentence(sayWhen({ lang, t, today: today(visit) }, moment)),
    minutes: asked.plannedMinutes,
    wish: asked.wish,
    hidden: askFields(asked),
    changeWhat: askAddress(kept, { change: 'what' }),
    changeWhen: askAddress(kept, { change: 'when' }),
    changeWish: askAddress(kept, { change: 'wish' }),
    usual: payersWords(preview.usual, visit),
    own: preview.own ? payersWords(preview.own, visit) : null,
    waits: preview.waits,
    missing: preview.impossible ? preview.usual.short : 0,
  });
}

/** 1 小时 政府送的时间，半小时 公益时间 */
function payersWords({ granted, pool, own, short }: Payers, { lang, t }: MemberVisit): string {
  const said = Object.entries({ granted, pool, own, short })
    .filter(([, minutes]) => minutes > 0)
    .map(([payer, minutes]) => t(`ask.pays_${payer as keyof Payers}`, { minutes: sayMinutes(minutes, lang) }));
  return said.join(t('care.comma'));
}
