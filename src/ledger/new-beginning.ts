/** 重新起头: when, why and by whom the log of a journal began anew. */
import { asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { newBeginnings } from '#db/schema/seal';

export type NewBeginning = typeof newBeginnings.$inferSelect;

export async function writeBeginning(act: Act, row: Omit<NewBeginning, 'at' | 'decidedBy'>): Promise<void> {
  await act.tx.insert(newBeginnings).values({ ...row, at: act.now, decidedBy: act.actor.id });
}

/** The oldest first. */
export const beginningsOf = (act: Act, journal: string): Promise<NewBeginning[]> =>
  act.tx.select().from(newBeginnings).where(eq(newBeginnings.journal, journal)).orderBy(asc(newBeginnings.at));
