/** 应探访: one row an elder and period, met by a visit. */
import { and, asc, eq, gt, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared, slotsFor } from '#db/prepared';
import { memberAways } from '#db/schema/people';
import { dues } from '#db/schema/visit';
import type { Day } from '#domain/day';
import type { DueKind } from '#domain/due';
import type { Away } from '#domain/member';
import type { RegionCode } from '#domain/region';
import { codeWithin, regionScope } from '#records/scope';
import { touchElders } from '#records/visit-count';

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
  for (const { regionCode } of rows) act.touched.add(regionCode);
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
  await touchElders(act, [memberId]);
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
  await touchElders(act, [memberId]);
  const of = pairingId === undefined ? undefined : eq(dues.pairingId, pairingId);
  await act.tx
    .update(dues)
    .set({ droppedAt: act.now, dropReason: reason })
    .where(and(eq(dues.memberId, memberId), of, open));
}

/** She lives elsewhere: what is still owed is owed there. What was met stays where it was met. */
export async function moveDues(act: Act, memberId: string, regionCode: RegionCode): Promise<void> {
  await touchElders(act, [memberId]);
  act.touched.add(regionCode);
  await act.tx
    .update(dues)
    .set({ regionCode })
    .where(and(eq(dues.memberId, memberId), open));
}

/** It was dropped by mistake: owed again. */
export async function oweAgain(act: Act, memberId: string, reason: string): Promise<void> {
  await touchElders(act, [memberId]);
  await act.tx
    .update(dues)
    .set({ droppedAt: null, dropReason: null })
    .where(and(eq(dues.memberId, memberId), eq(dues.dropReason, reason), isNull(dues.metBy)));
}

/** The visit was of another day: what it met is owed again. */
export async function unmeet(act: Act, visitId: string): Promise<void> {
  const met = await act.tx
    .update(dues)
    .set({ metBy: null, metOn: null })
    .where(eq(dues.metBy, visitId))
    .returning({ memberId: dues.memberId });
  await touchElders(act, [...new Set(met.map(({ memberId }) => memberId))]);
}

/** What is open in reach and inside these places: begun by one day, and, for what is late, over before another. */
export interface OpenWithin {
  within: readonly RegionCode[];
  begunBy?: Day;
  overBy?: Day;
  /** For figures, which are the same whoever acts. */
  everywhere?: boolean;
}

const openWithin = (act: Act, { within, begunBy, overBy, everywhere }: OpenWithin): SQL | undefined =>
  and(
    everywhere ? undefined : regionScope(act, 'visit.read', dues.regionCode),
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

/** Where one goes on reading: what comes after it. */
export type DuePlace = Pick<DueRow, 'dueOn' | 'memberId'>;

/** What is over in a whole county and not met, the longest owed first, a page at a time: its index is in this order. */
export const overInCounty = (act: Act, county: RegionCode, after: DuePlace | null, limit: number): Promise<DueRow[]> =>
  act.tx
    .select()
    .from(dues)
    .where(
      and(
        ...[eq(dues.county, county), lt(dues.dueOn, act.today), open],
        after
          ? or(gt(dues.dueOn, after.dueOn), and(eq(dues.dueOn, after.dueOn), gt(dues.memberId, after.memberId)))
          : undefined,
      ),
    )
    .orderBy(asc(dues.dueOn), asc(dues.memberId), asc(dues.kind))
    .limit(limit);
