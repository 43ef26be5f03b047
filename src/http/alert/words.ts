/** 异常 in words: what it is about, by when, how it stands. */
import type { AlertState } from '#domain/alert';
import { dayOf } from '#domain/day';
import type { Tag } from '#http/desk/line';
import { toldLine } from '#http/member/told';
import { called, sayName } from '#http/name';
import type { StaffVisit } from '#http/staff-page';
import { callsTo, emergencyCalls, findingWords } from '#http/visit/words';
import { sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import type { AlertRow } from '#records/alert';
import type { AlertLine } from '#usecases/alert/view';

const KINDS = { open: 'grave', taken: 'waiting', closed: 'good' } as const satisfies Record<AlertState, Tag['kind']>;

export const stateTag = (state: AlertState, { t }: Pick<StaffVisit, 't'>): Tag => ({
  kind: KINDS[state],
  words: t(`alert.state.${state}`),
});

/** 跌倒了、煤气有问题, or that she was not met time after time. */
export const whatWords = ({ kind, findings }: Pick<AlertRow, 'kind' | 'findings'>, visit: Pick<StaffVisit, 't'>) =>
  findings.length > 0 ? findingWords(findings, visit) : visit.t(`alert.kind.${kind}`);

export function whenWords({ state, dueAt, closedAt, closeReason }: AlertRow, { t, lang, desk }: StaffVisit): string {
  const say = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  if (state === 'closed')
    return t('alert.closed_at', { when: say(closedAt ?? 0), why: closeWords(closeReason, { t }) });
  return t(dueAt < desk.now ? 'alert.late' : 'alert.by', { when: say(dueAt) });
}

export function closeWords(reason: string | null, { t }: Pick<StaffVisit, 't'>): string {
  const key = `alert.reason.${reason ?? ''}`;
  return isKey(key) ? t(key) : '';
}

/** One line of a list: who, what, by when, who owns it, whom to dial. */
export function toldAlert({ alert, elder, owner, numbers }: AlertLine, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const open = alert.state !== 'closed';
  const urgent = open && alert.urgency === 'now';
  return {
    id: alert.id,
    href: `/alerts/${alert.id}`,
    name: called(elder, lang),
    place: toldLine(visit, elder).home,
    what: whatWords(alert, visit),
    note: alert.note ?? '',
    when: whenWords(alert, visit),
    late: open && alert.dueAt < desk.now,
    urgent,
    owner: owner ? sayName(owner, lang) : t('alert.nobody'),
    tag: stateTag(alert.state, visit),
    urgency: t(`alert.urgency.${alert.urgency}`),
    floor: alert.floor === 'village' ? '' : t(`alert.floor.${alert.floor}`),
    calls: open ? [...(urgent ? emergencyCalls(alert.findings, visit) : []), ...callsTo(numbers, visit, 2)] : [],
  };
}
