/** Lists of members as an officer works through them: what waits, oldest first; how many there are; who lives in one village. */
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { memberAways, members } from '#db/schema/people';
import { stations } from '#db/schema/places';
import type { Instant } from '#domain/day';
import type { Away, MemberState } from '#domain/member';
import type { Action } from '#domain/permission';
import { type RegionCode, townOf } from '#domain/region';
import type { Found } from '#records/member-search';
import { codeWithin, memberScope } from '#records/scope';

/** Where a list is looked at; empty = all of one's reach. */
export interface Where {
  regionCode?: RegionCode;
  hamletId?: string;
}

export interface WaitingPage {
  rows: Found[];
  /** What to hand in for the next page; null on the last one. */
  after: string | null;
}

const within = (act: Act, { regionCode, hamletId }: Where): SQL | undefined =>
  and(
    memberScope(act, 'member.read'),
    regionCode ? codeWithin(members.regionCode, [regionCode]) : undefined,
    hamletId ? eq(members.hamletId, hamletId) : undefined,
  );

/** Members in these states by the day they were enrolled, the oldest first: nobody waits behind somebody who came later. */
export async function waitingMembers(
  act: Act,
  { states, limit, after, ...where }: Where & { states: readonly MemberState[]; limit: number; after?: string | null },
): Promise<WaitingPage> {
  const rows = await act.tx
    .select()
    .from(members)
    .where(and(within(act, where), inArray(members.state, [...states]), after ? behind(after) : undefined))
    .orderBy(asc(members.enrolledAt), asc(members.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, after: rows.length > limit && last ? `${last.enrolledAt}|${last.id}` : null };
}

function behind(after: string): SQL | undefined {
  const [enrolled = '', id = ''] = after.split('|');
  const at: Instant = /^\d{1,15}$/.test(enrolled) ? Number(enrolled) : 0;
  return or(gt(members.enrolledAt, at), and(eq(members.enrolledAt, at), gt(members.id, id)));
}

/** How many in each state; a state that nobody is in is not there. */
export async function countMembers(act: Act, where: Where = {}): Promise<Map<MemberState, number>> {
  const rows = await act.tx
    .select({ state: members.state, rows: count() })
    .from(members)
    .where(within(act, where))
    .groupBy(members.state);
  return new Map(rows.map(({ state, rows: many }) => [state, Number(many)]));
}

/** Away periods of these members that have not ended before `day`. */
export async function awaysFrom(act: Act, ids: readonly string[], day: string): Promise<Map<string, Away[]>> {
  const rows = await act.tx
    .select()
    .from(memberAways)
    .where(inArray(memberAways.memberId, [...ids, '']))
    .orderBy(asc(memberAways.fromDay), asc(memberAways.id));
  const found = new Map<string, Away[]>();
  for (const row of rows) {
    if (row.toDay !== null && row.toDay < day) continue;
    found.set(row.memberId, [...(found.get(row.memberId) ?? []), row]);
  }
  return found;
}

/** Exchanges that somebody is in on either side, for lists in scope: told by their ids, so that it does not matter how many others have. */
export function involving(act: Act, memberId: string): SQL {
  const asRecipient = act.tx
    .select({ id: exchangeBeneficiaries.exchangeId })
    .from(exchangeBeneficiaries)
    .where(eq(exchangeBeneficiaries.memberId, memberId));
  const asVolunteer = act.tx
    .select({ id: exchangeVolunteers.exchangeId })
    .from(exchangeVolunteers)
    .where(and(eq(exchangeVolunteers.memberId, memberId), isNull(exchangeVolunteers.withdrawnAt)));
  return inArray(exchanges.id, asRecipient.union(asVolunteer));
}

/** A number to call at the place nearest to her: the station of her village, else of her town. */
export async function stationNear(act: Act, regionCode: RegionCode): Promise<{ name: string; phone: string } | null> {
  const rows = await act.tx
    .select({ name: stations.name, phone: stations.phone, regionCode: stations.regionCode })
    .from(stations)
    .where(
      and(
        inArray(stations.regionCode, [regionCode, townOf(regionCode)]),
        eq(stations.state, 'open'),
        inArray(stations.kind, ['village', 'town']),
        isNotNull(stations.phone),
      ),
    )
    .orderBy(asc(stations.regionCode), asc(stations.id));
  const nearest = rows.findLast((row) => row.phone !== null);
  return nearest?.phone ? { name: nearest.name, phone: nearest.phone } : null;
}

/** Those whom one may write a visit down for, in the order of lists: what a helper takes along. */
export async function careList(act: Act, action: Action, limit: number): Promise<CareRow[]> {
  return act.tx
    .select(CARE)
    .from(members)
    .where(and(memberScope(act, action), eq(members.state, 'approved'), eq(members.receives, true)))
    .orderBy(asc(members.pinyin), asc(members.id))
    .limit(limit);
}

/** How these are looked for by name. */
export async function careRows(act: Act, ids: readonly string[]): Promise<CareRow[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select(CARE)
    .from(members)
    .where(inArray(members.id, [...ids]))
    .orderBy(asc(members.pinyin), asc(members.id));
}

const CARE = {
  id: members.id,
  name: members.name,
  nickname: members.nickname,
  pinyin: members.pinyin,
  initials: members.initials,
  regionCode: members.regionCode,
  hamletId: members.hamletId,
  householdId: members.householdId,
};
export type CareRow = Pick<typeof members.$inferSelect, keyof typeof CARE>;
