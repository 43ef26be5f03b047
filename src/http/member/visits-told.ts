/** Visits on a member's file: her band with its reasons, what is next, what was found, and what came of it. */
import { stateTag, whatWords, whenWords } from '#http/alert/words';
import { called, sayName } from '#http/name';
import type { Visit } from '#http/route';
import type { StaffVisit } from '#http/staff-page';
import { lastSeenWords, nextWords, outcomeWords, riskWords, sayOn } from '#http/visit/words';
import type { MemberFile } from '#usecases/member/view';

export function toldVisits(
  visit: Visit,
  { member, visits, state }: Pick<MemberFile, 'member' | 'visits'> & { state: string },
) {
  if (!visits) return null;
  const { t, lang } = visit;
  const { register, next, visits: rows, alerts } = visits;
  const risk = register && riskWords(register, visit);
  return {
    risk: risk && {
      tag: { kind: risk.kind === 'grave' ? 'waiting' : 'plain', words: risk.band, icon: 'eye' },
      why: risk.why,
    },
    seen: register ? lastSeenWords(register, visit) : '',
    next: register && state !== 'deceased' ? nextWords(next, called(member, lang), visit) : '',
    alerts: alerts.map((alert) => ({
      href: `/alerts/${alert.id}`,
      words: whatWords(alert, visit as StaffVisit),
      when: whenWords(alert, visit as StaffVisit),
      tag: stateTag(alert.state, visit as StaffVisit),
    })),
    visits: rows.map((row) => ({
      href: `/visits/${row.id}`,
      words: t('visit.line', { mode: t(`visit.mode.${row.mode}`), what: outcomeWords(row, visit) }),
      facts: [sayOn(row.visitedOn, visit), row.by ? sayName(row.by, lang) : ''].filter(Boolean).join(t('care.comma')),
      void: row.afterDeath ? t('visit.after_death') : '',
    })),
  };
}
