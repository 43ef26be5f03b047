/** 意外 in words: what happened to whom, where and when, how it stands, and whom to dial first. */
import { dayOf } from '#domain/day';
import { CALLS, INCIDENT_KINDS, type IncidentKind, type IncidentState } from '#domain/incident';
import type { Tag } from '#http/desk/line';
import { called } from '#http/name';
import { placeName } from '#http/place-words';
import type { Visit } from '#http/route';
import type { Call } from '#http/visit/words';
import { sayMoment, sayShortDay, sayTime } from '#i18n/say';
import type { InsuranceRow } from '#records/insurance';
import type { IncidentLine } from '#usecases/incident/view';

type Words = Pick<Visit, 't' | 'lang' | 'desk'>;

const TAGS = { told: 'waiting', reported: 'waiting', closed: 'good' } as const satisfies Record<
  IncidentState,
  Tag['kind']
>;

export const stateTag = (
  { incident, late }: Pick<IncidentLine, 'incident' | 'late'>,
  { t }: Pick<Words, 't'>,
): Tag => ({
  kind: late ? 'grave' : TAGS[incident.state],
  words: t(late ? 'incident.late' : `incident.state.${incident.state}`),
});

/** 陈伯 和 李姨; one of them where only one is known. */
export const whoWords = (
  { elder, volunteer }: Pick<IncidentLine, 'elder' | 'volunteer'>,
  { t, lang }: Pick<Words, 't' | 'lang'>,
): string =>
  [elder, volunteer]
    .filter((one) => one !== null)
    .map((one) => called(one, lang))
    .join(t('who.and'));

/** 昨天 9 点 */
export function happenedWords(
  { happenedOn, happenedMinute }: Pick<IncidentLine['incident'], 'happenedOn' | 'happenedMinute'>,
  { lang, desk }: Words,
): string {
  const day = sayShortDay(lang, happenedOn, dayOf(desk.now));
  return happenedMinute === null ? day : `${day} ${sayTime(lang, happenedMinute)}`;
}

export const titleOf = (line: IncidentLine, words: Words): string =>
  words.t('incident.of', { what: words.t(`incident.kind.${line.incident.kind}`), who: whoWords(line, words) });

export function dueWords({ incident, late }: IncidentLine, { t, lang, desk }: Words): string {
  const say = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  const { state, dueAt, closedAt, reportedAt } = incident;
  if (state === 'closed') return t('incident.closed_at', { when: say(closedAt ?? 0) });
  if (state === 'reported') return t('incident.reported_at', { when: say(reportedAt ?? 0) });
  return t(late ? 'incident.due_late' : 'incident.due', { when: say(dueAt) });
}

export const lineWords = (line: IncidentLine, visit: Words) => ({
  href: `/incidents/${line.incident.id}`,
  title: titleOf(line, visit),
  told: line.incident.told,
  when: [happenedWords(line.incident, visit), placeName(line.place, visit)].filter(Boolean).join(visit.t('care.comma')),
  due: dueWords(line, visit),
  late: line.late,
  tag: stateTag(line, visit),
});

/** 急救 120, 报警 110, then the insurer: what stands on top of every page about it. */
export function firstCalls(kind: IncidentKind | null, insurance: InsuranceRow | null, { t }: Pick<Words, 't'>): Call[] {
  const numbers = kind ? CALLS[kind] : (['120', '110'] as const);
  return [
    ...numbers.map((tel) => ({ label: t(`incident.call.${tel}`), tel })),
    ...(insurance
      ? [{ label: t('incident.call_claim', { insurer: insurance.insurer }), tel: insurance.claimPhone }]
      : []),
  ];
}

export const kindOptions = ({ t }: Pick<Words, 't'>) =>
  INCIDENT_KINDS.map((kind) => ({
    value: kind,
    label: t(`incident.kind.${kind}`),
    hint: t(`incident.kind_hint.${kind}`),
  }));
