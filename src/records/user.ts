/** Users: the logins of the office. What they may do are grants, of which a new user has none. */
import { and, asc, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
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

/**
 * The humans behind some hands: the ids given, the person behind each login, and every login of those persons.
 * Four eyes are counted by human, and one human may have two logins.
 */
export async function humansBehind(act: Act, ids: readonly (string | null)[]): Promise<Set<string>> {
  const given = [...new Set(ids.filter((id) => id !== null))];
  if (given.length === 0) return new Set();
  const named = await act.tx
    .select({ id: users.id, personId: users.personId })
    .from(users)
    .where(or(inArray(users.id, given), inArray(users.personId, given)));
  const persons = named.flatMap((row) => row.personId ?? []);
  const logins =
    persons.length === 0
      ? []
      : await act.tx
          .select({ id: users.id })
          .from(users)
          .where(and(isNotNull(users.personId), inArray(users.personId, persons)));
  return new Set([...given, ...named.map((row) => row.id), ...persons, ...logins.map((row) => row.id)]);
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
