/** Who could come: volunteers around a place, with what they have done lately. Whether they may is asked of the rules. */
import { and, asc, count, countDistinct, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { members } from '#db/schema/people';
import type { Day } from '#domain/day';
import { type RegionCode, townOf } from '#domain/region';
import { type Person, personsById } from '#records/person';
import { codeWithin } from '#records/scope';

/** A town has a few hundred; nobody reads further. */
const MOST = 400;

/** Volunteers on file in the town of this place. Not scoped: who helps is offered by name and village, not by file. */
export async function volunteersNear(act: Act, place: RegionCode, most = MOST): Promise<Person[]> {
  const rows = await act.tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(codeWithin(members.regionCode, [townOf(place)]), eq(members.serves, true), eq(members.state, 'approved')),
    )
    .orderBy(asc(members.pinyin), asc(members.id))
    .limit(most);
  const persons = await personsById(
    act,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => persons.get(row.id) ?? []);
}

/** How often each has served one of these people. */
export async function timesWith(
  act: Act,
  volunteerIds: readonly string[],
  beneficiaryIds: readonly string[],
): Promise<Map<string, number>> {
  if (volunteerIds.length === 0 || beneficiaryIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ id: exchangeVolunteers.memberId, times: countDistinct(exchangeVolunteers.exchangeId) })
    .from(exchangeVolunteers)
    .innerJoin(exchanges, eq(exchanges.id, exchangeVolunteers.exchangeId))
    .innerJoin(exchangeBeneficiaries, eq(exchangeBeneficiaries.exchangeId, exchanges.id))
    .where(
      and(
        inArray(exchangeVolunteers.memberId, [...volunteerIds]),
        isNull(exchangeVolunteers.withdrawnAt),
        inArray(exchangeBeneficiaries.memberId, [...beneficiaryIds]),
        inArray(exchanges.state, ['logged', 'confirmed', 'credited', 'final']),
      ),
    )
    .groupBy(exchangeVolunteers.memberId);
  return new Map(rows.map((row) => [row.id, row.times]));
}

/** How many visits each made or has promised between two days: work is spread. */
export async function visitsOf(
  act: Act,
  volunteerIds: readonly string[],
  from: Day,
  to: Day,
): Promise<Map<string, number>> {
  if (volunteerIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ id: exchangeVolunteers.memberId, visits: count() })
    .from(exchangeVolunteers)
    .where(
      and(
        inArray(exchangeVolunteers.memberId, [...volunteerIds]),
        isNull(exchangeVolunteers.withdrawnAt),
        gte(exchangeVolunteers.servedOn, from),
        lte(exchangeVolunteers.servedOn, to),
      ),
    )
    .groupBy(exchangeVolunteers.memberId);
  return new Map(rows.map((row) => [row.id, row.visits]));
}
