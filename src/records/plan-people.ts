/** For whom a town's plan is made: elders on the register whom nobody is paired with, and what is known of many at once. */
import { and, asc, count, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { pairings } from '#db/schema/pairing';
import { members } from '#db/schema/people';
import { visitRegister } from '#db/schema/visit';
import { PAIRING_OPEN } from '#domain/pairing';
import type { RegionCode } from '#domain/region';
import { codeWithin } from '#records/scope';

/** Ids in the order of villages and names; of more than `most` those at the highest risk. Not scoped: the caller has found the town. */
export async function eldersUnpaired(act: Act, townCode: RegionCode, most: number): Promise<string[]> {
  const paired = act.tx
    .select({ id: pairings.id })
    .from(pairings)
    .where(and(eq(pairings.elderId, members.id), inArray(pairings.state, [...PAIRING_OPEN])));
  const rows = await act.tx
    .select({ id: members.id, regionCode: members.regionCode, pinyin: members.pinyin })
    .from(visitRegister)
    .innerJoin(members, eq(members.id, visitRegister.memberId))
    .where(and(codeWithin(members.regionCode, [townCode]), eq(members.state, 'approved'), notExists(paired)))
    .orderBy(sql`case ${visitRegister.risk} when 'high' then 0 when 'medium' then 1 else 2 end`, asc(members.id))
    .limit(most);
  const key = (row: (typeof rows)[number]) => `${row.regionCode} ${row.pinyin} ${row.id}`;
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ id }) => id);
}

/** Of two people, the first the elder. */
export const between = (elderId: string, volunteerId: string): string => `${elderId} ${volunteerId}`;

/** Between whom it was said no before, as `between` spells the two. */
export async function declinedAmong(act: Act, elderIds: readonly string[]): Promise<Set<string>> {
  if (elderIds.length === 0) return new Set();
  const rows = await act.tx
    .select({ elderId: pairings.elderId, volunteerId: pairings.volunteerId })
    .from(pairings)
    .where(and(inArray(pairings.elderId, [...elderIds]), eq(pairings.state, 'declined')));
  return new Set(rows.map(({ elderId, volunteerId }) => between(elderId, volunteerId)));
}

/** How often each volunteer served each elder, as `between` spells the two. */
export async function timesAmong(act: Act, elderIds: readonly string[]): Promise<Map<string, number>> {
  if (elderIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ elderId: exchangeBeneficiaries.memberId, volunteerId: exchangeVolunteers.memberId, times: count() })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .innerJoin(exchangeVolunteers, eq(exchangeVolunteers.exchangeId, exchanges.id))
    .where(
      and(
        inArray(exchangeBeneficiaries.memberId, [...elderIds]),
        isNull(exchangeVolunteers.withdrawnAt),
        inArray(exchanges.state, ['logged', 'confirmed', 'credited', 'final']),
      ),
    )
    .groupBy(exchangeBeneficiaries.memberId, exchangeVolunteers.memberId);
  return new Map(rows.map(({ elderId, volunteerId, times }) => [between(elderId, volunteerId), times]));
}
