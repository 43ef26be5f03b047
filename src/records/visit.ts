/** 探访: what was found at a door. Append-only; a correction is a new row that the old one leads to. */
import { and, asc, between, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { visits } from '#db/schema/visit';
import type { Day } from '#domain/day';
import { must } from '#domain/refusal';

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

/** By these people between two days, both inclusive: their month. */
export const visitsBy = (act: Act, visitorIds: readonly string[], from: Day, to: Day): Promise<VisitRow[]> =>
  act.tx
    .select()
    .from(visits)
    .where(and(inArray(visits.visitorId, [...visitorIds]), between(visits.visitedOn, from, to), stands))
    .orderBy(asc(visits.visitedOn), asc(visits.id));
