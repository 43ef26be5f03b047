/** What to call whoever did something: an officer, a member, or the clock. For pages that already reach the record. */
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { users } from '#db/schema/office';
import { members } from '#db/schema/people';

/** Names by id; jobs and ids that nobody knows are not in it. */
export async function namesOf(act: Act, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  if (known.length === 0) return new Map();
  const staff = await staffQuery(act.tx).execute({ known });
  const people = await peopleQuery(act.tx).execute({ known });
  return new Map([
    ...staff.map((row): [string, string] => [row.id, row.name]),
    ...people.map((row): [string, string] => [row.id, row.nickname ?? row.name]),
  ]);
}

const staffQuery = prepared((tx) =>
  tx.select({ id: users.id, name: users.name }).from(users).where(among(users.id, 'known')).prepare('names_of_users'),
);

const peopleQuery = prepared((tx) =>
  tx
    .select({ id: members.id, name: members.name, nickname: members.nickname })
    .from(members)
    .where(among(members.id, 'known'))
    .prepare('names_of_members'),
);
