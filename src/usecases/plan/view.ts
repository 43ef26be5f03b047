/** 全镇结对方案 as the town reads it: how far it is, what it proposes row by row, and what became of each. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { isGone } from '#domain/audit-run';
import { grantsFor } from '#domain/permission';
import type { PlanRowState } from '#domain/plan-row';
import { must } from '#domain/refusal';
import { townOf } from '#domain/region';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import { countPlans, findPlan, listPlans, newestPlanOf, type Plan } from '#records/plan';
import { countPlanRows, type PlanRow, planRowsOn } from '#records/plan-row';
import { type ServiceRow, servicesOf } from '#records/service';
import type { Desk } from '#usecases/desk';

export interface PlanSeen {
  plan: Plan;
  /** `broken`: its process was ended, whether anybody wrote that down or not. */
  state: Plan['state'];
  /** Name of whoever began it. */
  who: string | null;
  town: PlaceName | null;
  counts: Record<PlanRowState, number>;
}

export interface PlanLine {
  row: PlanRow;
  elder: Person;
  volunteer: Person | null;
}

export interface PlanFile extends PlanSeen {
  lines: PlanLine[];
  places: Map<string, PlaceName>;
  hamlets: Map<string, HamletName>;
  services: ServiceRow[];
  /** A newer plan of this town, which is worked with instead. */
  newerId: string | null;
}

export const PLAN_PAGE = 50;

const stateOf = (plan: Plan, now: number): Plan['state'] =>
  plan.state === 'running' && isGone(plan, now) ? 'broken' : plan.state;

async function seen(act: Act, plans: readonly Plan[]): Promise<PlanSeen[]> {
  const counts = await countPlanRows(
    act,
    plans.map(({ id }) => id),
  );
  const names = await namesOf(
    act,
    plans.map(({ startedBy }) => startedBy),
  );
  const towns = await placeNames(
    act,
    plans.map(({ regionCode }) => regionCode),
  );
  return plans.map((plan) => ({
    ...{ plan, state: stateOf(plan, act.now), counts: must(counts.get(plan.id)) },
    ...{ who: names.get(plan.startedBy) ?? null, town: towns.get(plan.regionCode) ?? null },
  }));
}

export interface PlanList {
  plans: PlanSeen[];
  count: number;
  /** For which towns the actor may have one reckoned. */
  towns: { code: string; name: PlaceName | null }[];
}

/** @param page from 1 */
export const readPlans = (desk: Desk, page: number, limit: number): Promise<PlanList> =>
  desk.read(async (act) => {
    const codes = [...new Set(grantsFor(act.actor, 'plan.make').map(({ regionCode }: Grant) => townOf(regionCode)))];
    const names = await placeNames(act, codes);
    return {
      plans: await seen(act, await listPlans(act, limit, (page - 1) * limit)),
      count: await countPlans(act),
      towns: codes.map((code) => ({ code, name: names.get(code) ?? null })),
    };
  });

/** @param page from 1 @throws Refusal not_found */
export const viewPlan = (desk: Desk, id: string, list: PlanRowState, page: number): Promise<PlanFile> =>
  desk.read(async (act) => {
    const plan = await findPlan(act, id, 'plan.read');
    const [head] = await seen(act, [plan]);
    const rows = await planRowsOn(act, id, list, PLAN_PAGE, (page - 1) * PLAN_PAGE);
    const newest = await newestPlanOf(act, plan.regionCode);
    const services = await servicesOf(
      act,
      plan.serviceCodes.map((serviceCode) => ({ serviceCode })),
    );
    return {
      ...must(head),
      ...(await peopleOf(act, rows)),
      services: plan.serviceCodes.flatMap((code) => services.get(code) ?? []),
      newerId: plan.state === 'done' && newest !== id ? newest : null,
    };
  });

async function peopleOf(act: Act, rows: readonly PlanRow[]): Promise<Pick<PlanFile, 'lines' | 'places' | 'hamlets'>> {
  const people = await personsById(
    act,
    rows.flatMap(({ elderId, volunteerId }) => [elderId, volunteerId ?? '']),
  );
  const persons = [...people.values()];
  return {
    lines: rows.map((row) => ({
      ...{ row, elder: must(people.get(row.elderId)), volunteer: people.get(row.volunteerId ?? '') ?? null },
    })),
    places: await placeNames(
      act,
      persons.map(({ regionCode }) => regionCode),
    ),
    hamlets: await hamletNames(
      act,
      persons.map(({ hamletId }) => hamletId),
    ),
  };
}
