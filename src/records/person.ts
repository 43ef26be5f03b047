/** Members as a decision sees them: few columns, no file. Not scoped: the exchange they are named in already was. */
import { desc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { certificates, memberFacts, members } from '#db/schema/people';
import type { Facts } from '#domain/category';
import type { Day } from '#domain/day';
import type { Action } from '#domain/permission';
import { memberInReach } from '#domain/reach';
import { Refusal } from '#domain/refusal';
import { phoneHash } from '#records/private';

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
  diedOn: members.diedOn,
  serves: members.serves,
  receives: members.receives,
};

export type Person = Pick<typeof members.$inferSelect, keyof typeof COLUMNS>;

export async function personsById(act: Act, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await personsQuery(act.tx).execute({ ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

const personsQuery = prepared((tx) =>
  tx.select(COLUMNS).from(members).where(among(members.id, 'ids')).prepare('persons_by_id'),
);

/** The first day on which one of these had died; null while all of them live. */
export const firstDeath = (ids: readonly string[], persons: ReadonlyMap<string, Person>): Day | null =>
  ids.flatMap((id) => persons.get(id)?.diedOn ?? []).sort()[0] ?? null;

export function diedBefore(ids: readonly string[], persons: ReadonlyMap<string, Person>, day: Day): boolean {
  const died = firstDeath(ids, persons);
  return died !== null && died < day;
}

/**
 * These members, in the order asked for, if the actor reaches every one of them for this action.
 * @throws Refusal `not_found`
 */
export async function findPersons(act: Act, ids: readonly string[], action: Action): Promise<Person[]> {
  if (ids.length === 0) throw new Refusal('missing', { field: 'memberId' });
  const found = await personsById(act, ids);
  return ids.map((id) => {
    const person = found.get(id);
    // The predicate says what `memberScope` says in SQL.
    if (!person || !memberInReach(act.actor, action, person)) throw new Refusal('not_found');
    return person;
  });
}

/** The newest facts of each; somebody whose facts were never recorded is not in it. */
export async function factsOf(act: Act, ids: readonly string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const rows = await factsQuery(act.tx).execute({ ids: [...new Set(ids)] });
  const newest = new Map<string, Facts>();
  for (const row of rows) if (!newest.has(row.memberId)) newest.set(row.memberId, row.facts);
  return newest;
}

const factsQuery = prepared((tx) =>
  tx
    .select()
    .from(memberFacts)
    .where(among(memberFacts.memberId, 'ids'))
    .orderBy(desc(memberFacts.recordedAt), desc(memberFacts.id))
    .prepare('facts_of_members'),
);

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
  return certificatesQuery(act.tx).execute({ ids: [...new Set(ids)] });
}

const certificatesQuery = prepared((tx) =>
  tx.select().from(certificates).where(among(certificates.memberId, 'ids')).prepare('certificates_of_members'),
);
