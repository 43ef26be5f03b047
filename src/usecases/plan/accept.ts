/**
 * 接受方案: each row becomes a proposal by the way every proposal goes, so everything is asked again as it is today. What no
 * longer fits stays in the plan, marked with why, and holds up nothing else.
 */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import { commitmentOf, minutesPerMonth } from '#domain/pairing';
import { isMark, type MarkParams } from '#domain/plan-row';
import { must, Refusal } from '#domain/refusal';
import { helpersIn } from '#records/around';
import { note } from '#records/audit';
import { openPairingsOf } from '#records/pairing';
import { personsById } from '#records/person';
import { type Plan, promisedFrom } from '#records/plan';
import { countPlanRows, movePlanRow, type PlanRow, planRowsOn } from '#records/plan-row';
import type { Desk } from '#usecases/desk';
import { commitFor } from '#usecases/pairing/commit';
import { proposeIn } from '#usecases/pairing/propose';
import { refuseMoved } from '#usecases/plan/edit';
import { reachPlan, reachPlanRow } from '#usecases/plan/reach';

interface At {
  planId: string;
  rowId: string;
}

/** What became of a row: a pairing was proposed, or it is marked with the code of a refusal. */
export type Accepted = { pairingId: string } | { mark: string };

/** One row. @throws Refusal not_found · plan_old · plan_row_moved */
export async function acceptRow(desk: Desk, at: At): Promise<Accepted> {
  try {
    return { pairingId: await desk.write([], (act) => acceptIn(act, at)) };
  } catch (error) {
    // The unit is gone with the proposal; why it could not be is written down by itself.
    const { code, params } = markOf(error);
    await desk.write([], async (act) => {
      const { row, grant } = await reachPlanRow(act, at);
      await movePlanRow(act, row, 'mark', { mark: code, markParams: params }, grant);
    });
    return { mark: code };
  }
}

/** What only says that the row cannot be now. @throws whatever else went wrong */
function markOf(error: unknown): { code: string; params: MarkParams } {
  const refusal = error instanceof Conflict && error.constraint === 'pairings_once' ? new Refusal('pair_twice') : error;
  if (!(refusal instanceof Refusal) || !isMark(refusal.code)) throw error;
  const figures = Object.entries(refusal.params).filter(
    (one): one is [string, string | number] => one[0] !== 'field' && ['string', 'number'].includes(typeof one[1]),
  );
  return { code: refusal.code, params: Object.fromEntries(figures) };
}

async function acceptIn(act: Act, at: At): Promise<string> {
  const { plan, row, grant } = await reachPlanRow(act, at);
  if (row.state === 'accepted' || row.volunteerId === null) throw new Refusal('plan_row_moved');
  const { elderId, volunteerId, visitsPerMonth, minutesPerVisit } = row;
  const terms = { visitsPerMonth, minutesPerVisit, serviceCodes: plan.serviceCodes };
  const persons = await personsById(act, [elderId, volunteerId]);
  const elder = must(persons.get(elderId));
  refuseMoved(plan, { elder, volunteer: must(persons.get(volunteerId), 'volunteer_unknown') });
  const others = (await openPairingsOf(act, [elderId])).filter((one) => one.elderId === elderId);
  if (others.some((one) => one.volunteerId !== volunteerId)) throw new Refusal('plan_elder_paired');
  const [helper] = await helpersIn(act, [elder.regionCode]);
  const asked = { elderId, volunteerId, relative: false, followsId: null, ...terms };
  const { id } = await proposeIn(act, asked, { action: 'plan.make', helperId: helper?.userId ?? act.actor.id });
  const poolMinutes = await coveredBy(act, plan, { ...row, regionCode: elder.regionCode });
  await movePlanRow(act, row, 'accept', { pairingId: id, poolMinutes }, grant);
  return id;
}

/**
 * What was accepted before and waits for its yes counts too: three hundred rows are not promised the same hours.
 * @returns minutes a month of the town's pool @throws Refusal pair_uncovered with how many are lacking
 */
async function coveredBy(act: Act, plan: Plan, row: PlanRow): Promise<number> {
  const terms = { ...row, serviceCodes: plan.serviceCodes };
  const reckoned = await commitFor(act, terms);
  const pool = reckoned.poolFree - reckoned.poolTaken - (await promisedFrom(act, plan.regionCode));
  const { pool: asked, short } = commitmentOf(minutesPerMonth(terms), reckoned.given - reckoned.givenTaken, pool);
  if (short > 0) throw new Refusal('pair_uncovered', { minutes: short });
  return asked;
}

/** One press does this many; whatever is left waits for the next. */
export const AT_ONCE = 500;

export interface AllAccepted {
  accepted: number;
  marked: number;
}

/**
 * All rows that are not marked. Each stands or falls by itself; somebody else's hand on one of them holds up none.
 * @param shown how many the officer was told of: when there are others now, they look again
 * @throws Refusal not_found · plan_old · plan_rows_moved
 */
export async function acceptAll(desk: Desk, planId: string, shown: number): Promise<AllAccepted> {
  const rows = await desk.write([], async (act) => {
    const { plan, grant } = await reachPlan(act, planId);
    const open = must((await countPlanRows(act, [plan.id])).get(plan.id)).open;
    if (open !== shown) throw new Refusal('plan_rows_moved');
    await note(act, { verb: 'accept', noun: 'plan', subjectId: plan.id, regionCode: plan.regionCode, grant });
    return planRowsOn(act, plan.id, 'open', AT_ONCE, 0);
  });
  const done: AllAccepted = { accepted: 0, marked: 0 };
  for (const { id: rowId } of rows) {
    const became = await acceptRow(desk, { planId, rowId }).catch(unlessMoved);
    if (became) done['mark' in became ? 'marked' : 'accepted'] += 1;
  }
  return done;
}

function unlessMoved(error: unknown): null {
  if (error instanceof Refusal && error.code === 'plan_row_moved') return null;
  throw error;
}
