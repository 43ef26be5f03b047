/** What became of a visit, as the helper who wrote it on her phone reads it: it counts, somebody sees to what she found, and what is next. */
import { stateTag, whatWords, whenWords } from '#http/alert/words';
import { sayName } from '#http/name';
import type { StaffVisit } from '#http/staff-page';
import { nextWords } from '#http/visit/words';
import type { VisitedState } from '#usecases/field/states';
import type { VisitBecame } from '#usecases/visit/became';

/** `alert`: somebody still has to see to what was found, and the phone asks again. */
export function visitedTold({ id, visitId, visit: became, reused }: VisitedState, visit: StaffVisit) {
  const { t } = visit;
  const { alert } = became;
  const stands = alert !== null && alert.state !== 'closed';
  const words = became.visit.afterDeath
    ? t('receipt.visited_after_death')
    : t(stands ? 'receipt.visited_alert' : 'receipt.visited');
  const notes = [...becameWords(became, visit), reused ? t('receipt.key_reused') : ''].filter(Boolean);
  return { id, exchangeId: null, visitId, state: stands ? 'alert' : 'noted', words, notes, mend: null };
}

/** 跌倒了：黄姐在处理，今天 15:00 之前要有人处理 */
export function becameWords({ visit: row, alert, owner, next }: VisitBecame, visit: StaffVisit): string[] {
  const { t, lang } = visit;
  if (row.afterDeath) return [t('receipt.after_death')];
  const due = next && next.standing !== 'away' ? t('visit.next_is', { what: nextWords(next, '', visit) }) : '';
  if (!alert) return [due].filter(Boolean);
  const said = {
    what: whatWords(alert, visit),
    state: stateTag(alert.state, visit).words,
    who: owner ? sayName(owner, lang) : t('alert.nobody'),
    when: whenWords(alert, visit),
  };
  return [t('receipt.alert', said), due].filter(Boolean);
}
