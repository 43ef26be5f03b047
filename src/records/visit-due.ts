/** 应探访: one row an elder and period, met by a visit. */
import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared, slotsFor } from '#db/prepared';
import { memberAways } from '#db/schema/people';
import { dues } from '#db/schema/visit';
import type { Day } from '#domain/day';
import type { DueKind } from '#domain/due';
import type { Away } from '#domain/member';
import type { RegionCode } from '#domain/region';
import { codeWithin, regionScope } from '#records/scope';

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
 * A visit meets the period it was made in, and with it whatever was still owed from before: who was seen today is not late
 * for August. Each is met by the earliest visit on or after its first day, in whatever order visits come here; met after
 * its last day it was met late. @param kinds a pairing's due is met by a visit of the pairing only
 */
export async function meetDues(
  act: Act,
  { memberId, on, visitId, kinds }: { memberId: string; on: Day; visitId: string; kinds: readonly DueKind[] },
): Promise<void> {
  await act.tx
    .update(dues)
    .set({ metBy: visitId, metOn: on })
    .where(
      and(
        eq(dues.memberId, memberId),
        inArray(dues.kind, [...kinds]),
        lte(dues.fromDay, on),
        isNull(dues.droppedAt),
        or(isNull(dues.metBy), gt(dues.metOn, on)),
      ),
    );
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

/** She lives elsewhere: what is still owed is owed there. What was met stays where it was met. */
export async function moveDues(act: Act, memberId: string, regionCode: RegionCode): Promise<void> {
  await act.tx
    .update(dues)
    .set({ regionCode })
    .where(and(eq(dues.memberId, memberId), open));
}

/** It was dropped by mistake: owed again. */
export async function oweAgain(act: Act, memberId: string, reason: string): Promise<void> {
  await act.tx
    .update(dues)
    .set({ droppedAt: null, dropReason: null })
    .where(and(eq(dues.memberId, memberId), eq(dues.dropReason, reason), isNull(dues.metBy)));
}

/** The visit was of another day: what it met is owed again. */
export async function unmeet(act: Act, visitId: string): Promise<void> {
  await act.tx.update(dues).set({ metBy: null, metOn: null }).where(eq(dues.metBy, visitId));
}

/** What is open in reach and inside these places: begun by one day, and, for what is late, over before another. */
export interface OpenWithin {
  within: readonly RegionCode[];
  begunBy?: Day;
  overBy?: Day;
}

const openWithin = (act: Act, { within, begunBy, overBy }: OpenWithin): SQL | undefined =>
  and(
    regionScope(act, 'visit.read', dues.regionCode),
    codeWithin(dues.regionCode, within),
    begunBy ? lte(dues.fromDay, begunBy) : undefined,
    overBy ? lte(dues.dueOn, overBy) : undefined,
    open,
  );

/** The longest owed first. Met ones are not looked at: what is met does not make this slower. */
export const openDuesIn = (act: Act, asked: OpenWithin): Promise<DueRow[]> =>
  act.tx.select().from(dues).where(openWithin(act, asked)).orderBy(asc(dues.dueOn), asc(dues.memberId), asc(dues.kind));

/** Absences of the same elders, by elder: one read, however many there are. */
export async function awaysOfOpen(act: Act, asked: OpenWithin): Promise<Map<string, Away[]>> {
  const theirs = act.tx.select({ id: dues.memberId }).from(dues).where(openWithin(act, asked));
  const rows = await act.tx.select().from(memberAways).where(inArray(memberAways.memberId, theirs));
  const found = new Map<string, Away[]>();
  for (const row of rows) found.set(row.memberId, [...(found.get(row.memberId) ?? []), row]);
  return found;
}
