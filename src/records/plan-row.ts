/** The rows of a plan: found through the plan, moved by compare-and-set. */
import { and, asc, count, eq, inArray, ne } from 'drizzle-orm';
import type { Act } from '#db/act';
import { planRows } from '#db/schema/plan';
import type { Grant } from '#domain/actor';
import { PLAN_ROW_STATES, type PlanRowMove, type PlanRowState, planRowLife } from '#domain/plan-row';
import { must, Refusal } from '#domain/refusal';

export type PlanRow = typeof planRows.$inferSelect;
/** A row as it was reckoned. */
export type NewPlanRow = Pick<
  PlanRow,
  'line' | 'regionCode' | 'elderId' | 'proposedId' | 'cost' | 'reasons' | 'load' | 'times'
>;
type Terms = Pick<PlanRow, 'visitsPerMonth' | 'minutesPerVisit'>;
type Changes = Partial<
  Pick<
    PlanRow,
    | 'volunteerId'
    | 'cost'
    | 'reasons'
    | 'load'
    | 'times'
    | 'mark'
    | 'markParams'
    | 'pairingId'
    | 'poolMinutes'
    | keyof Terms
  >
>;

const CHUNK = 200;

export async function insertPlanRows(
  act: Act,
  planId: string,
  terms: Terms,
  rows: readonly NewPlanRow[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    await act.tx.insert(planRows).values(
      rows.slice(at, at + CHUNK).map((row) => ({
        ...{ ...row, planId, id: act.ids('plr'), volunteerId: row.proposedId, poolMinutes: 0, version: 1 },
        ...{ visitsPerMonth: terms.visitsPerMonth, minutesPerVisit: terms.minutesPerVisit },
        state: row.proposedId === null ? ('without' as const) : ('open' as const),
      })),
    );
  }
}

/** In the order of villages. The caller has found the plan. */
export const planRowsOn = (
  act: Act,
  planId: string,
  state: PlanRowState,
  limit: number,
  offset: number,
): Promise<PlanRow[]> =>
  act.tx
    .select()
    .from(planRows)
    .where(and(eq(planRows.planId, planId), eq(planRows.state, state)))
    .orderBy(asc(planRows.line))
    .limit(limit)
    .offset(offset);

export async function countPlanRows(
  act: Act,
  planIds: readonly string[],
): Promise<Map<string, Record<PlanRowState, number>>> {
  const none = () => Object.fromEntries(PLAN_ROW_STATES.map((state) => [state, 0])) as Record<PlanRowState, number>;
  const counts = new Map(planIds.map((id) => [id, none()]));
  if (planIds.length === 0) return counts;
  const rows = await act.tx
    .select({ planId: planRows.planId, state: planRows.state, count: count() })
    .from(planRows)
    .where(inArray(planRows.planId, [...planIds]))
    .groupBy(planRows.planId, planRows.state);
  for (const row of rows) must(counts.get(row.planId))[row.state] = row.count;
  return counts;
}

/** @throws Refusal `not_found` */
export async function findPlanRow(act: Act, planId: string, id: string): Promise<PlanRow> {
  const [row] = await act.tx
    .select()
    .from(planRows)
    .where(and(eq(planRows.id, id), eq(planRows.planId, planId)));
  return must(row);
}

/** How many rows of the plan still wait for each volunteer: places that are spoken for. @param except a row that is not counted */
export async function spokenFor(act: Act, planId: string, except: string): Promise<Map<string, number>> {
  const rows = await act.tx
    .select({ id: planRows.volunteerId, count: count() })
    .from(planRows)
    .where(and(eq(planRows.planId, planId), inArray(planRows.state, ['open', 'marked']), ne(planRows.id, except)))
    .groupBy(planRows.volunteerId);
  return new Map(rows.flatMap(({ id, count }) => (id === null ? [] : [[id, count] as const])));
}

/** Compare-and-set on state and version. @throws Refusal `plan_row_moved`: somebody else was at it */
export async function movePlanRow(
  act: Act,
  row: PlanRow,
  move: PlanRowMove,
  changes: Changes,
  grant: Grant | null,
): Promise<void> {
  const { id, state, version } = row;
  if (!planRowLife.mayStart(move, state)) throw new Refusal('plan_row_moved');
  const cleared = move === 'mark' ? {} : { mark: null, markParams: null };
  const decided = { decidedBy: act.actor.id, decidedAt: act.now, policyVersion: act.policy.version };
  const [moved] = await act.tx
    .update(planRows)
    .set({
      ...{ ...cleared, ...changes, ...decided, grantId: grant?.id ?? null },
      ...{ state: planRowLife.after(move, state), version: version + 1 },
    })
    .where(and(eq(planRows.id, id), eq(planRows.state, state), eq(planRows.version, version)))
    .returning({ id: planRows.id });
  must(moved, 'plan_row_moved');
}
