/** Visits in words: what was found, how somebody was met, what is owed next, whom to call. */
import { type Day, dayOf } from '#domain/day';
import { emergencyFor, FINDINGS, type Finding, type VisitMode } from '#domain/visit';
import { sayName } from '#http/name';
import type { Visit } from '#http/route';
import { sayShortDay } from '#i18n/say';
import type { Number as PhoneNumber } from '#records/phonebook';
import type { RegisterRow } from '#records/register';
import type { DueStood } from '#usecases/visit/standing';

type Words = Pick<Visit, 't' | 'lang' | 'desk'>;

export const sayOn = (day: Day, { lang, desk }: Words): string => sayShortDay(lang, day, dayOf(desk.now));

/** 跌倒了、煤气有问题 */
export const findingWords = (findings: readonly Finding[], { t }: Pick<Words, 't'>): string =>
  findings.map((code) => t(`visit.finding.${code}`)).join(t('member.and'));

/** What a visit says of her: all well, what was wrong, or nothing because nobody met her. */
export function outcomeWords(
  { mode, findings }: { mode: VisitMode; findings: readonly Finding[] },
  words: Words,
): string {
  if (findings.length > 0) return findingWords(findings, words);
  return words.t(mode === 'notSeen' ? 'visit.nothing_known' : 'visit.well');
}

/** 例行探访，11月30日 之前 */
export function nextWords(due: DueStood | null, name: string, words: Words): string {
  const { t } = words;
  if (!due) return t('visit.next_none');
  if (due.standing === 'away') return t('visit.next_away', { name });
  const said = { kind: t(`due.kind.${due.kind}`), day: sayOn(due.deadline ?? due.dueOn, words) };
  return t(due.standing === 'late' ? 'visit.next_late' : 'visit.next_by', said);
}

/** Her band with its reasons; helpers see no number. */
export const riskWords = ({ risk, reasons }: Pick<RegisterRow, 'risk' | 'reasons'>, { t }: Pick<Words, 't'>) => ({
  band: t(`visit.risk.${risk}`),
  kind: ({ high: 'grave', medium: 'waiting', low: 'plain' } as const)[risk],
  why: reasons.map((reason) => t(`visit.risk_reason.${reason}`)).join(t('member.and')),
});

export const lastSeenWords = (row: Pick<RegisterRow, 'seenOn'> | null, words: Words): string =>
  row?.seenOn ? words.t('visit.last_seen', { day: sayOn(row.seenOn, words) }) : words.t('visit.never_seen');

export interface Call {
  label: string;
  tel: string;
}

/** As many as a thumb wants to choose from. */
const MOST = 3;

/** Her own number, then her people's. */
export const callsTo = (numbers: readonly PhoneNumber[], { t, lang }: Words, most = MOST): Call[] =>
  numbers.slice(0, most).map(({ name, relation, phone }) => ({
    label: name ? [sayName(name, lang), relation ?? ''].filter(Boolean).join(t('care.comma')) : t('desk.call_own'),
    tel: phone,
  }));

/** What cannot wait is dialled first: 急救 120. */
export const emergencyCalls = (findings: readonly Finding[], { t }: Pick<Words, 't'>): Call[] =>
  emergencyFor(findings).map((tel) => ({ label: t(`visit.emergency.${tel}`), tel }));

export const isUrgent = (code: Finding): boolean => FINDINGS[code].urgency === 'now';
