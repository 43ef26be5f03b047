import type { Act } from '#db/act';
import { decisions } from '#db/schema/care';

export type DecisionRow = typeof decisions.$inferSelect;

export async function writeDecision(act: Act, row: DecisionRow): Promise<void> {
  await act.tx.insert(decisions).values(row);
}
