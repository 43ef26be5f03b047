/** 助老员岗位 as a noun with a life: how each village's stands, who is named to stand in, and every change of it. */
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants, users } from '#db/schema/office';
import { postBackups, postMoves, posts } from '#db/schema/post';
import type { PostMoveName, PostStep } from '#domain/post';
import { must, Refusal } from '#domain/refusal';
import { type RegionCode, townOf } from '#domain/region';
import { note } from '#records/audit';
import type { Because } from '#records/because';
import { inPost } from '#records/in-post';
import { codeWithin } from '#records/scope';

export type PostRow = typeof posts.$inferSelect;
export type PostMoveRow = typeof postMoves.$inferSelect;
export type BackupRow = typeof postBackups.$inferSelect;

/** Not scoped: a place is no secret, and who may do what there is asked of the grant. */
export async function postAt(act: Act, regionCode: RegionCode): Promise<PostRow | null> {
  const [row] = await act.tx.select().from(posts).where(eq(posts.regionCode, regionCode));
  return row ?? null;
}

export async function postsAt(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, PostRow>> {
  if (codes.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(posts)
    .where(inArray(posts.regionCode, [...codes]));
  return new Map(rows.map((row) => [row.regionCode, row]));
}

/** Every village whose post is written down or held: what the night looks through. */
export async function postCodes(act: Act): Promise<RegionCode[]> {
  const known = await act.tx.select({ code: posts.regionCode }).from(posts);
  const held = await act.tx
    .select({ code: grants.regionCode })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(and(eq(grants.role, 'helper'), inPost(act)));
  return [...new Set([...known, ...held].map(({ code }) => code))].sort();
}

/** One change of how it stands. @throws Refusal `state_moved` when somebody was faster */
export async function writeStep(
  act: Act,
  before: PostRow | null,
  regionCode: RegionCode,
  { move, userId, after }: PostStep,
  because: Because,
): Promise<PostRow> {
  const empty = after.state === 'vacant' || after.state === 'covered';
  const reason = move === 'leave' ? (because.reason ?? null) : empty ? (before?.reason ?? null) : null;
  const since = empty && before !== null && before.state !== 'held' ? before.since : act.today;
  const values = { ...after, since, reason, version: (before?.version ?? 0) + 1 };
  const [row] = before
    ? await act.tx
        .update(posts)
        .set(values)
        .where(and(eq(posts.regionCode, regionCode), eq(posts.version, before.version)))
        .returning()
    : await act.tx
        .insert(posts)
        .values({ ...values, regionCode })
        .returning();
  if (!row) throw new Refusal('state_moved', { state: before?.state ?? '' });
  await writePostMove(act, regionCode, move, userId, because);
  return row;
}

export async function writePostMove(
  act: Act,
  regionCode: RegionCode,
  move: PostMoveName,
  userId: string | null,
  { grant = null, reason = null }: Because,
): Promise<void> {
  await act.tx.insert(postMoves).values({
    ...{ id: act.ids('psm'), regionCode, move, userId, actorId: act.actor.id, grantId: grant?.id ?? null },
    ...{ reason, policyVersion: act.policy.version, at: act.now },
  });
  await note(act, { verb: move, noun: 'post', subjectId: regionCode, regionCode, grant, reason });
}

/** Everything that became of it, the newest first. */
export const postMovesAt = (act: Act, regionCode: RegionCode, limit: number): Promise<PostMoveRow[]> =>
  act.tx
    .select()
    .from(postMoves)
    .where(eq(postMoves.regionCode, regionCode))
    .orderBy(desc(postMoves.at), desc(postMoves.id))
    .limit(limit);

/** Who is named to stand in, accepted or not yet; one a village. */
export async function backupAt(act: Act, regionCode: RegionCode): Promise<BackupRow | null> {
  const [row] = await act.tx
    .select()
    .from(postBackups)
    .where(and(eq(postBackups.regionCode, regionCode), isNull(postBackups.endedAt)));
  return row ?? null;
}

export async function nameBackup(act: Act, regionCode: RegionCode, userId: string): Promise<BackupRow> {
  const [row] = await act.tx
    .insert(postBackups)
    .values({ id: act.ids('bak'), regionCode, userId, givenBy: act.actor.id, givenAt: act.now })
    .returning();
  return must(row);
}

/** @throws Refusal `already_done` */
export async function acceptBackup(act: Act, id: string): Promise<void> {
  const [row] = await act.tx
    .update(postBackups)
    .set({ acceptedBy: act.actor.id, acceptedAt: act.now })
    .where(and(eq(postBackups.id, id), isNull(postBackups.acceptedAt), isNull(postBackups.endedAt)))
    .returning();
  must(row, 'already_done');
}

/** @throws Refusal `already_done` */
export async function endBackup(act: Act, id: string): Promise<void> {
  const [row] = await act.tx
    .update(postBackups)
    .set({ endedBy: act.actor.id, endedAt: act.now })
    .where(and(eq(postBackups.id, id), isNull(postBackups.endedAt)))
    .returning();
  must(row, 'already_done');
}

/** The post is vacant: what the backup was accepted for begins, in the hands that gave and accepted it. */
export async function standIn(act: Act, backup: BackupRow): Promise<void> {
  const { id, userId, regionCode, givenBy, givenAt, acceptedBy, acceptedAt } = backup;
  await act.tx.insert(grants).values({
    ...{ id: act.ids('grt'), userId, role: 'helper', regionCode, validFrom: act.today, backupId: id },
    ...{ givenBy, givenAt, acceptedBy, acceptedAt },
  });
}

/** Somebody holds it again, or the backup may not stand in any more. */
export async function standBack(act: Act, regionCode: RegionCode): Promise<void> {
  await act.tx
    .update(grants)
    .set({ endedBy: act.actor.id, endedAt: act.now, endReason: 'replaced' })
    .where(and(eq(grants.regionCode, regionCode), isNotNull(grants.backupId), isNull(grants.endedAt)));
}

/** Posts that somebody holds by herself today: not those in which she stands in for nobody. */
export async function ownGrantsOf(act: Act, userId: string): Promise<{ regionCode: RegionCode }[]> {
  return act.tx
    .select({ regionCode: grants.regionCode })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(and(eq(grants.userId, userId), isNull(grants.backupId), inPost(act)))
    .orderBy(asc(grants.id));
}

/** Who holds it by herself today; of two, whoever has been there longer. Who acts for her while she is on leave holds nothing. */
export async function holderAt(act: Act, regionCode: RegionCode): Promise<string | null> {
  const [row] = await act.tx
    .select({ userId: grants.userId })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        ...[eq(grants.regionCode, regionCode), eq(grants.role, 'helper'), inPost(act)],
        ...[isNull(grants.backupId), isNull(grants.actingForId)],
      ),
    )
    .orderBy(asc(grants.acceptedAt), asc(grants.id))
    .limit(1);
  return row?.userId ?? null;
}

/** In post in this town as helper, clerk or social worker, by the id of the user: who may be named to stand in. */
export async function couldStandIn(act: Act, regionCode: RegionCode): Promise<string[]> {
  const rows = await act.tx
    .select({ userId: grants.userId })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        codeWithin(grants.regionCode, [townOf(regionCode)]),
        inArray(grants.role, ['helper', 'clerk', 'socialWorker']),
        ...[isNull(grants.backupId), inPost(act)],
      ),
    )
    .orderBy(asc(grants.userId));
  return [...new Set(rows.map(({ userId }) => userId))];
}
