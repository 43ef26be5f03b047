/** Grants (任职): what a user may do and where, from which day to which. Proposed by one officer, accepted by another, ended, never deleted. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants } from '#db/schema/office';
import type { Grant } from '#domain/actor';
import type { Day } from '#domain/day';
import type { Role } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { regionScope } from '#records/scope';

export type GrantRow = typeof grants.$inferSelect;
export type NewGrant = Pick<GrantRow, 'userId' | 'role' | 'regionCode' | 'validFrom' | 'validTo' | 'actingForId'>;

const inForceOn = (today: Day): SQL | undefined =>
  and(
    isNotNull(grants.acceptedAt),
    isNull(grants.endedAt),
    lte(grants.validFrom, today),
    or(isNull(grants.validTo), gte(grants.validTo, today)),
  );

const asGrant = ({ id, role, regionCode, validFrom, validTo, actingForId }: GrantRow): Grant => ({
  id,
  role,
  regionCode,
  validFrom,
  validTo,
  actingForId,
});

/** What a user may do today: accepted, not ended, within its days. Not scoped: it says who is asking. */
export async function grantsInForce(act: Pick<Act, 'tx'>, userId: string, today: Day): Promise<Grant[]> {
  const rows = await act.tx
    .select()
    .from(grants)
    .where(and(eq(grants.userId, userId), inForceOn(today)))
    .orderBy(asc(grants.id));
  return rows.map(asGrant);
}

/** Everybody in a post today, or who will be: holders of a role over exactly this region. Not scoped. */
export async function holdersOf(act: Act, role: Role, regionCode: RegionCode, day: Day): Promise<GrantRow[]> {
  return act.tx
    .select()
    .from(grants)
    .where(and(eq(grants.role, role), eq(grants.regionCode, regionCode), inForceOn(day)))
    .orderBy(asc(grants.id));
}

/** What this user held there last and holds no longer, for whatever reason. */
export async function lastGoneFrom(
  act: Act,
  role: Role,
  regionCode: RegionCode,
  userId: string,
): Promise<GrantRow | null> {
  const [row] = await act.tx
    .select()
    .from(grants)
    .where(
      and(
        ...[eq(grants.role, role), eq(grants.regionCode, regionCode), eq(grants.userId, userId)],
        ...[isNotNull(grants.acceptedAt), isNull(grants.backupId), lte(grants.validFrom, act.today)],
      ),
    )
    .orderBy(desc(grants.validFrom), desc(grants.id))
    .limit(1);
  return row ?? null;
}

/** @throws Refusal `not_found` when there is none or it is out of reach */
export async function findGrant(
  act: Act,
  id: string,
  action: 'grant.propose' | 'grant.accept' | 'grant.end' | 'user.read',
): Promise<GrantRow> {
  const [row] = await act.tx
    .select()
    .from(grants)
    .where(and(eq(grants.id, id), regionScope(act, action, grants.regionCode)));
  return must(row);
}

/** Proposed and neither accepted nor ended, oldest first, in reach. */
export async function openGrants(act: Act, limit: number, offset = 0): Promise<GrantRow[]> {
  return act.tx
    .select()
    .from(grants)
    .where(and(isNull(grants.acceptedAt), isNull(grants.endedAt), regionScope(act, 'grant.accept', grants.regionCode)))
    .orderBy(asc(grants.givenAt), asc(grants.id))
    .limit(limit)
    .offset(offset);
}

/** Every grant of some users that is in reach, newest first: the office's page. */
export async function grantsOf(act: Act, userIds: readonly string[]): Promise<GrantRow[]> {
  if (userIds.length === 0) return [];
  return act.tx
    .select()
    .from(grants)
    .where(and(inArray(grants.userId, [...userIds]), regionScope(act, 'user.read', grants.regionCode)))
    .orderBy(desc(grants.givenAt), desc(grants.id));
}

export async function insertGrant(
  act: Act,
  grant: NewGrant & { givenBy: string; acceptedBy?: string },
): Promise<GrantRow> {
  const [row] = await act.tx
    .insert(grants)
    .values({
      ...grant,
      id: act.ids('grt'),
      givenAt: act.now,
      acceptedBy: grant.acceptedBy ?? null,
      acceptedAt: grant.acceptedBy ? act.now : null,
    })
    .returning();
  return must(row);
}

/** @throws Refusal `already_done` when somebody accepted or ended it before */
export async function acceptGrant(act: Act, id: string, acceptedBy: string): Promise<GrantRow> {
  const [row] = await act.tx
    .update(grants)
    .set({ acceptedBy, acceptedAt: act.now })
    .where(and(eq(grants.id, id), isNull(grants.acceptedAt), isNull(grants.endedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}

/** @throws Refusal `already_done` */
export async function endGrant(act: Act, id: string, reason: string): Promise<GrantRow> {
  const [row] = await act.tx
    .update(grants)
    .set({ endedBy: act.actor.id, endedAt: act.now, endReason: reason })
    .where(and(eq(grants.id, id), isNull(grants.endedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}
