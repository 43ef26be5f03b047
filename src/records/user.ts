/** Users: the logins of the office. What they may do are grants, of which a new user has none. */
import { and, asc, eq, exists, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { grants, users } from '#db/schema/office';
import { must } from '#domain/refusal';
import { regionScope } from '#records/scope';

export type UserRow = typeof users.$inferSelect;

/** Without the hash: what lists and pages are handed. */
const COLUMNS = {
  id: users.id,
  name: users.name,
  login: users.login,
  personId: users.personId,
  workPhone: users.workPhone,
  language: users.language,
  createdBy: users.createdBy,
  createdAt: users.createdAt,
  disabledAt: users.disabledAt,
};
export type User = Omit<UserRow, 'passwordHash'>;

/** A user has no place of their own: one sees whom one made, and whoever holds or held a grant in one's reach. */
const userScope = (act: Act): SQL =>
  or(
    eq(users.createdBy, act.actor.id),
    exists(
      act.tx
        .select({ one: sql`1` })
        .from(grants)
        .where(and(eq(grants.userId, users.id), regionScope(act, 'user.read', grants.regionCode))),
    ),
  ) ?? sql`1 = 0`;

/** @throws Refusal `not_found` */
export async function findUser(act: Act, id: string): Promise<User> {
  const [row] = await act.tx
    .select(COLUMNS)
    .from(users)
    .where(and(eq(users.id, id), userScope(act)));
  return must(row);
}

export async function listUsers(act: Act, limit: number, offset = 0): Promise<User[]> {
  return act.tx
    .select(COLUMNS)
    .from(users)
    .where(userScope(act))
    .orderBy(asc(users.login), asc(users.id))
    .limit(limit)
    .offset(offset);
}

/** @returns the user, or null when the login is taken */
export async function insertUser(act: Act, row: Omit<UserRow, 'createdAt' | 'disabledAt'>): Promise<UserRow | null> {
  const [made] = await act.tx
    .insert(users)
    .values({ ...row, createdAt: act.now, disabledAt: null })
    .onConflictDoNothing()
    .returning();
  return made ?? null;
}

/** Not scoped: this is how somebody who is nobody yet comes in. */
export async function userByLogin(act: Act, login: string): Promise<UserRow | null> {
  const [row] = await act.tx
    .select()
    .from(users)
    .where(and(eq(users.login, login), isNull(users.disabledAt)));
  return row ?? null;
}

/** Not scoped: one's own row. */
export async function userById(act: Act, id: string): Promise<UserRow | null> {
  const [row] = await act.tx.select().from(users).where(eq(users.id, id));
  return row ?? null;
}

export async function writePassword(act: Act, id: string, passwordHash: string): Promise<void> {
  await act.tx.update(users).set({ passwordHash }).where(eq(users.id, id));
}

/** The ids given, the person behind each login, and every login of those persons. */
export type HumansBehind = (ids: readonly (string | null)[]) => Set<string>;

/**
 * The humans behind any of these hands, read once for a whole list of questions. Four eyes are counted by human, and
 * one human may have two logins.
 */
export async function humansAround(act: Act, ids: readonly (string | null)[]): Promise<HumansBehind> {
  const given = [...new Set(ids.filter((id) => id !== null))];
  const logins = given.length === 0 ? [] : await loginsQuery(act.tx).execute({ given });
  const personOf = new Map(logins.map((row) => [row.id, row.personId]));
  const loginsOf = (person: string) => logins.filter((row) => row.personId === person);
  return (hands) => {
    const behind = new Set(hands.filter((id) => id !== null));
    for (const id of [...behind]) {
      const person = personOf.get(id) ?? id;
      behind.add(person);
      for (const login of loginsOf(person)) behind.add(login.id);
    }
    return behind;
  };
}

/** These logins, the logins of these persons, and whatever other login the person behind one of them has. */
const named = alias(users, 'named');
const loginsQuery = prepared((tx) => {
  const persons = tx.select({ personId: named.personId }).from(named).where(among(named.id, 'given'));
  return tx
    .select({ id: users.id, personId: users.personId })
    .from(users)
    .where(or(among(users.id, 'given'), among(users.personId, 'given'), inArray(users.personId, persons)))
    .prepare('logins_around');
});

export const humansBehind = async (act: Act, ids: readonly (string | null)[]): Promise<Set<string>> =>
  (await humansAround(act, ids))(ids);

/** Is this the number that one of these logins is called at? @param phone as `normalPhone` writes it */
export async function isWorkPhoneOf(act: Act, ids: readonly string[], phone: string): Promise<boolean> {
  if (ids.length === 0) return false;
  const rows = await act.tx
    .select({ workPhone: users.workPhone })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return rows.some(({ workPhone }) => workPhone?.replace(/\D/g, '') === phone.replace(/\D/g, ''));
}

/** True while nobody works here: the house was only just opened. */
export async function isOfficeEmpty({ tx }: Pick<Act, 'tx'>): Promise<boolean> {
  const rows = await tx.select({ id: users.id }).from(users).limit(1);
  return rows.length === 0;
}

/** Not scoped: it says who is asking. */
export async function userAtDoor({ tx }: Pick<Act, 'tx'>, id: string): Promise<UserRow | null> {
  const [row] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)));
  return row ?? null;
}

export async function writePerson(act: Act, id: string, personId: string): Promise<void> {
  await act.tx.update(users).set({ personId }).where(eq(users.id, id));
}
