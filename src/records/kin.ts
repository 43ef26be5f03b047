/** Kin on file (家里人、亲戚). How closely two people are bound is asked of `#records/bond`; here the rows are kept. */
import { aliasedTable, and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { kin, members } from '#db/schema/people';
import { inverseOf, type Relation } from '#domain/kinship';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { memberScope } from '#records/scope';

export type Kin = typeof kin.$inferSelect;
export type Proof = NonNullable<Kin['proof']>;

/**
 * `relativeId` is `memberId`'s `relation`. The same two may stand on file the other way round too: each may act for the other.
 * @throws Refusal `already_done` when they are on file, `not_understood` when the other row says something else
 */
export async function insertKin(
  act: Act,
  bond: { memberId: string; relativeId: string; relation: Relation; proof: Proof | null },
): Promise<Kin> {
  const { memberId, relativeId, relation, proof } = bond;
  const [turned] = await act.tx
    .select({ relation: kin.relation })
    .from(kin)
    .where(and(eq(kin.memberId, relativeId), eq(kin.relativeId, memberId), isNull(kin.endedAt)));
  if (turned && turned.relation !== inverseOf(relation)) throw new Refusal('not_understood', { field: 'relation' });
  const [row] = await act.tx
    .insert(kin)
    .values({
      id: act.ids('kin'),
      memberId,
      relativeId,
      relation,
      proof,
      mayAct: false,
      declaredBy: act.actor.id,
      declaredAt: act.now,
    })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}

/** A bond whose member is in reach. @throws Refusal `not_found` */
export async function findKin(act: Act, id: string, action: Action): Promise<Kin & { regionCode: string }> {
  const [row] = await act.tx
    .select({ bond: kin, regionCode: members.regionCode })
    .from(kin)
    .innerJoin(members, eq(members.id, kin.memberId))
    .where(and(eq(kin.id, id), memberScope(act, action)));
  const { bond, regionCode } = must(row);
  return { ...bond, regionCode };
}

/** @throws Refusal `already_done` when it was confirmed or ended in between */
export async function confirmKin(act: Act, id: string, proof: Proof, mayAct: boolean): Promise<Kin> {
  const [row] = await act.tx
    .update(kin)
    .set({ proof, mayAct, confirmedBy: act.actor.id, confirmedAt: act.now })
    .where(and(eq(kin.id, id), isNull(kin.confirmedAt), isNull(kin.endedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}

/** @throws Refusal `already_done` */
export async function endKin(act: Act, id: string): Promise<Kin> {
  const [row] = await act.tx
    .update(kin)
    .set({ endedAt: act.now, mayAct: false })
    .where(and(eq(kin.id, id), isNull(kin.endedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}

/** Nobody acts for her any more: she withdrew her consent to it. The bonds themselves stay. */
export async function stopActing(act: Act, memberId: string): Promise<void> {
  await act.tx
    .update(kin)
    .set({ mayAct: false })
    .where(and(eq(kin.memberId, memberId), eq(kin.mayAct, true)));
}

/** Members for whom this one may ask and confirm today. Not scoped: it says who is asking. */
export async function kinOf(act: Pick<Act, 'tx'>, relativeId: string): Promise<string[]> {
  const rows = await act.tx
    .select({ memberId: kin.memberId })
    .from(kin)
    .innerJoin(members, eq(members.id, kin.memberId))
    .where(
      and(
        eq(kin.relativeId, relativeId),
        eq(kin.mayAct, true),
        isNotNull(kin.confirmedAt),
        isNull(kin.endedAt),
        inArray(members.state, ['approved', 'suspended']),
      ),
    )
    .orderBy(asc(kin.memberId));
  return rows.map((row) => row.memberId);
}

export interface KinLine extends Kin {
  memberName: string;
  relativeName: string;
}

/** Living bonds of a member, seen from both sides, with names. The caller has found the member. */
export async function kinLinesOf(act: Act, memberId: string): Promise<KinLine[]> {
  const relative = aliasedTable(members, 'relative');
  const rows = await act.tx
    .select({ bond: kin, memberName: members.name, relativeName: relative.name })
    .from(kin)
    .innerJoin(members, eq(members.id, kin.memberId))
    .innerJoin(relative, eq(relative.id, kin.relativeId))
    .where(and(or(eq(kin.memberId, memberId), eq(kin.relativeId, memberId)), isNull(kin.endedAt)))
    .orderBy(asc(kin.declaredAt), asc(kin.id));
  return rows.map(({ bond, ...names }) => ({ ...bond, ...names }));
}
