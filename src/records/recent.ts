/** What was done lately: it is put first on the helper's pages, so that four taps are enough. */
import {
  and,
  asc,
  between,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { members } from '#db/schema/people';
import type { Day } from '#domain/day';
import type { Action } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { type Exchange, exchangesById, SERVED } from '#records/exchange';
import { codeWithin, exchangeScope, memberScope } from '#records/scope';

/** How many records back one looks: a month of a helper's work. */
const BACK = 200;

/** Those for whom this actor asked or logged last, newest first, if they still reach them. */
export async function lastServedBy(act: Act, action: Action, limit: number): Promise<string[]> {
  const mine = or(eq(exchanges.loggedBy, act.actor.id), eq(exchanges.requestedBy, act.actor.id));
  const rows = await act.tx
    .select({ memberId: exchangeBeneficiaries.memberId })
    .from(exchanges)
    .innerJoin(exchangeBeneficiaries, eq(exchangeBeneficiaries.exchangeId, exchanges.id))
    .innerJoin(members, eq(members.id, exchangeBeneficiaries.memberId))
    .where(and(mine, eq(members.state, 'approved'), memberScope(act, action)))
    .orderBy(desc(exchanges.createdAt), asc(exchangeBeneficiaries.memberId))
    .limit(BACK);
  return [...new Set(rows.map((row) => row.memberId))].slice(0, limit);
}

/** The last visits made to somebody, newest first: what was done, by whom, for how long. The caller has found her. */
export async function visitsTo(act: Act, memberId: string, limit: number): Promise<Exchange[]> {
  const rows = await act.tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .innerJoin(exchangeBeneficiaries, eq(exchangeBeneficiaries.exchangeId, exchanges.id))
    .where(
      and(eq(exchangeBeneficiaries.memberId, memberId), isNotNull(exchanges.servedOn), ne(exchanges.state, 'reversed')),
    )
    .orderBy(desc(exchanges.servedOn), desc(exchanges.id))
    .limit(limit);
  return exchangesById(
    act,
    rows.map((row) => row.id),
  );
}

/** Who served in this place lately, newest first. */
export async function lastVolunteersIn(act: Act, place: RegionCode, limit: number): Promise<string[]> {
  const rows = await act.tx
    .select({ memberId: exchangeVolunteers.memberId })
    .from(exchanges)
    .innerJoin(exchangeVolunteers, eq(exchangeVolunteers.exchangeId, exchanges.id))
    .where(
      and(
        codeWithin(exchanges.regionCode, [place]),
        isNull(exchangeVolunteers.withdrawnAt),
        isNotNull(exchanges.servedOn),
      ),
    )
    .orderBy(desc(exchanges.servedOn), desc(exchanges.id), asc(exchangeVolunteers.memberId))
    .limit(BACK);
  return [...new Set(rows.map((row) => row.memberId))].slice(0, limit);
}

export interface OpenOrders {
  memberIds: readonly string[];
  /** Orders that one of them took; those that nobody took yet count for everybody. Empty = any volunteer's. */
  volunteerIds: readonly string[];
  from: Day;
  to: Day;
}

/** Orders that have been approved and not served, for these people between two days. */
export async function openOrders(act: Act, action: Action, asked: OpenOrders): Promise<Exchange[]> {
  const theirs = asked.volunteerIds.length > 0 ? taken(act, asked.volunteerIds) : undefined;
  const rows = await act.tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .where(
      and(
        inArray(exchanges.state, ['approved', 'matched', 'in_service']),
        between(exchanges.plannedOn, asked.from, asked.to),
        forThem(act, asked.memberIds),
        theirs ? or(eq(exchanges.state, 'approved'), theirs) : undefined,
        exchangeScope(act, action),
      ),
    )
    .orderBy(asc(exchanges.plannedOn), asc(exchanges.id))
    .limit(5);
  return exchangesById(
    act,
    rows.map((row) => row.id),
  );
}

/** Orders in reach that have been approved and not served, planned between two days, the nearest first. */
export async function openOrdersIn(act: Act, action: Action, from: Day, to: Day, limit: number): Promise<Exchange[]> {
  const rows = await act.tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .where(
      and(
        inArray(exchanges.state, ['approved', 'matched', 'in_service']),
        between(exchanges.plannedOn, from, to),
        exchangeScope(act, action),
      ),
    )
    .orderBy(asc(exchanges.plannedOn), asc(exchanges.id))
    .limit(limit);
  return exchangesById(
    act,
    rows.map((row) => row.id),
  );
}

/** Visits on record of one of these volunteers to one of these people on one day, the first logged first. */
export async function recordsOn(
  act: Act,
  action: Action,
  {
    memberIds,
    volunteerIds,
    servedOn,
  }: { memberIds: readonly string[]; volunteerIds: readonly string[]; servedOn: Day },
): Promise<Exchange[]> {
  if (memberIds.length === 0 || volunteerIds.length === 0) return [];
  const rows = await act.tx
    .selectDistinct({ id: exchanges.id, loggedAt: exchanges.loggedAt })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .where(
      and(
        inArray(exchangeBeneficiaries.memberId, [...memberIds]),
        eq(exchangeBeneficiaries.servedOn, servedOn),
        inArray(exchanges.state, [...SERVED]),
        taken(act, volunteerIds),
        exchangeScope(act, action),
      ),
    )
    .orderBy(asc(exchanges.loggedAt), asc(exchanges.id))
    .limit(5);
  return exchangesById(
    act,
    rows.map((row) => row.id),
  );
}

export interface LastVisit {
  serviceCode: string;
  servedOn: Day;
  volunteerIds: string[];
}

/** The last visit made to each of these since a day: three reads, however many they are. The caller has found them. */
export async function lastVisits(act: Act, memberIds: readonly string[], since: Day): Promise<Map<string, LastVisit>> {
  if (memberIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ memberId: exchangeBeneficiaries.memberId, id: exchanges.id })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .where(
      and(
        inArray(exchangeBeneficiaries.memberId, [...memberIds]),
        gte(exchangeBeneficiaries.servedOn, since),
        ne(exchanges.state, 'reversed'),
      ),
    )
    .orderBy(desc(exchangeBeneficiaries.servedOn), desc(exchanges.id));
  const newest = new Map<string, string>();
  for (const { memberId, id } of rows) if (!newest.has(memberId)) newest.set(memberId, id);
  const known = new Map((await exchangesById(act, [...new Set(newest.values())])).map((one) => [one.id, one]));
  return new Map(
    [...newest].flatMap(([memberId, id]) => {
      const visit = known.get(id);
      if (!visit?.servedOn) return [];
      const { serviceCode, servedOn, volunteers } = visit;
      return [[memberId, { serviceCode, servedOn, volunteerIds: volunteers.map((one) => one.memberId) }]];
    }),
  );
}

const forThem = (act: Act, memberIds: readonly string[]): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(exchangeBeneficiaries)
      .where(
        and(
          eq(exchangeBeneficiaries.exchangeId, exchanges.id),
          inArray(exchangeBeneficiaries.memberId, [...memberIds]),
        ),
      ),
  );

const taken = (act: Act, volunteerIds: readonly string[]): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(exchangeVolunteers)
      .where(
        and(
          eq(exchangeVolunteers.exchangeId, exchanges.id),
          inArray(exchangeVolunteers.memberId, [...volunteerIds]),
          isNull(exchangeVolunteers.withdrawnAt),
        ),
      ),
  );
