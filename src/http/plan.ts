/** 全镇结对方案: those that were made, one that is being made, and its rows as they are worked through. */
import { z } from 'zod';
import { readMinutes } from '#domain/minutes';
import { PLAN_ROW_STATES, type PlanRowState } from '#domain/plan-row';
import { digits, text, understood } from '#http/form';
import { doneWords, pageOf } from '#http/office/words';
import { RHYTHMS, USUAL_MINUTES, USUAL_VISITS } from '#http/pairing/new';
import { sayRhythm } from '#http/pairing/words';
import { placeName } from '#http/place-words';
import { headOf, rowWords, termsOf } from '#http/plan/words';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, landed, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { sayMinutes } from '#i18n/say-minutes';
import { carryOutPlan } from '#jobs/planning';
import { AT_ONCE, acceptAll } from '#usecases/plan/accept';
import { beginPlan } from '#usecases/plan/begin';
import { PLAN_PAGE, readPlans, viewPlan } from '#usecases/plan/view';

const AT = '/plans';
const PER_PAGE = 20;
/** What most pairs do: to sit together. Each pair says its own when it is asked. */
const USUAL = ['A02'];

async function list(visit: StaffVisit): Promise<Page> {
  const { t, lang } = visit;
  const at = pageOf(visit.query);
  const { plans, count, towns } = await readPlans(visit.desk, at, PER_PAGE);
  return page('plan/list', {
    plans: plans.map((plan) => headOf(plan, visit)),
    towns: towns.map(({ code, name }) => ({ value: code, label: placeName(name, visit) || code })),
    rhythms: RHYTHMS.map((value) => ({ value: String(value), label: sayRhythm(value, t) })),
    visits: String(USUAL_VISITS),
    minutes: sayMinutes(USUAL_MINUTES, lang),
    at,
    of: Math.max(1, Math.ceil(count / PER_PAGE)),
  });
}

const Start = z.object({
  regionCode: text(12),
  visitsPerMonth: digits(3).transform(Number).pipe(z.int('not_understood')),
  minutesPerVisit: understood(readMinutes, 40),
});

/** Reckoned in a process of its own: this answers at once. */
async function start(visit: StaffVisit): Promise<Answer> {
  const { desk, office, request } = visit;
  const { plan, isNew } = await beginPlan(desk, { ...visit.read(Start), serviceCodes: USUAL });
  if (!isNew) return seeOther(`${AT}/${plan.id}?done=running`);
  void carryOutPlan(desk.house, plan, office.reckonPlan).catch((error) => {
    request.log.error(error, 'the plan was not reckoned to its end');
  });
  return seeOther(`${AT}/${plan.id}?done=started`);
}

const isList = (name: string): name is PlanRowState => (PLAN_ROW_STATES as readonly string[]).includes(name);

async function show(visit: StaffVisit): Promise<Page> {
  const { t, query, params } = visit;
  const asked = textOf(query, 'list');
  const here = isList(asked) ? asked : 'open';
  const at = pageOf(query);
  const seen = await viewPlan(visit.desk, params.plan ?? '', here, at);
  const url = `${AT}/${seen.plan.id}`;
  const figures = { accepted: textOf(query, 'accepted'), marked: textOf(query, 'marked') };
  return page('plan/plan', {
    ...headOf(seen, visit),
    here,
    terms: termsOf(seen, visit),
    newer: seen.newerId === null ? '' : `${AT}/${seen.newerId}`,
    rows: seen.lines.map((line) => rowWords(line, seen, visit)),
    lists: PLAN_ROW_STATES.map((name) => ({
      href: withQuery(url, { list: name }),
      words: t('pairing.list_count', { list: t(`plan.list.${name}`), count: seen.counts[name] }),
      here: name === here,
    })),
    counts: seen.counts,
    at,
    of: Math.max(1, Math.ceil(seen.counts[here] / PLAN_PAGE)),
    url: (page: number) => withQuery(url, { list: here, page: String(page) }),
    done: doneWords(
      visit,
      {
        ...{ started: 'plan.done.started', running: 'plan.done.running', accepted: 'plan.done.accepted' },
        ...{ marked: 'plan.done.marked', chosen: 'plan.done.chosen', left: 'plan.done.left', all: 'plan.done.all' },
      },
      figures,
    ),
    grave: textOf(query, 'done') === 'marked' || (figures.marked !== '' && figures.marked !== '0'),
  });
}

async function check(visit: StaffVisit): Promise<Page> {
  const seen = await viewPlan(visit.desk, visit.params.plan ?? '', 'open', 1);
  const { open, marked } = seen.counts;
  return page('plan/acceptance', { ...headOf(seen, visit), terms: termsOf(seen, visit), open, marked, most: AT_ONCE });
}

const All = z.object({ shown: digits(6).transform(Number) });

async function accept(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.plan ?? '';
  const { accepted, marked } = await acceptAll(visit.desk, id, visit.read(All).shown);
  const figures = { accepted: String(accepted), marked: String(marked) };
  return landed(withQuery(`${AT}/${id}`, { list: marked > 0 ? 'marked' : 'open', ...figures }), 'all');
}

export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'plan.read', handle: forStaff(list) },
  { method: 'POST', url: AT, needs: 'plan.make', form: forStaff(list), handle: forStaff(start) },
  { method: 'GET', url: `${AT}/:plan`, needs: 'plan.read', handle: forStaff(show) },
  { method: 'GET', url: `${AT}/:plan/acceptance`, needs: 'plan.make', handle: forStaff(check) },
  {
    ...{ method: 'POST', url: `${AT}/:plan/acceptance`, needs: 'plan.make' },
    ...{ form: forStaff(check), handle: forStaff(accept) },
  },
];
