/** Tries a day at a PIN or password, counted before anything is compared, so that asking many at once gains nothing. */
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { tries } from '#db/schema/office';

/** Count one more for today. @returns how many it makes, this one included */
export async function countTry(act: Act, subject: string): Promise<number> {
  const [row] = await act.tx
    .insert(tries)
    .values({ subject, day: act.today, count: 1 })
    .onConflictDoUpdate({ target: [tries.subject, tries.day], set: { count: sql`${tries.count} + 1` } })
    .returning();
  return row?.count ?? 1;
}

/** The last one was right after all. */
export async function takeBackTry(act: Act, subject: string): Promise<void> {
  await act.tx
    .update(tries)
    .set({ count: sql`${tries.count} - 1` })
    .where(and(eq(tries.subject, subject), eq(tries.day, act.today), gt(tries.count, 0)));
}

/** Tries of today so far. */
export async function triesToday(act: Act, subject: string): Promise<number> {
  const [row] = await act.tx
    .select()
    .from(tries)
    .where(and(eq(tries.subject, subject), eq(tries.day, act.today)));
  return row?.count ?? 0;
}

export async function clearTries(act: Act, subject: string): Promise<void> {
  await act.tx.delete(tries).where(and(eq(tries.subject, subject), eq(tries.day, act.today)));
}
