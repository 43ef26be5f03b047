/** 探访: what was found at a door. Append-only; a correction is a new row that the old one leads to. */
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Act } from '#db/act';
import { visits } from '#db/schema/visit';
import type { Day } from '#domain/day';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { codeWithin, regionScope } from '#records/scope';

export type VisitRow = typeof visits.$inferSelect;
export type NewVisit = Omit<VisitRow, 'recordedBy' | 'recordedAt' | 'correctedBy'>;

export async function insertVisit(act: Act, values: NewVisit, by = act.actor.id): Promise<VisitRow> {
  const [row] = await act.tx
    .insert(visits)
    .values({ ...values, recordedBy: by, recordedAt: act.now })
    .returning();
  return must(row);
}

/** What stands: those that were corrected are history. */
const stands = isNull(visits.correctedBy);

/** Of one elder, newest first. Not scoped: the caller has found her. */
export const visitsTo = (act: Act, memberId: string, limit: number): Promise<VisitRow[]> =>
  act.tx
    .select()
    .from(visits)
    .where(and(eq(visits.memberId, memberId), stands))
    .orderBy(desc(visits.visitedOn), desc(visits.id))
    .limit(limit);

/** The one that was written down with this service, beside that which is put right; null where nobody was paired. */
export async function visitOfExchange(act: Act, exchangeId: string, except = ''): Promise<VisitRow | null> {
  const [row] = await act.tx
    .select()
    .from(visits)
    .where(and(eq(visits.exchangeId, exchangeId), ne(visits.id, except), stands));
  return row ?? null;
}

/** Those that stand beside these services. Not scoped: whoever asks has found the services. */
export const visitsOfExchanges = (act: Act, exchangeIds: readonly string[]): Promise<VisitRow[]> =>
  exchangeIds.length === 0
    ? Promise.resolve([])
    : act.tx
        .select()
        .from(visits)
        .where(and(inArray(visits.exchangeId, [...exchangeIds]), stands));

/** Not scoped: whoever asks wrote them. */
export const visitsById = (act: Act, ids: readonly string[]): Promise<VisitRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : act.tx
        .select()
        .from(visits)
        .where(inArray(visits.id, [...ids]));

/** It was another visit: this one counts no more, and leads to the one that does, or to itself where there is none. */
export async function correctVisit(act: Act, id: string, by: string): Promise<void> {
  await act.tx.update(visits).set({ correctedBy: by }).where(eq(visits.id, id));
}

/** Not scoped: whoever asks has found the elder. */
export async function visitById(act: Act, id: string): Promise<VisitRow> {
  const [row] = await act.tx.select().from(visits).where(eq(visits.id, id));
  return must(row);
}

/** Made on one day in these places, the newest first. A visit dated after a death is no visit. */
export const metOn = (act: Act, within: readonly RegionCode[], day: Day): Promise<VisitRow[]> =>
  act.tx
    .select()
    .from(visits)
    .where(
      and(
        regionScope(act, 'visit.read', visits.regionCode),
        codeWithin(visits.regionCode, within),
        eq(visits.visitedOn, day),
        eq(visits.afterDeath, false),
        stands,
      ),
    )
    .orderBy(desc(visits.recordedAt), desc(visits.id));
