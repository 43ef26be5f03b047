import type { Act } from '#db/act';
import { inserting } from '#db/prepared';
import { decisions } from '#db/schema/care';

export type DecisionRow = typeof decisions.$inferSelect;

const insertDecision = inserting(decisions, 'insert_decision');

export const writeDecision = (act: Act, row: DecisionRow): Promise<void> => insertDecision(act.tx, row);
