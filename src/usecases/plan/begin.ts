/** 全镇结对方案: begun by an officer of the town, reckoned apart from the house, kept with who, when and how long. */
import type { Terms } from '#domain/pairing';
import { Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { endPlan, findPlan, type Plan, type PlanSoFar, takePlan, tellPlan } from '#records/plan';
import { insertPlanRows } from '#records/plan-row';
import type { Desk } from '#usecases/desk';
import { checkPlanned } from '#usecases/pairing/fit';
import type { Reckoned } from '#usecases/plan/reckon';
import { grantOver } from '#usecases/under';

export interface PlanAsked extends Terms {
  /** A town. */
  regionCode: RegionCode;
}

/**
 * Begin one, or be led to the one that goes on for this town.
 * @returns `isNew` when it is the caller's to go through with
 * @throws Refusal not_found · pair_visits · pair_minutes · missing · service_unknown · plan_running (of another town: one at a time)
 */
export const beginPlan = (desk: Desk, asked: PlanAsked): Promise<{ plan: Plan; isNew: boolean }> =>
  desk.write([], async (act) => {
    const { regionCode, visitsPerMonth, minutesPerVisit, serviceCodes } = asked;
    if (levelOf(regionCode) !== 'town') throw new Refusal('not_found');
    const grant = grantOver(act, 'plan.make', regionCode);
    await checkPlanned(act, asked, regionCode);
    const values = { visitsPerMonth, minutesPerVisit, serviceCodes: [...serviceCodes], grantId: grant?.id ?? null };
    const taken = await takePlan(act, { regionCode, ...values });
    if (!taken.isNew && taken.plan.regionCode !== regionCode) throw new Refusal('plan_running');
    if (taken.isNew) await note(act, { verb: 'begin', noun: 'plan', subjectId: taken.plan.id, regionCode, grant });
    return taken;
  });

/** A sign of life. @returns false when it was broken off meanwhile */
export const planGoesOn = (desk: Desk, id: string, soFar: PlanSoFar): Promise<boolean> =>
  desk.write([], (act) => tellPlan(act, id, soFar));

/**
 * What was reckoned becomes the plan that is worked with.
 * @returns how many elders it has
 * @throws Refusal `already_done` when it was broken off meanwhile: then another one may have begun
 */
export const keepPlan = (desk: Desk, id: string, { rows, volunteers }: Reckoned): Promise<number> =>
  desk.write([], async (act) => {
    const plan = await findPlan(act, id, 'plan.make');
    await tellPlan(act, id, { done: rows.length, of: rows.length, volunteers });
    if (!(await endPlan(act, id, 'done'))) throw new Refusal('already_done');
    await insertPlanRows(act, id, plan, rows);
    return rows.length;
  });

export const breakOffPlan = (desk: Desk, id: string): Promise<boolean> =>
  desk.write([], (act) => endPlan(act, id, 'broken'));
