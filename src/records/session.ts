/**
 * Sessions as rows, and who is behind one. These take `tx` and not `act`: there is no actor yet, this is how one is found.
 */
import {
  aliasedTable,
  and,
  asc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import type { Tx } from '#db/act';
import { prepared } from '#db/prepared';
import { sessions } from '#db/schema/access';
import { grants, users } from '#db/schema/office';
import { kin, members } from '#db/schema/people';
import { regions } from '#db/schema/places';
import type { Actor, Grant } from '#domain/actor';
import type { Day, Instant } from '#domain/day';
import type { RegionCode } from '#domain/region';
import { type Bureau, bureauFor } from '#records/bureau';
import { rememberLogin } from '#records/device';

export type SessionRow = typeof sessions.$inferSelect;

/** A post somebody holds today, with the names that a page shows. */
export interface Post extends Grant {
  regionName: string;
  actingForName: string | null;
}

/** Somebody who is signed in: the actor, and what a page calls them. */
export interface Caller {
  actor: Actor;
  name: string;
  language: 'zh-CN' | 'en';
  posts: Post[];
  /** A member's own helper, who stands at the foot of every page of hers; null where the village has none. */
  helper: { name: string; phone: string } | null;
  /** Where a member's village has none: the nearest bureau with a telephone. */
  bureau: Bureau | null;
}

/** Accepted by a second officer, not ended, and its days include `today`; the last day counts. */
const inForce = () => {
  const today = sql.placeholder('today');
  return and(
    isNotNull(grants.acceptedAt),
    isNull(grants.endedAt),
    lte(grants.validFrom, today),
    or(isNull(grants.validTo), gte(grants.validTo, today)),
  );
};

const absent = aliasedTable(users, 'absent');
const relative = aliasedTable(members, 'relative');

/**
 * One statement a request: the session, the person, what they may do today. A row for each post or relative.
 * It must say the same as `#usecases/access/actor`, which asks for one thing after another; a test holds them together.
 */
const sessionQuery = prepared((tx) =>
  tx
    .select({
      ...getTableColumns(sessions),
      userId: users.id,
      userName: users.name,
      userLanguage: users.language,
      personId: users.personId,
      grantId: grants.id,
      role: grants.role,
      grantRegion: grants.regionCode,
      validFrom: grants.validFrom,
      validTo: grants.validTo,
      actingForId: grants.actingForId,
      regionName: regions.name,
      actingForName: absent.name,
      memberId: members.id,
      memberName: members.name,
      nickname: members.nickname,
      memberLanguage: members.language,
      memberRegion: members.regionCode,
      kinId: relative.id,
    })
    .from(sessions)
    .leftJoin(users, and(eq(users.id, sessions.subjectId), isNull(users.disabledAt)))
    .leftJoin(grants, and(eq(grants.userId, users.id), inForce()))
    .leftJoin(regions, and(eq(regions.code, grants.regionCode), isNull(regions.validTo)))
    .leftJoin(absent, eq(absent.id, grants.actingForId))
    .leftJoin(members, and(eq(members.id, sessions.subjectId), notInArray(members.state, ['closed', 'deceased'])))
    .leftJoin(
      kin,
      and(eq(kin.relativeId, members.id), eq(kin.mayAct, true), isNotNull(kin.confirmedAt), isNull(kin.endedAt)),
    )
    .leftJoin(relative, and(eq(relative.id, kin.memberId), inArray(relative.state, ['approved', 'suspended'])))
    .where(eq(sessions.id, sql.placeholder('id')))
    .orderBy(asc(grants.id), asc(relative.id))
    .prepare('session_and_subject'),
);

/** The session with this hashed id and who is behind it; `caller` is null when that person may no longer come in. */
export async function findSession(
  tx: Tx,
  id: string,
  today: Day,
): Promise<{ session: SessionRow; caller: Caller | null } | null> {
  const rows = await sessionQuery(tx).execute({ id, today });
  const first = rows[0];
  if (!first) return null;
  const { id: sessionId, subjectId, createdAt, expiresAt, freshAt, device, userAgent, leftAt } = first;
  const session = { id: sessionId, subjectId, createdAt, expiresAt, freshAt, device, userAgent, leftAt };
  const caller = staffIn(rows) ?? memberIn(rows);
  if (caller?.actor.kind === 'member') {
    caller.helper = await findHelper(tx, caller.actor.regionCode, today);
    if (!caller.helper) caller.bureau = await bureauFor(tx, caller.actor.regionCode);
  }
  return { session, caller };
}

type Row = Awaited<ReturnType<ReturnType<typeof sessionQuery>['execute']>>[number];

/** A row for each post; one without where she holds none. */
function staffIn(rows: readonly Row[]): Caller | null {
  const [first] = rows;
  if (!first?.userId || !first.userName || !first.userLanguage) return null;
  // She left her post: her phone is heard, so that it can be told to keep nobody's name, and reaches nobody.
  const grants = first.leftAt === null ? rows.flatMap(grantIn) : [];
  const posts = grants.map((grant, at) => ({
    ...grant,
    regionName: rows[at]?.regionName ?? grant.regionCode,
    actingForName: rows[at]?.actingForName ?? null,
  }));
  const actor: Actor = { kind: 'staff', id: first.userId, personId: first.personId, grants };
  return { actor, name: first.userName, language: first.userLanguage, posts, helper: null, bureau: null };
}

function grantIn({ grantId, role, grantRegion, validFrom, validTo, actingForId }: Row): Grant[] {
  if (!grantId || !role || !grantRegion || !validFrom) return [];
  return [{ id: grantId, role, regionCode: grantRegion, validFrom, validTo, actingForId }];
}

/** A row for each of her kin; one without where there are none. */
function memberIn(rows: readonly Row[]): Caller | null {
  const [first] = rows;
  if (!first?.memberId || !first.memberName || !first.memberLanguage || !first.memberRegion) return null;
  const kinOf = rows.flatMap(({ kinId }) => kinId ?? []);
  const actor: Actor = { kind: 'member', id: first.memberId, regionCode: first.memberRegion, kinOf };
  // 花名: what everyone calls her.
  return {
    actor,
    name: first.nickname ?? first.memberName,
    language: first.memberLanguage,
    posts: [],
    helper: null,
    bureau: null,
  };
}

/** The helper in post in this village and her work number. Somebody on leave comes after whoever acts for her. */
const helperQuery = prepared((tx) =>
  tx
    .select({ name: users.name, phone: users.workPhone, actingForId: grants.actingForId })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        eq(grants.regionCode, sql.placeholder('regionCode')),
        eq(grants.role, 'helper'),
        inForce(),
        isNull(users.disabledAt),
        isNotNull(users.workPhone),
      ),
    )
    .orderBy(asc(grants.id))
    .prepare('helper_of_region'),
);

