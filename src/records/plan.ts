/** 结对方案: one reckoning of a town after another, one at a time. Its rows stand in `plan-row.ts`. */
import { and, desc, eq, inArray, sql, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { pairings } from '#db/schema/pairing';
import { planRows, plans } from '#db/schema/plan';
import { isGone } from '#domain/audit-run';
import type { Action } from '#domain/permission';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { codeWithin, regionScope } from '#records/scope';

export type Plan = typeof plans.$inferSelect;
export type NewPlan = Pick<Plan, 'regionCode' | 'grantId' | 'visitsPerMonth' | 'minutesPerVisit' | 'serviceCodes'>;
/** How far it is: elders who have their place, of how many, and among how many volunteers. */
export type PlanSoFar = Pick<Plan, 'done' | 'of' | 'volunteers'>;

const NOTHING_YET: PlanSoFar = { done: 0, of: 0, volunteers: 0 };

/** The one that goes on, with or without a sign of life. Not scoped: whoever waits for it is told that it does. */
async function runningPlan(act: Act): Promise<Plan | null> {
  const [row] = await act.tx.select().from(plans).where(eq(plans.state, 'running'));
  return row ?? null;
}

/**
 * Begin one. What was left by a process that is gone is broken off first.
 * @returns the new one, or the one that goes on already
 */
export async function takePlan(act: Act, values: NewPlan): Promise<{ plan: Plan; isNew: boolean }> {
  const left = await runningPlan(act);
  if (left && isGone(left, act.now)) await endPlan(act, left.id, 'broken');
  const [row] = await act.tx
    .insert(plans)
    .values({
      ...{ ...values, ...NOTHING_YET, id: act.ids('pln'), state: 'running', policyVersion: act.policy.version },
      ...{ startedBy: act.actor.id, startedAt: act.now, seenAt: act.now },
    })
    .onConflictDoNothing()
    .returning();
  return row ? { plan: row, isNew: true } : { plan: must(await runningPlan(act)), isNew: false };
}

/** A sign of life. @returns false when it was broken off meanwhile */
export async function tellPlan(act: Act, id: string, soFar: PlanSoFar): Promise<boolean> {
  const [row] = await act.tx
    .update(plans)
    .set({ ...soFar, seenAt: act.now })
    .where(and(eq(plans.id, id), eq(plans.state, 'running')))
    .returning({ id: plans.id });
  return row !== undefined;
}

/** @returns false when it had ended already: what ended stays as it ended */
export async function endPlan(act: Act, id: string, state: 'done' | 'broken'): Promise<boolean> {
  const [row] = await act.tx
    .update(plans)
    .set({ state, finishedAt: act.now })
    .where(and(eq(plans.id, id), eq(plans.state, 'running')))
    .returning({ id: plans.id });
  return row !== undefined;
}

/** @throws Refusal `not_found` */
export async function findPlan(act: Act, id: string, action: Action): Promise<Plan> {
  const [row] = await act.tx
    .select()
    .from(plans)
    .where(and(eq(plans.id, id), regionScope(act, action, plans.regionCode)));
  return must(row);
}

/** The newest first. */
export const listPlans = (act: Act, limit: number, offset: number): Promise<Plan[]> =>
  act.tx
    .select()
    .from(plans)
    .where(regionScope(act, 'plan.read', plans.regionCode))
    .orderBy(desc(plans.startedAt), desc(plans.id))
    .limit(limit)
    .offset(offset);

export const countPlans = (act: Act): Promise<number> =>
  act.tx.$count(plans, regionScope(act, 'plan.read', plans.regionCode));

/** The newest that was reckoned to its end for this town: only that one is worked with. The caller has found the town. */
export async function newestPlanOf(act: Act, regionCode: RegionCode): Promise<string | null> {
  const [row] = await act.tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.regionCode, regionCode), eq(plans.state, 'done')))
    .orderBy(desc(plans.startedAt), desc(plans.id))
    .limit(1);
  return row?.id ?? null;
}

/** Minutes a month of this town's pool that accepted rows ask for and nobody has confirmed yet. */
export async function promisedFrom(act: Act, townCode: RegionCode): Promise<number> {
  const [row] = await act.tx
    .select({ minutes: sum(planRows.poolMinutes) })
    .from(planRows)
    .innerJoin(pairings, eq(pairings.id, planRows.pairingId))
    .where(
      and(
        sql`${planRows.pairingId} is not null`,
        inArray(pairings.state, ['proposed', 'agreed']),
        codeWithin(pairings.regionCode, [townCode]),
      ),
    );
  return Number(row?.minutes ?? 0);
}
