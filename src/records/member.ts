/** Members (成员): found through scope, changed by compare-and-set, every move written down. */
import { and, asc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { exchangeBeneficiaries, exchanges } from '#db/schema/care';
import { memberMoves, members } from '#db/schema/people';
import type { Grant } from '#domain/actor';
import { ENDS } from '#domain/exchange';
import { type MemberMoveName, memberAfter, memberMayStart } from '#domain/member';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { type Note, note } from '#records/audit';
import { rewriteKeys, writeKeys } from '#records/member-keys';
import { memberScope } from '#records/scope';

export type Member = typeof members.$inferSelect;
export type MemberMoveRow = typeof memberMoves.$inferSelect;
type NewMember = Omit<typeof members.$inferInsert, 'id' | 'state' | 'enrolledBy' | 'enrolledAt' | 'version'>;
export type MemberChanges = Partial<Omit<Member, 'id' | 'state' | 'version'>>;

/** Why something was done, and under which grant. `reason` may be words, `note` is: they stay with the file and out of the audit. */
export interface Because {
  grant: Grant | null;
  reason?: string | null;
  note?: string | null;
}

/** @throws Refusal `not_found` when there is none or it is out of reach for this action */
export async function findMember(act: Act, id: string, action: Action): Promise<Member> {
  const [row] = await act.tx
    .select()
    .from(members)
    .where(and(eq(members.id, id), memberScope(act, action)));
  return must(row);
}

/** Who holds this identity, if anybody does. Not scoped, and never said to whoever asked. */
export async function holderOf(act: Act, identityHash: string): Promise<Member | null> {
  const [row] = await act.tx
    .select()
    .from(members)
    .where(and(eq(members.identityHash, identityHash), isNull(members.duplicateOfId)));
  return row ?? null;
}

/**
 * Put somebody on file as submitted. An identity that is known is accepted all the same, and points to the one before
 * it: whoever enrols learns nothing, and the county sees both.
 */
export async function insertMember(act: Act, values: NewMember, because: Because): Promise<Member> {
  const row = {
    ...values,
    id: act.ids('mem'),
    state: memberAfter('enrol'),
    enrolledBy: act.actor.id,
    enrolledAt: act.now,
    version: 1,
  };
  const insert = async (duplicateOfId: string | null) =>
    act.tx
      .insert(members)
      .values({ ...row, duplicateOfId })
      .onConflictDoNothing()
      .returning();
  // The index lets one holder of an identity through; whoever comes after, even in the same moment, points to her.
  let [made] = await insert(null);
  if (!made && row.identityHash) [made] = await insert(must(await holderOf(act, row.identityHash)).id);
  const member = must(made, 'state_moved');
  await writeKeys(act, member);
  await writeMemberMove(act, member, 'enrol', null, because);
  return member;
}

/**
 * Change a row that is still as it was read.
 * @throws Refusal `state_moved` when somebody changed it in between
 */
export async function changeMember(
  act: Act,
  member: Member,
  changes: MemberChanges & Partial<Pick<Member, 'state'>>,
): Promise<Member> {
  const [row] = await act.tx
    .update(members)
    .set({ ...changes, version: member.version + 1 })
    .where(and(eq(members.id, member.id), eq(members.version, member.version)))
    .returning();
  if (!row) throw new Refusal('state_moved', { state: member.state });
  await rewriteKeys(act, member, row);
  return row;
}

/** Make a move of `MEMBER_MOVES`. @param before the state it was in once, for a move that leads back there @throws Refusal `state_moved` with the state it is in */
export async function moveMember(
  act: Act,
  member: Member,
  move: MemberMoveName,
  changes: MemberChanges,
  because: Because,
  before: Member['state'] | null = null,
): Promise<Member> {
  if (!memberMayStart(move, member.state)) throw new Refusal('state_moved', { state: member.state });
  const moved = await changeMember(act, member, { ...changes, state: memberAfter(move, before) });
  await writeMemberMove(act, moved, move, member.state, because);
  return moved;
}

/** Who, when, why and under which policy version; for what changes no state, `from` is the state it stays in. */
export async function writeMemberMove(
  act: Act,
  member: Member,
  move: string,
  from: Member['state'] | null,
  because: Because,
): Promise<void> {
  await act.tx.insert(memberMoves).values(memberMoveRow(act, member, move, from, because));
  await note(act, memberMoveNote(member, move, because));
}

/** @param member as the move left it */
export const memberMoveRow = (
  by: Hand,
  member: Pick<Member, 'id' | 'state' | 'regionCode'>,
  move: string,
  from: Member['state'] | null,
  { grant, reason = null, note: words = null }: Because,
): MemberMoveRow => ({
  id: by.ids('mmv'),
  memberId: member.id,
  move,
  fromState: from,
  toState: member.state,
  regionCode: member.regionCode,
  reason,
  note: words,
  actorId: by.actor.id,
  actingForId: grant?.actingForId ?? null,
  grantId: grant?.id ?? null,
  policyVersion: by.policy.version,
  at: by.now,
});

export const memberMoveNote = (
  { id, regionCode }: Pick<Member, 'id' | 'regionCode'>,
  move: string,
  { grant }: Because,
): Note => ({ verb: move, noun: 'member', subjectId: id, regionCode, grant });

/** What happened to a file, in order. The caller has found the member. */
export async function memberMovesOf(act: Act, memberId: string): Promise<MemberMoveRow[]> {
  return act.tx
    .select()
    .from(memberMoves)
    .where(eq(memberMoves.memberId, memberId))
    .orderBy(asc(memberMoves.at), asc(memberMoves.id));
}

/** The last time that each of these was sent back. The caller has found them through scope. */
export async function lastReturnsOf(act: Act, ids: readonly string[]): Promise<Map<string, MemberMoveRow>> {
  const rows = await act.tx
    .select()
    .from(memberMoves)
    .where(
      and(inArray(memberMoves.memberId, [...ids, '']), inArray(memberMoves.move, ['returnUnchecked', 'returnChecked'])),
    )
    .orderBy(asc(memberMoves.at), asc(memberMoves.id));
  return new Map(rows.map((row) => [row.memberId, row]));
}

/** Her open exchanges follow her: the officer of her new town sees what is open about her. */
export async function followRecipient(act: Act, memberId: string, town: RegionCode): Promise<void> {
  const hers = act.tx
    .select({ id: exchangeBeneficiaries.exchangeId })
    .from(exchangeBeneficiaries)
    .where(eq(exchangeBeneficiaries.memberId, memberId));
  await act.tx
    .update(exchanges)
    .set({ recipientTown: town })
    .where(and(inArray(exchanges.id, hers), notInArray(exchanges.state, [...ENDS])));
}

/** Not scoped: it says who is asking. */
export async function memberAtDoor({ tx }: Pick<Act, 'tx'>, id: string): Promise<Member | null> {
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.id, id), notInArray(members.state, ['closed', 'deceased'])));
  return row ?? null;
}
