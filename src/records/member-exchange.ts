/** Exchanges from the side of people: what was done for somebody, what somebody does. Handed as `where` to lists in scope. */
import { and, count, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import type { State } from '#domain/exchange';
import type { Action } from '#domain/permission';
import { exchangeScope } from '#records/scope';

/** Spelled so that no index answers: a million exchanges are credited, and somebody's own are found from her side. */
export const inStates = (states: readonly State[]): SQL => inArray(sql`${exchanges.state} || ''`, [...states]);

export const withIds = (ids: readonly string[]): SQL => inArray(exchanges.id, [...ids, '']);

/** Done for one of these. */
export function forMembers(act: Act, memberIds: readonly string[]): SQL {
  const { exchangeId, memberId } = exchangeBeneficiaries;
  const hers = inArray(memberId, [...memberIds, '']);
  return inArray(exchanges.id, act.tx.select({ id: exchangeId }).from(exchangeBeneficiaries).where(hers));
}

/** Done by this one, who has not withdrawn. */
export function byVolunteer(act: Act, volunteerId: string): SQL {
  const { exchangeId, memberId, withdrawnAt } = exchangeVolunteers;
  const theirs = and(eq(memberId, volunteerId), isNull(withdrawnAt));
  return inArray(exchanges.id, act.tx.select({ id: exchangeId }).from(exchangeVolunteers).where(theirs));
}

/** Done for this one, in one of these states. */
export const doneFor = (act: Act, memberId: string, states: readonly State[]): SQL | undefined =>
  and(inStates(states), forMembers(act, [memberId]));

/** How many exchanges a list has in all, for its pages. */
export async function countExchanges(act: Act, action: Action, where?: SQL): Promise<number> {
  const [row] = await act.tx
    .select({ rows: count() })
    .from(exchanges)
    .where(and(where, exchangeScope(act, action)));
  return Number(row?.rows ?? 0);
}
