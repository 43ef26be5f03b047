/** 结对方案: suggestions for a whole town at once, one row an elder, as an officer edits and accepts them. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { FitReason } from '#domain/fit';
import type { MarkParams, PlanRowState, PlanState } from '#domain/plan-row';

export const plans = kit.table(
  'plans',
  {
    id: kit.key().primaryKey(),
    /** The town: a redraw rewrites it. */
    regionCode: kit.key().notNull(),
    state: kit.text().$type<PlanState>().notNull(),
    startedBy: kit.key().notNull(),
    grantId: kit.key(),
    startedAt: kit.long().notNull(),
    /** The last sign of life: whoever gives none for a while was ended with its process. */
    seenAt: kit.long().notNull(),
    finishedAt: kit.long(),
    /** Elders who have got their place, of how many. */
    done: kit.integer().notNull(),
    of: kit.integer().notNull(),
    volunteers: kit.integer().notNull(),
    /** What was planned for each row to begin with. */
    visitsPerMonth: kit.integer().notNull(),
    minutesPerVisit: kit.integer().notNull(),
    serviceCodes: kit.json().$type<string[]>().notNull(),
    policyVersion: kit.integer().notNull(),
  },
  (plan) => [
    // One at a time in the house: each fills a processor.
    kit.uniqueIndex('plans_running').on(plan.state).where(sql`state = 'running'`),
    kit.index('plans_region').on(plan.regionCode, plan.startedAt),
    kit.check('plans_ended', sql`(state = 'running') = (finished_at is null)`),
    kit.check('plans_terms', sql`visits_per_month > 0 and minutes_per_visit > 0`),
  ],
);

export const planRows = kit.table(
  'plan_rows',
  {
    id: kit.key().primaryKey(),
    planId: kit.key().notNull(),
    /** By village and name, from 1: the order in which they are read. */
    line: kit.integer().notNull(),
    /** Where she lived when it was reckoned. */
    regionCode: kit.key().notNull(),
    elderId: kit.key().notNull(),
    state: kit.text().$type<PlanRowState>().notNull(),
    /** Whom the plan proposed; null = nobody was found. Never rewritten. */
    proposedId: kit.key(),
    cost: kit.integer(),
    reasons: kit.json().$type<FitReason[]>().notNull(),
    /** How many elders the proposed one had, and how often she was there already. */
    load: kit.integer().notNull(),
    times: kit.integer().notNull(),
    /** Who stands in it now: the proposed one, whom the officer chose instead, or nobody. */
    volunteerId: kit.key(),
    visitsPerMonth: kit.integer().notNull(),
    minutesPerVisit: kit.integer().notNull(),
    /** Why it did not go through: the code of a refusal, and its figures. */
    mark: kit.key(),
    markParams: kit.json().$type<MarkParams>(),
    pairingId: kit.key(),
    /** Minutes a month that it will ask of the town's pool, as far as was known when it was accepted. */
    poolMinutes: kit.integer().notNull(),
    decidedBy: kit.key(),
    decidedAt: kit.long(),
    grantId: kit.key(),
    policyVersion: kit.integer(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.uniqueIndex('plan_rows_elder').on(row.planId, row.elderId),
    kit.index('plan_rows_state').on(row.planId, row.state, row.line),
    kit.index('plan_rows_pairing').on(row.pairingId).where(sql`pairing_id is not null`),
    kit.check('plan_rows_two', sql`volunteer_id is null or volunteer_id <> elder_id`),
    kit.check('plan_rows_accepted', sql`(state = 'accepted') = (pairing_id is not null)`),
    kit.check('plan_rows_marked', sql`(state = 'marked') = (mark is not null)`),
    kit.check('plan_rows_decided', sql`state in ('open', 'without') or decided_by is not null`),
  ],
);
