/** Members as a decision sees them: few columns, no file. Not scoped: the exchange they are named in already was. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { certificates, memberFacts, members } from '#db/schema/people';
import type { Facts } from '#domain/category';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { phoneHash } from '#records/private';
import { memberScope } from '#records/scope';

const COLUMNS = {
  id: members.id,
  name: members.name,
  nickname: members.nickname,
  sex: members.sex,
  bornOn: members.bornOn,
  regionCode: members.regionCode,
  hamletId: members.hamletId,
  householdId: members.householdId,
  state: members.state,
  serves: members.serves,
  receives: members.receives,
};

export type Person = Pick<typeof members.$inferSelect, keyof typeof COLUMNS>;

export async function personsById(act: Act, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select(COLUMNS)
    .from(members)
    .where(inArray(members.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * These members, in the order asked for, if the actor reaches every one of them for this action.
 * @throws Refusal `not_found`
 */
export async function findPersons(act: Act, ids: readonly string[], action: Action): Promise<Person[]> {
  if (ids.length === 0) throw new Refusal('missing', { field: 'memberId' });
  const rows = await act.tx
    .select(COLUMNS)
    .from(members)
    .where(and(inArray(members.id, [...ids]), memberScope(act, action)));
  return ids.map((id) => must(rows.find((row) => row.id === id)));
}

/** The newest facts of each; somebody whose facts were never recorded is not in it. */
export async function factsOf(act: Act, ids: readonly string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(memberFacts)
    .where(inArray(memberFacts.memberId, [...new Set(ids)]))
    .orderBy(desc(memberFacts.recordedAt), desc(memberFacts.id));
  const newest = new Map<string, Facts>();
  for (const row of rows) if (!newest.has(row.memberId)) newest.set(row.memberId, row.facts);
  return newest;
}

/** Members on file with this phone; several may share one. */
export async function idsByPhone(act: Act, phone: string): Promise<string[]> {
  const rows = await act.tx
    .select({ id: members.id })
    .from(members)
    .where(eq(members.phoneHash, phoneHash(act.vault, phone)));
  return rows.map((row) => row.id);
}

export type CertificateRow = typeof certificates.$inferSelect;

export async function certificatesOf(act: Act, ids: readonly string[]): Promise<CertificateRow[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select()
    .from(certificates)
    .where(inArray(certificates.memberId, [...new Set(ids)]));
}