/** Whom somebody living here may call. */
export async function findHelper(
  tx: Tx,
  regionCode: RegionCode,
  today: Day,
): Promise<{ name: string; phone: string } | null> {
  const rows = await helperQuery(tx).execute({ regionCode, today });
  const helper = rows.find((row) => row.actingForId !== null) ?? rows[0];
  return helper?.phone ? { name: helper.name, phone: helper.phone } : null;
}

export async function insertSession(tx: Tx, session: Omit<SessionRow, 'leftAt'>): Promise<void> {
  await tx.insert(sessions).values(session);
  await rememberLogin(tx, session.device, session.subjectId, session.createdAt);
}

export async function prolongSession(tx: Tx, id: string, expiresAt: Instant, now: Instant): Promise<void> {
  await tx
    .update(sessions)
    .set({ expiresAt, freshAt: now })
    .where(and(eq(sessions.id, id), isNull(sessions.leftAt)));
}

export const sessionsOf = async (tx: Tx, subjectId: string): Promise<SessionRow[]> =>
  tx.select().from(sessions).where(eq(sessions.subjectId, subjectId)).orderBy(asc(sessions.createdAt));

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.id, id));
}

/** Signs this person out everywhere: a lost phone, a new PIN, a disabled user. */
export async function deleteSessionsOf(tx: Tx, subjectId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.subjectId, subjectId));
}

/** For so long a phone keeps its list of people by itself (`/field/`): by then it has heard, or has thrown it away. */
const LEFT_MS = 7 * 24 * 60 * 60_000;

/** She left her post: from now on they reach nobody, whatever post she may be given later. */
export async function leaveSessionsOf(tx: Tx, subjectId: string, now: Instant): Promise<void> {
  for (const { id, expiresAt, leftAt } of await sessionsOf(tx, subjectId)) {
    if (leftAt !== null) continue;
    const until = Math.min(expiresAt, now + LEFT_MS);
    await tx.update(sessions).set({ leftAt: now, expiresAt: until }).where(eq(sessions.id, id));
  }
}

export async function deleteExpiredSessions(tx: Tx, now: Instant): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, now));
}
