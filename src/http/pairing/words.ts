/** A pairing in words: who with whom, how often and how long, how it stands and what it waits for. */
import { dayOf } from '#domain/day';
import { minutesPerMonth, type PairingState, type Terms } from '#domain/pairing';
import { called, fullName } from '#http/name';
import { homeWords } from '#http/place-words';
import { becauseWords } from '#http/reason';
import type { Visit } from '#http/route';
import { sayDate, sayShortDay } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Language, Translate } from '#i18n/words';
import type { PairingLine } from '#usecases/pairing/list';
import { unsaid } from '#usecases/pairing/may';

const TAGS = {
  proposed: 'waiting',
  agreed: 'waiting',
  active: 'good',
  paused: 'waiting',
  declined: 'plain',
  rejected: 'grave',
  withdrawn: 'plain',
  ended: 'plain',
} as const satisfies Record<PairingState, string>;

export const pairingTag = (state: PairingState, t: Translate) => ({
  kind: TAGS[state],
  words: t(`pairing.state.${state}`),
});

const WEEKS_A_MONTH = 4;

/** 每周 1 次 · 每月 3 次: four times a month is every week. */
export const sayRhythm = (visits: number, t: Translate): string =>
  visits % WEEKS_A_MONTH === 0
    ? t('pairing.weekly', { count: visits / WEEKS_A_MONTH })
    : t('pairing.monthly', { count: visits });

export const sayTerms = (terms: Pick<Terms, 'visitsPerMonth' | 'minutesPerVisit'>, { t, lang }: Words): string =>
  [sayRhythm(terms.visitsPerMonth, t), t('pairing.each', { minutes: sayMinutes(terms.minutesPerVisit, lang) })].join(
    t('care.comma'),
  );

export const sayMonthly = (terms: Terms, { t, lang }: Words): string =>
  t('pairing.a_month', { minutes: sayMinutes(minutesPerMonth(terms), lang) });

interface Words {
  t: Translate;
  lang: Language;
}

/** 李姨和陈伯结对 */
export const titleOf = ({ volunteer, elder }: PairingLine, { t, lang }: Words): string =>
  t('pairing.of_two', { volunteer: called(volunteer, lang), elder: called(elder, lang) });

/** A line of a list. */
export function lineWords(line: PairingLine, visit: Visit) {
  const { t, lang } = visit;
  const { pairing, elder, volunteer, village, hamlet } = line;
  return {
    href: `/pairings/${pairing.id}`,
    elder: fullName(visit, elder),
    where: homeWords(village, hamlet ?? '', visit),
    volunteer: fullName(visit, volunteer),
    rhythm: sayTerms(pairing, { t, lang }),
    monthly: sayMonthly(pairing, { t, lang }),
    waits: waitsFor(line, visit),
    tag: pairingTag(pairing.state, t),
  };
}

/** What it waits for, or since when it has been so. */
function waitsFor({ pairing, substitute }: PairingLine, visit: Visit): string[] {
  const { t, lang, desk } = visit;
  const today = dayOf(desk.now);
  const { state, reviewOn, substituteTo, since } = pairing;
  const missing = unsaid(pairing).map((side) => t(`pairing.side.${side}`));
  return [
    missing.length > 0 ? t('pairing.waits_for', { who: missing.join(t('who.and')) }) : '',
    t('pairing.since', { when: sayShortDay(lang, dayOf(since), today) }),
    state === 'paused' ? becauseWords(pairing, t, 'pairing.reason') : '',
    substitute && substituteTo
      ? t('pairing.substitute_until', { name: called(substitute, lang), day: sayShortDay(lang, substituteTo, today) })
      : '',
    state === 'active' && reviewOn && reviewOn <= today ? t('pairing.review_on', { day: sayDate(lang, reviewOn) }) : '',
  ].filter(Boolean);
}
