/** What was decided at credit, in full, with the salt that lets a party prove it against the leaf. */
import { eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { decisions } from '#db/schema/care';

export type DecisionRow = typeof decisions.$inferSelect;

export async function writeDecision(act: Act, row: DecisionRow): Promise<void> {
  await act.tx.insert(decisions).values(row);
}

export async function decisionOf(act: Act, exchangeId: string): Promise<DecisionRow | null> {
  const [row] = await act.tx.select().from(decisions).where(eq(decisions.exchangeId, exchangeId));
  return row ?? null;
}
