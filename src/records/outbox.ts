/** What is still to be carried to somebody. Every change is compare-and-set: of two couriers or two presses one does it. */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { outbox } from '#db/schema/telling';
import type { Instant } from '#domain/day';

export type OutboxRow = typeof outbox.$inferSelect;

const dueQuery = prepared((tx) =>
  tx
    .select({ id: outbox.id })
    .from(outbox)
    // As the index says it, so that a look at an empty box costs nothing.
    .where(and(sql`state = 'waiting' and channel = 'phone'`, lte(outbox.nextAt, sql.placeholder('now'))))
    .orderBy(asc(outbox.nextAt), asc(outbox.id))
    .limit(sql.placeholder('limit'))
    .prepare('due_messages'),
);

/** Messages that may be tried now, the longest due first. */
export const dueMessages = async (act: Act, limit: number): Promise<string[]> =>
  (await dueQuery(act.tx).execute({ now: act.now, limit })).map(({ id }) => id);

/** It counts as tried before it leaves, and is not due again before `nextAt`: whoever dies over it loses one try, not the message. */
export async function claimMessage(
  act: Act,
  id: string,
  nextAt: (tries: number) => Instant,
): Promise<OutboxRow | null> {
  const [row] = await act.tx
    .select()
    .from(outbox)
    .where(
      and(eq(outbox.id, id), eq(outbox.state, 'waiting'), eq(outbox.channel, 'phone'), lte(outbox.nextAt, act.now)),
    );
  if (!row) return null;
  const tries = row.tries + 1;
  const [claimed] = await act.tx
    .update(outbox)
    .set({ tries, nextAt: nextAt(tries) })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting'), eq(outbox.tries, row.tries)))
    .returning();
  return claimed ?? null;
}

type Change = Partial<Omit<OutboxRow, 'id' | 'noticeId' | 'channel'>>;

/** @returns false when it was no longer as it was claimed */
export async function changeMessage(
  act: Act,
  { id, state, tries }: Pick<OutboxRow, 'id' | 'state' | 'tries'>,
  change: Change,
): Promise<boolean> {
  const [row] = await act.tx
    .update(outbox)
    .set(change)
    .where(and(eq(outbox.id, id), eq(outbox.state, state), eq(outbox.tries, tries)))
    .returning({ id: outbox.id });
  return row !== undefined;
}
