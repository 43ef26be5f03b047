/** Facts about a member as they were told on a day. The newest row is what categories are derived from; the others are history. */
import { and, asc, desc, eq, inArray, isNull, max } from 'drizzle-orm';
import type { Act } from '#db/act';
import { memberFacts, members } from '#db/schema/people';
import type { Facts } from '#domain/category';
import type { RegionCode } from '#domain/region';
import { codeWithin } from '#records/scope';

export type FactRow = typeof memberFacts.$inferSelect;

export async function insertFacts(act: Act, memberId: string, facts: Facts): Promise<void> {
  await act.tx
    .insert(memberFacts)
    .values({ id: act.ids('fct'), memberId, facts, recordedBy: act.actor.id, recordedAt: act.now });
}

/** Newest first. The caller has found the member. */
export async function factHistoryOf(act: Act, memberId: string): Promise<FactRow[]> {
  return act.tx
    .select()
    .from(memberFacts)
    .where(eq(memberFacts.memberId, memberId))
    .orderBy(desc(memberFacts.recordedAt), desc(memberFacts.id));
}

export interface Described {
  memberId: string;
  bornOn: string;
  facts: Facts;
}

/** Approved members who live there and may receive, each with the newest facts. For a county's lists: not scoped. */
export async function describedIn(act: Act, regionCode: RegionCode): Promise<Described[]> {
  const newest = act.tx
    .select({ id: max(memberFacts.id) })
    .from(memberFacts)
    .groupBy(memberFacts.memberId);
  return act.tx
    .select({ memberId: members.id, bornOn: members.bornOn, facts: memberFacts.facts })
    .from(members)
    .innerJoin(memberFacts, eq(memberFacts.memberId, members.id))
    .where(
      and(
        inArray(memberFacts.id, newest),
        codeWithin(members.regionCode, [regionCode]),
        eq(members.state, 'approved'),
        eq(members.receives, true),
        isNull(members.duplicateOfId),
      ),
    )
    .orderBy(asc(members.id));
}
