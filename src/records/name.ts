/** What to call whoever did something: an officer, a member, or the clock. For pages that already reach the record. */
import { inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { users } from '#db/schema/office';
import { members } from '#db/schema/people';

/** Names by id; jobs and ids that nobody knows are not in it. */
export async function namesOf(act: Act, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  if (known.length === 0) return new Map();
  const staff = await act.tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, known));
  const people = await act.tx
    .select({ id: members.id, name: members.name, nickname: members.nickname })
    .from(members)
    .where(inArray(members.id, known));
  return new Map([
    ...staff.map((row): [string, string] => [row.id, row.name]),
    ...people.map((row): [string, string] => [row.id, row.nickname ?? row.name]),
  ]);
}
