/** Logs that we are a witness of: the largest head of each that we put our name to, and what proves that one told two stories. */
import { and, asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { splitViews, witnessed } from '#db/schema/seal';
import type { Checkpoint } from '#domain/seal/checkpoint';

export type Witnessed = typeof witnessed.$inferSelect;
export type SplitView = typeof splitViews.$inferSelect;

/** @returns null for a log of which we never saw anything */
export async function witnessedOf(act: Act, origin: string): Promise<Witnessed | null> {
  const [row] = await act.tx.select().from(witnessed).where(eq(witnessed.origin, origin));
  return row ?? null;
}

export const listWitnessed = (act: Act): Promise<Witnessed[]> =>
  act.tx.select().from(witnessed).orderBy(asc(witnessed.origin));

/**
 * Put this head in the place of the one that was checked, in one step: whoever was faster has moved it on.
 * @param before what the head was compared with; null where there was none
 * @returns false when it is not that one any more
 */
export async function moveOn(act: Act, before: Witnessed | null, head: Checkpoint, note: string): Promise<boolean> {
  const row = { size: head.size, root: head.root, note, at: act.now };
  const { origin } = head;
  const moved = before
    ? await act.tx
        .update(witnessed)
        .set(row)
        .where(and(eq(witnessed.origin, origin), eq(witnessed.size, before.size), eq(witnessed.root, before.root)))
        .returning({ origin: witnessed.origin })
    : await act.tx
        .insert(witnessed)
        .values({ origin, ...row })
        .onConflictDoNothing()
        .returning({ origin: witnessed.origin });
  return moved.length === 1;
}

/** Both heads, as they were signed. The first proof of a size is enough: a log cannot fill our disk with more of them. */
export async function keepSplitView(act: Act, { origin, size, note }: Witnessed, shown: string): Promise<void> {
  await act.tx.insert(splitViews).values({ origin, size, cosigned: note, shown, at: act.now }).onConflictDoNothing();
}

/** The oldest first. */
export const listSplitViews = (act: Act): Promise<SplitView[]> =>
  act.tx.select().from(splitViews).orderBy(asc(splitViews.at), asc(splitViews.origin));
