/** 外出 · 住院 · 入住机构: who is away is not due and not overdue. Both days count; no last day = until told otherwise. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { memberAways } from '#db/schema/people';
import { addDays, type Day } from '#domain/day';
import type { Away } from '#domain/member';
import { touchElders } from '#records/visit-count';

export type AwayRow = typeof memberAways.$inferSelect;

export async function insertAway(act: Act, memberId: string, away: Away): Promise<AwayRow[]> {
  await touchElders(act, [memberId]);
  return act.tx
    .insert(memberAways)
    .values({ ...away, id: act.ids('awy'), memberId, recordedBy: act.actor.id, recordedAt: act.now })
    .returning();
}

/** Newest first, for any number of members. The caller has found them. */
export async function awaysOf(act: Act, memberIds: readonly string[]): Promise<AwayRow[]> {
  if (memberIds.length === 0) return [];
  return act.tx
    .select()
    .from(memberAways)
    .where(inArray(memberAways.memberId, [...memberIds]))
    .orderBy(desc(memberAways.fromDay), desc(memberAways.id));
}

/** A period without an end that began before `day` ends on the day before it: somebody is in one place at a time. */
export async function closeOpenAways(act: Act, memberId: string, day: Day): Promise<void> {
  await touchElders(act, [memberId]);
  await act.tx
    .update(memberAways)
    .set({ toDay: addDays(day, -1) })
    .where(and(eq(memberAways.memberId, memberId), isNull(memberAways.toDay)));
}
