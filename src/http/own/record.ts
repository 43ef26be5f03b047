/** One record as a member reads it: what it is, what happens next, how it came about. */

import { addDays, type Day } from '#domain/day';
import type { MemberVisit } from '#http/member/page';
import { calledInFull, sayName } from '#http/name';
import { outingWords } from '#http/outing-words';
import { homeWords, placeName } from '#http/place-words';
import { receiptAt, receiptNumber } from '#http/receipt/words';
import { giversOf, isHelper, isMine, type Listener, namesOf, ownDeed, receiversOf, told, whenOf } from '#http/told';
import { asSentence, sayWhen } from '#http/when';
import { sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Key } from '#i18n/words';
import type { OwnView } from '#usecases/exchange/own-view';
import type { ExchangeLine } from '#usecases/exchange/view';

export interface Row {
  label: string;
  value: string;
  sub?: string;
  /** What it leads to. */
  href?: string;
}

/** From which side somebody looks: who serves, who is served, or who acts for her. */
export type Side = 'helper' | 'mine' | 'kin';

export const sideOf = (view: OwnView, { actor }: MemberVisit): Side =>
  isHelper(view, actor) ? 'helper' : isMine(view, actor) ? 'mine' : 'kin';

/** Everything that a sentence about this exchange may name. */
const paramsOf = (view: OwnView, listener: Listener) => {
  const { exchange } = view;
  const { t, lang } = listener;
  return {
    giver: giversOf(view, listener) || t('who.somebody'),
    receiver: receiversOf(view, listener),
    deed: ownDeed(view, listener),
    when: whenOf(exchange, listener),
    served: sayMinutes(exchange.servedMinutes ?? 0, lang),
    days: String(view.decisionDays),
    until: dayBefore(exchange.plannedOn, listener),
    since: exchange.signedInAt ? sayMoment(lang, exchange.signedInAt, listener.today) : '',
  };
};

/** Until when a volunteer should be found: the evening before, or today where it is for today or tomorrow. */
function dayBefore(plannedOn: Day | null, listener: Listener): string {
  if (plannedOn === null) return '';
  const day = [addDays(plannedOn, -1), listener.today].sort()[1] ?? listener.today;
  return sayWhen(listener, { day, minute: null, half: null });
}

/** What happens next, or what came of it, in a sentence or two. */
export function nextWords(view: OwnView, side: Side, listener: Listener): string {
  const { state, stateBefore, coverShort } = view.exchange;
  const request = state === 'returned' && stateBefore === 'requested' ? '_request' : '';
  const short = state === 'confirmed' && coverShort !== null ? '_short' : '';
  const from = side === 'helper' && !request ? 'task' : 'next';
  if (state === 'reversed' && view.pair.replacedBy) return asSentence(listener.t('own.next.replaced'));
  if (view.pair.replaces) return asSentence(listener.t('own.next.replacing'));
  return asSentence(listener.t(`own.${from}.${state}${request}${short}` as Key, paramsOf(view, listener)));
}

export function rowsOf(view: OwnView, side: Side, listener: Listener): Row[] {
  const { exchange, beneficiaries, volunteers } = view;
  const { t } = listener;
  const given = volunteers.map((person) => calledInFull(listener, person)).join(t('who.and'));
  const rows: (Row | null)[] = [
    side === 'mine' ? null : { label: t('own.row.whom'), value: namesOf(beneficiaries, listener) },
    given && side !== 'helper' ? { label: t('own.row.who'), value: given, sub: livesIn(view, listener) } : null,
    { label: t('own.row.when'), value: asSentence(whenOf(exchange, listener)) || t('own.no_day') },
    lengthRow(view, listener),
    outingRow(view, side, listener),
    side === 'helper' ? earnedRow(view, listener) : usedRow(view, listener),
    side === 'helper' ? { label: t('own.row.where'), value: placeOf(view, listener) } : null,
    exchange.wish ? { label: t('own.row.wish'), value: exchange.wish } : null,
    reasonRow(view, listener),
    ...pairRows(view, listener),
    { label: t('own.row.number'), value: numberOf(exchange) },
    view.receipt
      ? { label: t('own.row.receipt'), value: receiptNumber(view.receipt), href: receiptAt(view.receipt) }
      : null,
  ];
  return rows.filter((row): row is Row => row !== null);
}

/** 住在大稳村. Her village and no more: whoever wants to call asks the helper. */
function livesIn({ volunteers, villages }: OwnView, listener: Listener): string {
  const places = volunteers.flatMap(({ regionCode }) => villages.get(regionCode) ?? []);
  const said = [...new Set(places.map((place) => placeName(place, listener)))].join(listener.t('who.and'));
  return said ? listener.t('own.lives_in', { place: said }) : '';
}

/** As it stands on paper and is read out on the phone. */
export const numberOf = ({ id }: { id: string }): string => id.slice(-6).toUpperCase();

/** 是不是这一条: the records that a visit may be, each with what tells it from the others. */
export const asChoices = (records: readonly ExchangeLine[], listener: Listener) =>
  records.map((record) => ({ ...told(record, listener), number: numberOf(record.exchange) }));

function lengthRow({ exchange }: OwnView, { t, lang }: Listener): Row {
  const { servedMinutes, plannedMinutes } = exchange;
  if (servedMinutes === null) {
    const value = plannedMinutes === null ? t('own.no_day') : sayMinutes(plannedMinutes, lang);
    return { label: t('own.row.planned'), value };
  }
  return { label: t('own.row.served'), value: sayMinutes(servedMinutes, lang) };
}

