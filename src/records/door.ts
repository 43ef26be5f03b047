/** The doors of a round, in the order in which they were walked. The caller has found the exchange. */
import { asc, eq, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { exchangeDoors } from '#db/schema/care';
import type { Door } from '#domain/field/record';

export type DoorRow = typeof exchangeDoors.$inferSelect;

export async function writeDoors(act: Act, exchangeId: string, doors: readonly Door[]): Promise<void> {
  if (doors.length === 0) return;
  await act.tx.insert(exchangeDoors).values(doors.map((door, at) => ({ ...door, exchangeId, line: at + 1 })));
}

export const doorsOf = (act: Act, exchangeId: string): Promise<DoorRow[]> => doorsQuery(act.tx).execute({ exchangeId });

const doorsQuery = prepared((tx) =>
  tx
    .select()
    .from(exchangeDoors)
    .where(eq(exchangeDoors.exchangeId, sql.placeholder('exchangeId')))
    .orderBy(asc(exchangeDoors.line))
    .prepare('doors_of_exchange'),
);
