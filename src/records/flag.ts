/** Flags of visits: derived, so rewritten freely; what the town decides on is the record, with its flags beside it. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { exchangeFlags } from '#db/schema/care';
import type { Flag } from '#domain/flags';

export async function writeFlags(act: Act, flags: ReadonlyMap<string, readonly Flag[]>): Promise<void> {
  const ids = [...flags.keys()];
  if (ids.length === 0) return;
  await act.tx.delete(exchangeFlags).where(inArray(exchangeFlags.exchangeId, ids));
  const rows = [...flags].flatMap(([exchangeId, raised]) => raised.map((flag) => ({ exchangeId, flag })));
  if (rows.length > 0) await act.tx.insert(exchangeFlags).values(rows);
}

/** Of these flags a record carries the raised ones and no others; whatever else it carries stays. */
export async function writeSomeFlags(
  act: Act,
  exchangeId: string,
  some: readonly Flag[],
  raised: readonly Flag[],
): Promise<void> {
  const those = and(eq(exchangeFlags.exchangeId, exchangeId), inArray(exchangeFlags.flag, [...some]));
  await act.tx.delete(exchangeFlags).where(those);
  if (raised.length > 0) await act.tx.insert(exchangeFlags).values(raised.map((flag) => ({ exchangeId, flag })));
}

export async function flagsFor(act: Act, exchangeIds: readonly string[]): Promise<Map<string, Flag[]>> {
  const found = new Map<string, Flag[]>(exchangeIds.map((id) => [id, []]));
  if (exchangeIds.length === 0) return found;
  const rows = await flagsQuery(act.tx).execute({ exchangeIds });
  for (const row of rows) found.get(row.exchangeId)?.push(row.flag as Flag);
  return found;
}

const flagsQuery = prepared((tx) =>
  tx
    .select()
    .from(exchangeFlags)
    .where(among(exchangeFlags.exchangeId, 'exchangeIds'))
    .orderBy(asc(exchangeFlags.flag))
    .prepare('flags_of_exchanges'),
);
