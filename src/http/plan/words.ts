/** A plan in words: who had it made and how far it is; and each row with its reasons, or with what to do about it. */
import { dayOf } from '#domain/day';
import { nextStepFor, type PlanRowState } from '#domain/plan-row';
import type { RefusalCode } from '#domain/refusal';
import { fullName, sayName } from '#http/name';
import { fitWords } from '#http/pairing/people';
import { sayTerms } from '#http/pairing/words';
import { homeWords, placeName } from '#http/place-words';
import { refusalWords } from '#http/refusal';
import type { StaffVisit } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayMoment } from '#i18n/say';
import type { PlanFile, PlanLine, PlanSeen } from '#usecases/plan/view';

const KIND = { running: 'waiting', broken: 'plain', done: 'good' } as const;
const TAG = { open: 'waiting', marked: 'grave', without: 'plain', left: 'plain', accepted: 'good' } as const;

export function headOf({ plan, state, who, town, counts }: PlanSeen, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { done, of, volunteers, finishedAt, startedAt } = plan;
  const seconds = Math.max(1, Math.round(((finishedAt ?? startedAt) - startedAt) / 1000));
  return {
    ...{ id: plan.id, href: `/plans/${plan.id}`, state, running: state === 'running', elders: done, of },
    town: placeName(town, visit),
    tag: { kind: KIND[state], words: t(`plan.state.${state}`) },
    who: who === null ? '' : sayName(who, lang),
    when: asSentence(sayMoment(lang, startedAt, dayOf(desk.now))),
    took: state === 'done' ? t('ledger.run.took', { seconds }) : '',
    soFar: of === 0 ? t('plan.gathering') : t('plan.so_far', { done, of, volunteers }),
    among: t('plan.among', { of, volunteers }),
    left: t('plan.waiting', { open: counts.open, marked: counts.marked }),
  };
}

/** What is planned for each to begin with. */
export const termsOf = ({ plan, services }: PlanFile, { t, lang }: StaffVisit): string =>
  [sayTerms(plan, { t, lang }), ...services.map((one) => serviceWords(one, lang, t))].join(t('care.comma'));

export const rowTag = (state: PlanRowState, { t }: StaffVisit) => ({
  kind: TAG[state],
  words: t(`plan.list.${state}`),
});

export function rowWords(
  { row, elder, volunteer }: PlanLine,
  { places, hamlets, newerId }: PlanFile,
  visit: StaffVisit,
) {
  const { t, lang } = visit;
  const at = `/plans/${row.planId}/rows/${row.id}`;
  const hamlet = hamlets.get(elder.hamletId ?? '')?.name ?? '';
  const place = placeName(places.get(volunteer?.regionCode ?? ''), visit);
  return {
    ...{ id: row.id, at, elder: fullName(visit, elder), where: homeWords(places.get(elder.regionCode), hamlet, visit) },
    volunteer: volunteer ? fullName(visit, volunteer) : '',
    terms: volunteer ? sayTerms(row, { t, lang }) : '',
    reasons: asSentence(fitWords(row.reasons, { ...row, place }, visit).join(t('care.comma'))),
    changed: row.volunteerId !== row.proposedId && row.volunteerId !== null ? t('plan.changed') : '',
    tag: rowTag(row.state, visit),
    ...markWords(row, visit),
    pairing: row.pairingId ? `/pairings/${row.pairingId}` : '',
    may: { edit: row.state !== 'accepted' && newerId === null, accept: row.state === 'open' && newerId === null },
  };
}

/** Why it did not go through, and what to do next. */
export function markWords({ mark, markParams }: PlanLine['row'], { t, lang }: StaffVisit) {
  if (mark === null) return { mark: '', next: '' };
  const params = markParams ?? {};
  return {
    mark: refusalWords(lang, t, { field: 'volunteerId', code: mark as RefusalCode, params }),
    next: t(`plan.next.${nextStepFor(mark, params.who)}`),
  };
}
