/** What went in and out of some accounts since a day, by what it was for: how a pool fared this year. */
import { aliasedTable, and, eq, gte, inArray, sql, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries, transfers } from '#db/schema/ledger';
import type { Instant } from '#domain/day';
import type { EntryEvent } from '#domain/ledger';

export interface Flow {
  account: string;
  /** Of a reversal: what it took back, so that what was given by mistake was not given. */
  event: EntryEvent;
  /** + came in, − went out. */
  minutes: number;
}

const originals = aliasedTable(entries, 'originals');
const purpose = sql<EntryEvent>`coalesce(${originals.event}, ${entries.event})`;
const undone = eq(originals.id, entries.reverses);

const beside = and(eq(entries.journal, transfers.journal), eq(entries.seq, transfers.seq));

/** @param from first instant, inclusive; booking and releasing move nothing and are not in it */
export async function flowsSince(
  act: Act,
  journal: string,
  accountIds: readonly string[],
  from: Instant,
): Promise<Flow[]> {
  if (accountIds.length === 0) return [];
  const { fromAccount, toAccount, minutes } = transfers;
  const since = and(eq(transfers.journal, journal), gte(entries.recordedAt, from));
  const out = await act.tx
    .select({ account: fromAccount, event: purpose, minutes: sum(minutes) })
    .from(transfers)
    .leftJoin(entries, beside)
    .leftJoin(originals, undone)
    .where(and(since, inArray(fromAccount, [...accountIds]), inArray(transfers.kind, ['post', 'settle'])))
    .groupBy(fromAccount, purpose);
  const into = await act.tx
    .select({ account: toAccount, event: purpose, minutes: sum(minutes) })
    .from(transfers)
    .leftJoin(entries, beside)
    .leftJoin(originals, undone)
    .where(and(since, inArray(toAccount, [...accountIds])))
    .groupBy(toAccount, purpose);
  return [
    ...out.map((row) => ({ ...row, minutes: -Number(row.minutes) })),
    ...into.map((row) => ({ ...row, account: row.account ?? '', minutes: Number(row.minutes) })),
  ];
}
