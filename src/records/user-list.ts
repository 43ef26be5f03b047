/** Finding people of the office: the list that an officer opens, and whom a typed name means. */
import { and, asc, count, eq, exists, inArray, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants, users } from '#db/schema/office';
import { halfWidth } from '#domain/digits';
import { regionScope } from '#records/scope';

const LINE = {
  id: users.id,
  name: users.name,
  login: users.login,
  workPhone: users.workPhone,
  disabledAt: users.disabledAt,
};
export type UserLine = Pick<typeof users.$inferSelect, keyof typeof LINE>;

/** The same reach as `findUser`: whom one made, and whoever holds or held a grant in one's reach. */
function inReach(act: Act): SQL | undefined {
  const held = act.tx
    .select({ one: sql`1` })
    .from(grants)
    .where(and(eq(grants.userId, users.id), regionScope(act, 'user.read', grants.regionCode)));
  return or(eq(users.createdBy, act.actor.id), exists(held));
}

/** A part of the name, or of the login. */
function called(q: string): SQL | undefined {
  const typed = halfWidth(q).trim();
  if (typed === '') return undefined;
  const has = (column: SQLWrapper, part: string) => sql`replace(${column}, ${part}, '') <> ${column}`;
  return or(has(users.name, typed), has(users.login, typed.toLowerCase()));
}

/** In the order of logins; `total` counts all that were found. */
export async function searchUsers(
  act: Act,
  { q, limit, offset }: { q: string; limit: number; offset: number },
): Promise<{ rows: UserLine[]; total: number }> {
  const where = and(inReach(act), called(q));
  const rows = await act.tx
    .select(LINE)
    .from(users)
    .where(where)
    .orderBy(asc(users.login), asc(users.id))
    .limit(limit)
    .offset(offset);
  const [all] = await act.tx.select({ total: count() }).from(users).where(where);
  return { rows, total: all?.total ?? 0 };
}

/** Ids that a typed text may mean: an id itself, a login, or everybody of that name. */
export async function actorsCalled(act: Act, text: string): Promise<string[]> {
  const typed = halfWidth(text).trim();
  if (/^(usr|mem)_|^job:/.test(typed)) return [typed];
  const rows = await act.tx
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.name, typed), eq(users.login, typed.toLowerCase())));
  return rows.map((row) => row.id);
}

/** Names of officers by id. Members who acted have none here: a trail holds nothing personal. */
export async function officerNames(act: Act, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => id?.startsWith('usr_') ?? false))];
  if (known.length === 0) return new Map();
  const rows = await act.tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, known));
  return new Map(rows.map((row) => [row.id, row.name]));
}
