/** Enrolments that wait for a decision, oldest first: submitted ones for the clerk, checked ones for the town. */
import { and, asc, count, desc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { members } from '#db/schema/people';
import type { Instant } from '#domain/day';
import type { RegionCode } from '#domain/region';
import type { Found } from '#records/member-search';
import { codeWithin, memberScope } from '#records/scope';

export type MemberDecision = 'member.check' | 'member.approve';
type Enrolled = Pick<typeof members.$inferSelect, 'id' | 'enrolledAt'>;

const waiting = (act: Act, action: MemberDecision, place: RegionCode | null): SQL | undefined =>
  and(
    eq(members.state, action === 'member.check' ? 'submitted' : 'checked'),
    memberScope(act, action),
    place ? codeWithin(members.regionCode, [place]) : undefined,
  );

export async function countWaiting(act: Act, action: MemberDecision, place: RegionCode | null = null): Promise<number> {
  const [row] = await act.tx
    .select({ rows: count() })
    .from(members)
    .where(waiting(act, action, place));
  return row?.rows ?? 0;
}

/** Since when the first one waits; null when nobody does. */
export async function waitingSince(act: Act, action: MemberDecision): Promise<Instant | null> {
  const [row] = await act.tx
    .select({ at: members.enrolledAt })
    .from(members)
    .where(waiting(act, action, null))
    .orderBy(asc(members.enrolledAt), asc(members.id))
    .limit(1);
  return row?.at ?? null;
}

const keyOf = ({ enrolledAt, id }: Enrolled): string => `${enrolledAt}~${id}`;

function beyond(key: string, side: 'after' | 'before'): SQL | undefined {
  const [at = '', id = ''] = key.split('~');
  if (!/^\d{1,15}$/.test(at)) return undefined;
  const past = side === 'after' ? gt : lt;
  return or(past(members.enrolledAt, Number(at)), and(eq(members.enrolledAt, Number(at)), past(members.id, id)));
}

export async function waitingPage(
  act: Act,
  action: MemberDecision,
  at: { place: RegionCode | null; after: string | null; limit: number },
): Promise<{ rows: (Found & { duplicateOfId: string | null })[]; after: string | null }> {
  const rows = await act.tx
    .select()
    .from(members)
    .where(and(waiting(act, action, at.place), at.after ? beyond(at.after, 'after') : undefined))
    .orderBy(asc(members.enrolledAt), asc(members.id))
    .limit(at.limit + 1);
  const shown = rows.slice(0, at.limit);
  const last = shown.at(-1);
  return { rows: shown, after: rows.length > at.limit && last ? keyOf(last) : null };
}

/** How many wait in each place of this code length, by code. */
export async function waitingPlaces(act: Act, action: MemberDecision, length: number, place: RegionCode | null) {
  const code = sql<string>`substr(${members.regionCode}, 1, cast(${length} as integer))`;
  return act.tx
    .select({ code, rows: count() })
    .from(members)
    .where(waiting(act, action, place))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}

/** Who stands next to this one, whether or not she is still in the queue herself. */
export async function waitingBeside(
  act: Act,
  action: MemberDecision,
  place: RegionCode | null,
  member: Enrolled,
  side: 'after' | 'before',
): Promise<string | null> {
  const order = side === 'after' ? asc : desc;
  const [row] = await act.tx
    .select({ id: members.id })
    .from(members)
    .where(and(waiting(act, action, place), beyond(keyOf(member), side)))
    .orderBy(order(members.enrolledAt), order(members.id))
    .limit(1);
  return row?.id ?? null;
}
