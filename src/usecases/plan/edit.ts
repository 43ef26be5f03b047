/** A row of a plan as the officer changes it: another volunteer, another rhythm, or nobody for now. */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { townOf } from '#domain/region';
import type { Person } from '#records/person';
import type { Plan } from '#records/plan';
import { findPlan, newestPlanOf } from '#records/plan';
import { findPlanRow, movePlanRow, type PlanRow, spokenFor } from '#records/plan-row';
import type { Desk } from '#usecases/desk';
import { checkTerms, fitTwo } from '#usecases/pairing/fit';
import { type PairSuggestions, suggestIn } from '#usecases/pairing/suggest';
import { reachPlanRow } from '#usecases/plan/reach';

export interface RowFile {
  plan: Plan;
  row: PlanRow;
  /** Who could go, other rows of this plan counted as theirs already. */
  found: PairSuggestions;
  /** A newer plan stands for this town: this one is only looked at. */
  old: boolean;
}

/** @throws Refusal not_found */
export const viewPlanRow = (desk: Desk, planId: string, rowId: string): Promise<RowFile> =>
  desk.read(async (act) => {
    const plan = await findPlan(act, planId, 'plan.make');
    const row = await findPlanRow(act, plan.id, rowId);
    return {
      ...{ plan, row, found: await suggestionsFor(act, plan, row) },
      old: (await newestPlanOf(act, plan.regionCode)) !== plan.id,
    };
  });

const suggestionsFor = async (act: Act, { id, serviceCodes }: Plan, row: PlanRow): Promise<PairSuggestions> =>
  suggestIn(act, row.elderId, serviceCodes, { action: 'plan.make', taken: await spokenFor(act, id, row.id) });

export interface Choice {
  planId: string;
  rowId: string;
  volunteerId: string;
  visitsPerMonth: number;
  minutesPerVisit: number;
}

/**
 * What could not be proposed cannot be chosen either, and other rows of the plan count as hers already.
 * @throws Refusal not_found · plan_old · plan_row_moved · plan_* · pair_* · volunteer_not_ready
 */
export const chooseFor = (desk: Desk, { planId, rowId, volunteerId, ...terms }: Choice): Promise<void> =>
  desk.write([], async (act) => {
    const { plan, row, grant } = await reachPlanRow(act, { planId, rowId });
    const taken = await spokenFor(act, plan.id, row.id);
    const two = await fitTwo(act, { elderId: row.elderId, volunteerId, besides: taken.get(volunteerId) ?? 0 });
    refuseMoved(plan, two);
    await checkTerms(act, { ...terms, serviceCodes: plan.serviceCodes }, two);
    const { fitting } = await suggestionsFor(act, plan, row);
    const fit = fitting.find(({ person }) => person.id === volunteerId);
    const { cost = null, reasons = [], load = 0, times = 0 } = fit ?? {};
    await movePlanRow(act, row, 'choose', { volunteerId, ...terms, cost, reasons, load, times }, grant);
  });

/** Nobody for now. @throws Refusal not_found · plan_old · plan_row_moved */
export const leaveRow = (desk: Desk, { planId, rowId }: { planId: string; rowId: string }): Promise<void> =>
  desk.write([], async (act) => {
    const { row, grant } = await reachPlanRow(act, { planId, rowId });
    await movePlanRow(act, row, 'leave', { volunteerId: null, cost: null, reasons: [], load: 0, times: 0 }, grant);
  });

/** Both live in the town of the plan. @throws Refusal plan_elder_moved · plan_volunteer_moved */
export function refuseMoved({ regionCode }: Plan, { elder, volunteer }: { elder: Person; volunteer: Person }): void {
  if (townOf(elder.regionCode) !== regionCode) throw new Refusal('plan_elder_moved');
  if (townOf(volunteer.regionCode) !== regionCode) throw new Refusal('plan_volunteer_moved', { field: 'volunteerId' });
}