/** 出发前登记过: what the insurance asks for, and where whoever set out is now. */
function outingRow(view: OwnView, side: Side, listener: Listener): Row | null {
  const { t, lang } = listener;
  const who = side === 'helper' ? t('who.you') : giversOf(view, listener);
  const whom = side === 'mine' ? t('who.you') : receiversOf(view, listener);
  const words = outingWords(view, { who, whom }, { t, lang, now: view.now });
  return words && { label: t('outing.row'), value: asSentence(words.value), sub: asSentence(words.sub) };
}

/** What a volunteer was credited, or will be; and why it is less than what she served. */
function earnedRow(view: OwnView, { actor, t, lang }: Listener): Row | null {
  const mine = view.volunteers.find(({ id }) => id === actor.id)?.of;
  const will = view.worth?.find(({ memberId }) => memberId === actor.id);
  const credited = mine?.creditedMinutes ?? will?.minutes;
  if (credited === undefined || view.exchange.servedOn === null) return null;
  const served = mine?.servedMinutes ?? view.exchange.servedMinutes ?? 0;
  const reasons = (mine?.creditedMinutes != null ? mine.creditReasons : will?.reasons) ?? [];
  const why = reasons.map((reason) => t(`exchange.less.${reason}` as Key)).join(t('own.and_why'));
  return {
    label: t(mine?.creditedMinutes != null ? 'own.row.credited' : 'own.row.will_credit'),
    value: sayMinutes(credited, lang),
    sub:
      credited < served
        ? t('own.less', { served: sayMinutes(served, lang), credited: sayMinutes(credited, lang), why })
        : '',
  };
}

/** What was used, and why it is less than what was served; or what is kept for it, and whose time that is. */
function usedRow({ exchange, held, volunteers }: OwnView, { t, lang }: Listener): Row | null {
  const { creditedMinutes, servedMinutes } = exchange;
  if (creditedMinutes !== null) {
    const said = { served: sayMinutes(servedMinutes ?? 0, lang), used: sayMinutes(creditedMinutes, lang) };
    const reasons = [...new Set(volunteers.flatMap(({ of }) => of.creditReasons ?? []))];
    const why = reasons.map((reason) => t(`exchange.less.${reason}` as Key)).join(t('own.and_why'));
    const less = creditedMinutes < (servedMinutes ?? 0) && why !== '';
    return { label: t('own.row.used'), value: said.used, sub: less ? t('own.used_less', { ...said, why }) : '' };
  }
  const said = (['granted', 'pool', 'own'] as const).flatMap((kind) => {
    const minutes = held.filter((hold) => hold.kind === kind).reduce((sum, hold) => sum + hold.left, 0);
    return minutes > 0 ? [t(`ask.pays_${kind}`, { minutes: sayMinutes(minutes, lang) })] : [];
  });
  return said.length > 0 ? { label: t('own.row.held'), value: said.join(t('care.comma')) } : null;
}

/** Where it is: only for whoever said yes. */
function placeOf({ place, exchange, hamlet }: OwnView, listener: Listener): string {
  const village = place.find(({ code }) => code === exchange.regionCode) ?? null;
  return homeWords(village, hamlet ?? '', listener);
}

/**
 * Whom to call about it, where it is not the reader's own helper, who stands at the foot of every page: a volunteer asks
 * for the way, kin ask in the elder's village.
 */
export function guideFor({ exchange, helper }: OwnView, side: Side, { actor, t, lang }: Listener) {
  if (helper === null || side === 'mine' || exchange.regionCode === actor.regionCode) return null;
  const words = t(side === 'helper' ? 'own.ask_helper' : 'own.call_helper', { name: sayName(helper.name, lang) });
  return { words, phone: helper.phone };
}

const ENDED = ['returned', 'rejected', 'cancelled', 'expired', 'reversed'];

/** 改记: the other record, as far as it is hers to see, and the page that explains both. */
function pairRows({ pair, corrected }: OwnView, listener: Listener): Row[] {
  const { t } = listener;
  const row = (key: Key, line: ExchangeLine | null): Row[] =>
    line ? [{ label: t(key), value: pairWords(line, listener), href: `/exchanges/${line.exchange.id}` }] : [];
  const why = corrected && {
    label: t('own.row.correction'),
    value: t('own.see_correction'),
    href: `/statement/corrections/${corrected}`,
  };
  return [
    ...row('own.row.replaces', pair.replaces),
    ...row('own.row.replaced_by', pair.replacedBy),
    ...(why ? [why] : []),
  ];
}

const pairWords = (line: ExchangeLine, listener: Listener): string =>
  [
    whenOf(line.exchange, listener),
    told(line, listener).words,
    sayMinutes(line.exchange.servedMinutes ?? 0, listener.lang),
  ]
    .map(asSentence)
    .join(listener.t('care.comma'));

function reasonRow({ exchange }: OwnView, { t }: Listener): Row | null {
  if (!ENDED.includes(exchange.state)) return null;
  const key = `exchange.reason.${exchange.reversalReason ?? exchange.reason ?? ''}`;
  const words = [isKey(key) ? t(key) : '', exchange.reasonNote ?? ''].filter(Boolean);
  return words.length > 0 ? { label: t('own.row.reason'), value: words.join(t('care.comma')) } : null;
}

/** 昨天，星期日 上午 9 点，李姨：到门口签到. How the record came about, in the order it happened. */
export const evidenceWords = ({ evidence, names }: OwnView, { t, lang, today }: Listener): string[] =>
  evidence.map(({ kind, byId, at, witnessName }) =>
    t('own.evidence', {
      when: asSentence(sayMoment(lang, at, today)),
      who: sayName(witnessName ?? names.get(byId) ?? t('who.somebody'), lang),
      what: t(`exchange.evidence.${kind}`),
    }),
  );

export const headOf = (view: OwnView, listener: Listener) => {
  const { words, tag } = told(view, listener);
  return { words, tag };
};
