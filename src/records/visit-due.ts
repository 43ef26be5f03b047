/** 应探访: one row an elder and period, met by a visit. */
import { and, asc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared, slotsFor } from '#db/prepared';
import { dues } from '#db/schema/visit';
import type { Day } from '#domain/day';
import type { DueKind } from '#domain/due';

export type DueRow = typeof dues.$inferSelect;
export type NewDue = Pick<DueRow, 'memberId' | 'kind' | 'fromDay' | 'dueOn' | 'regionCode' | 'risk'> &
  Partial<Pick<DueRow, 'pairingId' | 'alertId'>>;

const COLUMNS = ['memberId', 'kind', 'fromDay', 'dueOn', 'regionCode', 'risk', 'pairingId', 'alertId'] as const;
const insertQuery = prepared((tx) =>
  tx
    .insert(dues)
    .values(slotsFor(dues, COLUMNS) as unknown as NewDue)
    .onConflictDoNothing()
    .prepare('insert_due'),
);

/** What is there already stays as it is: a month may be generated again at any time. */
export async function insertDues(act: Act, rows: readonly NewDue[]): Promise<void> {
  const query = insertQuery(act.tx);
  for (const row of rows) await query.execute({ pairingId: null, alertId: null, ...row });
}

const open = and(isNull(dues.metBy), isNull(dues.droppedAt));

/** What this elder is owed and nobody has met yet, oldest first. */
export const openDuesOf = (act: Act, memberIds: readonly string[]): Promise<DueRow[]> =>
  memberIds.length === 0
    ? Promise.resolve([])
    : act.tx
        .select()
        .from(dues)
        .where(and(inArray(dues.memberId, [...memberIds]), open))
        .orderBy(asc(dues.dueOn), asc(dues.memberId), asc(dues.kind));

/**
 * A visit meets every period that holds its day, and what is owed since before it: after a crisis or a storm one visit is
 * enough. @param kinds a pairing's due is met by a visit of the pairing only
 */
export async function meetDues(
  act: Act,
  { memberId, on, visitId, kinds }: { memberId: string; on: Day; visitId: string; kinds: readonly DueKind[] },
): Promise<DueRow[]> {
  return act.tx
    .update(dues)
    .set({ metBy: visitId, metOn: on })
    .where(
      and(
        eq(dues.memberId, memberId),
        inArray(dues.kind, [...kinds]),
        lte(dues.fromDay, on),
        gte(dues.dueOn, on),
        open,
      ),
    )
    .returning();
}

/** After its last day too: late, and yet met. @returns the oldest that was still owed */
export async function meetLate(
  act: Act,
  { memberId, on, visitId, kind }: { memberId: string; on: Day; visitId: string; kind: DueKind },
): Promise<DueRow | null> {
  const [late] = await act.tx
    .select()
    .from(dues)
    .where(and(eq(dues.memberId, memberId), eq(dues.kind, kind), lte(dues.dueOn, on), open))
    .orderBy(asc(dues.dueOn))
    .limit(1);
  if (!late) return null;
  const mine = and(eq(dues.memberId, memberId), eq(dues.kind, kind), eq(dues.fromDay, late.fromDay));
  const [met] = await act.tx.update(dues).set({ metBy: visitId, metOn: on }).where(and(mine, open)).returning();
  return met ?? null;
}

/** It is owed no more. */
export async function dropDues(
  act: Act,
  { memberId, reason, pairingId }: { memberId: string; reason: string; pairingId?: string },
): Promise<void> {
  const of = pairingId === undefined ? undefined : eq(dues.pairingId, pairingId);
  await act.tx
    .update(dues)
    .set({ droppedAt: act.now, dropReason: reason })
    .where(and(eq(dues.memberId, memberId), of, open));
}
