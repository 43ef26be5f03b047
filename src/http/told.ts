/** An exchange as a member is told of it, from her own side: 李姨 帮您做饭，昨天，1 小时半. */
import type { MemberActor } from '#domain/actor';
import { type Day, dayOf } from '#domain/day';
import type { State } from '#domain/exchange';
import type { MemberVisit } from '#http/member/page';
import { called, type Named } from '#http/name';
import { asSentence, type Moment, sayWhen } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Key, type Language, type Translate } from '#i18n/words';
import type { Exchange } from '#records/exchange';
import type { ServiceRow } from '#records/service';
import type { ExchangeLine } from '#usecases/exchange/view';

/** Who is told, in which language, on which day. */
export interface Listener {
  actor: MemberActor;
  lang: Language;
  t: Translate;
  today: Day;
}

export interface Told {
  id: string;
  href: string;
  /** 李姨 帮您做饭 */
  words: string;
  /** 昨天下午; '' when no day is known. */
  when: string;
  /** Served, else planned. */
  minutes: number | null;
  tag: { kind: 'good' | 'waiting' | 'grave' | 'plain'; words: string };
}

const KINDS: Record<State, Told['tag']['kind']> = {
  requested: 'waiting',
  approved: 'waiting',
  matched: 'good',
  in_service: 'good',
  logged: 'waiting',
  confirmed: 'waiting',
  returned: 'grave',
  credited: 'good',
  final: 'good',
  disputed: 'waiting',
  rejected: 'grave',
  cancelled: 'plain',
  expired: 'plain',
  reversed: 'grave',
};

/** 做饭: as people say it; what the catalogue says where nobody has a word for it yet. */
export function serviceWords({ code, nameZh, nameEn }: ServiceRow, lang: Language, t: Translate): string {
  const key = `service.${code}`;
  if (isKey(key)) return t(key);
  return lang === 'en' ? nameEn : nameZh;
}

export const isHelper = (line: Pick<ExchangeLine, 'exchange'>, actor: MemberActor): boolean =>
  line.exchange.volunteers.some(({ memberId }) => memberId === actor.id);
export const isMine = (line: Pick<ExchangeLine, 'exchange'>, actor: MemberActor): boolean =>
  line.exchange.beneficiaryIds.includes(actor.id);

type Words = Pick<Listener, 'lang' | 't'>;

/** 李姨、老梁 */
export const namesOf = (people: readonly Named[], { lang, t }: Words): string =>
  people.map((person) => called(person, lang)).join(t('who.and'));
export const giversOf = ({ volunteers }: ExchangeLine, words: Words): string => namesOf(volunteers, words);
export const receiversOf = ({ beneficiaries }: ExchangeLine, words: Words): string => namesOf(beneficiaries, words);

/** When it was, or is to be. */
export const momentOf = (exchange: Exchange): Moment | null => {
  if (exchange.servedOn) return { day: exchange.servedOn, minute: exchange.startMinute, half: exchange.halfDay };
  if (!exchange.plannedOn) return null;
  return { day: exchange.plannedOn, minute: exchange.plannedStart, half: exchange.plannedHalfDay };
};

export const whenOf = (exchange: Exchange, listener: Omit<Listener, 'actor'>): string => {
  const moment = momentOf(exchange);
  return moment ? sayWhen(listener, moment) : '';
};

/** 帮您做饭, 陪陈伯看医生: what is done, for whom, as it sounds to the listener. */
export function deedFor(line: Pick<ExchangeLine, 'service'>, whom: string, { lang, t }: Words): string {
  const key = `deed.${line.service.code}`;
  return isKey(key) ? t(key, { whom }) : t('deed.other', { whom, service: serviceWords(line.service, lang, t) });
}

export const ownDeed = (line: ExchangeLine, listener: Omit<Listener, 'today'>): string =>
  deedFor(line, isMine(line, listener.actor) ? listener.t('who.you') : receiversOf(line, listener), listener);

/** 李姨 帮您做饭: who helps whom with what. */
export function sentenceOf(line: ExchangeLine, listener: Omit<Listener, 'today'>): string {
  const { actor, t } = listener;
  const params = { giver: giversOf(line, listener), deed: ownDeed(line, listener) };
  if (isHelper(line, actor)) return t('own.you_help', params);
  return asSentence(t(line.volunteers.length === 0 ? 'own.asked' : 'own.helps', params));
}

export function told(line: ExchangeLine, listener: Listener): Told {
  const { exchange } = line;
  const { t } = listener;
  return {
    id: exchange.id,
    href: `/exchanges/${exchange.id}`,
    words: sentenceOf(line, listener),
    when: whenOf(exchange, listener),
    minutes: exchange.servedMinutes ?? exchange.plannedMinutes,
    tag: { kind: KINDS[exchange.state], words: t(`exchange.state.${exchange.state}` as Key) },
  };
}

/** 李姨 昨天下午 帮您做饭，1 小时半。是这样吗？ */
export function questionOf(line: ExchangeLine, listener: Listener): string {
  const { exchange } = line;
  const { t, lang } = listener;
  return t('home.is_it_so', {
    giver: giversOf(line, listener) || t('who.somebody'),
    deed: ownDeed(line, listener),
    when: whenOf(exchange, listener),
    minutes: sayMinutes(exchange.servedMinutes ?? 0, lang),
  });
}

/** The listener behind a visit. */
export const listenerOf = ({ actor, lang, t, desk }: MemberVisit): Listener => ({
  actor,
  lang,
  t,
  today: dayOf(desk.now),
});
