/** The plan and the row that somebody works on, and the grant they do it under. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { Refusal } from '#domain/refusal';
import { findPlan, newestPlanOf, type Plan } from '#records/plan';
import { findPlanRow, type PlanRow } from '#records/plan-row';
import { grantOver } from '#usecases/under';

export interface ReachedRow {
  plan: Plan;
  row: PlanRow;
  grant: Grant | null;
}

/** Only the newest plan of a town is worked with. @throws Refusal not_found · plan_old */
export async function reachPlan(act: Act, id: string): Promise<{ plan: Plan; grant: Grant | null }> {
  const plan = await findPlan(act, id, 'plan.make');
  if (plan.state !== 'done') throw new Refusal('not_found');
  if ((await newestPlanOf(act, plan.regionCode)) !== plan.id) throw new Refusal('plan_old');
  return { plan, grant: grantOver(act, 'plan.make', plan.regionCode) };
}

/** @throws Refusal not_found · plan_old */
export async function reachPlanRow(
  act: Act,
  { planId, rowId }: { planId: string; rowId: string },
): Promise<ReachedRow> {
  const { plan, grant } = await reachPlan(act, planId);
  return { plan, grant, row: await findPlanRow(act, plan.id, rowId) };
}
