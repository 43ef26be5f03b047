/** One human may have several logins and a member's file: four eyes are counted by human, so ids are widened before they are compared. */
import { inArray, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { users } from '#db/schema/office';

/** These ids and every other id of the same humans: `usr_…` for each login, `mem_…` for the person behind it. */
export async function widened(act: Act, ids: readonly (string | null)[]): Promise<string[]> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  if (known.length === 0) return [];
  const logins = await act.tx
    .select({ id: users.id, personId: users.personId })
    .from(users)
    .where(or(inArray(users.id, known), inArray(users.personId, known)));
  const persons = logins.flatMap((row) => row.personId ?? []);
  const others =
    persons.length > 0 ? await act.tx.select({ id: users.id }).from(users).where(inArray(users.personId, persons)) : [];
  return [...new Set([...known, ...logins.map((row) => row.id), ...persons, ...others.map((row) => row.id)])];
}
