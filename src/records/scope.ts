/** Reach spelled in SQL, for lists and for by-id reads alike. The predicates it must equal are in `#domain/reach`. */
import { and, type Column, eq, gte, inArray, isNull, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { members } from '#db/schema/people';
import type { Action } from '#domain/permission';
import { asRecipient, asVolunteer, membersFor, onOffer, prefixesFor } from '#domain/reach';
import { next, type RegionCode, townOf } from '#domain/region';

const EVERYTHING = sql`1 = 1`;
const NOTHING = sql`1 = 0`;

/** `code >= p and code < next(p)` for any of these prefixes; no prefix reaches nothing. */
export function codeWithin(column: SQLWrapper, prefixes: readonly RegionCode[]): SQL {
  const ranges = prefixes.map((prefix) => and(gte(column, prefix), lt(column, next(prefix))));
  return or(...ranges) ?? NOTHING;
}

/** No ids find nothing; an empty list is not a mistake here. */
export const amongIds = (column: Column, ids: readonly string[]): SQL =>
  ids.length > 0 ? inArray(column, [...ids]) : NOTHING;

/** Which rows of `members` the actor reaches for this action. */
export function memberScope(act: Act, action: Action): SQL {
  const { actor } = act;
  if (actor.kind === 'job') return EVERYTHING;
  if (actor.kind === 'member') return amongIds(members.id, membersFor(actor, action));
  return codeWithin(members.regionCode, prefixesFor(actor, action));
}

/** Rows of any table with a region code that the actor's grants reach; members reach none. */
export function regionScope(act: Act, action: Action, column: SQLWrapper): SQL {
  if (act.actor.kind === 'job') return EVERYTHING;
  return codeWithin(column, prefixesFor(act.actor, action));
}

/** Which rows of `exchanges` the actor reaches for this action. */
export function exchangeScope(act: Act, action: Action): SQL {
  const { actor } = act;
  if (actor.kind === 'job') return EVERYTHING;
  if (actor.kind === 'staff') {
    const prefixes = prefixesFor(actor, action);
    return or(codeWithin(exchanges.regionCode, prefixes), codeWithin(exchanges.recipientTown, prefixes)) ?? NOTHING;
  }
  const sides: (SQL | undefined)[] = [];
  if (asRecipient(action)) sides.push(benefits(act, membersFor(actor, action)));
  if (asVolunteer(action)) sides.push(serves(act, actor.id));
  if (onOffer(action)) {
    sides.push(and(eq(exchanges.state, 'approved'), codeWithin(exchanges.regionCode, [townOf(actor.regionCode)])));
  }
  return or(...sides) ?? NOTHING;
}

/** Asked from the person's side: she has dozens of exchanges, the house has a million. */
const benefits = (act: Act, memberIds: string[]): SQL =>
  inArray(
    exchanges.id,
    act.tx
      .select({ id: exchangeBeneficiaries.exchangeId })
      .from(exchangeBeneficiaries)
      .where(amongIds(exchangeBeneficiaries.memberId, memberIds)),
  );

const serves = (act: Act, memberId: string): SQL =>
  inArray(
    exchanges.id,
    act.tx
      .select({ id: exchangeVolunteers.exchangeId })
      .from(exchangeVolunteers)
      .where(and(eq(exchangeVolunteers.memberId, memberId), isNull(exchangeVolunteers.withdrawnAt))),
  );
