/** One entry as it was posted, and pages of them. What is read here names nobody: ids, kinds, minutes and hashes. */
import { and, asc, desc, eq, gte, lte, ne } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries, transfers } from '#db/schema/ledger';
import { must } from '#domain/refusal';
import { commitmentOf, leafHash } from '#ledger/leaf';
import { documentOf } from '#ledger/replay';

export type EntryRow = typeof entries.$inferSelect;
export type TransferRow = typeof transfers.$inferSelect;

export interface EntryLine {
  seq: number;
  event: EntryRow['event'];
  recordedAt: number;
  /** What moved; for a booking or its release, what was set aside or given back. */
  minutes: number;
}

/** Entries up to this number, newest first. */
export async function entriesUpTo(act: Act, journal: string, seq: number, limit: number): Promise<EntryLine[]> {
  const rows = await act.tx
    .select({ seq: entries.seq, event: entries.event, recordedAt: entries.recordedAt })
    .from(entries)
    .where(and(eq(entries.journal, journal), lte(entries.seq, seq)))
    .orderBy(desc(entries.seq))
    .limit(limit);
  const [newest, oldest] = [rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 1];
  const lines = await act.tx
    .select()
    .from(transfers)
    .where(and(eq(transfers.journal, journal), gte(transfers.seq, oldest), lte(transfers.seq, newest)));
  return rows.map((row) => ({ ...row, minutes: movedBy(lines.filter((line) => line.seq === row.seq)) }));
}

const sumOf = (lines: readonly TransferRow[], kinds: readonly TransferRow['kind'][]): number =>
  lines.filter((line) => kinds.includes(line.kind)).reduce((total, line) => total + line.minutes, 0);

const movedBy = (lines: readonly TransferRow[]): number =>
  sumOf(lines, ['post', 'settle']) || sumOf(lines, ['hold']) || sumOf(lines, ['release']);

export interface EntryFile {
  entry: EntryRow;
  lines: TransferRow[];
  /** The leaf computed anew from the rows is the one that is stored. */
  stands: boolean;
  /** Number of the entry that this one reverses, and of the one that reverses it. */
  reverses: number | null;
  reversedBy: number | null;
  /** The same event in other books. */
  siblings: { journal: string; seq: number }[];
}

/** @throws Refusal `not_found` */
export async function entryFile(act: Act, journal: string, seq: number): Promise<EntryFile> {
  const [entry] = await act.tx
    .select()
    .from(entries)
    .where(and(eq(entries.journal, journal), eq(entries.seq, seq)));
  const { id, eventId, reverses, salt, leafHash: leaf } = must(entry);
  const lines = await act.tx
    .select()
    .from(transfers)
    .where(and(eq(transfers.journal, journal), eq(transfers.seq, seq)))
    .orderBy(asc(transfers.line));
  const siblings = await act.tx
    .select({ journal: entries.journal, seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.eventId, eventId), ne(entries.journal, journal)))
    .orderBy(asc(entries.journal));
  return {
    entry: must(entry),
    lines,
    stands: leafHash(commitmentOf(documentOf(must(entry), lines), salt)).equals(leaf),
    reverses: reverses ? await seqOf(act, journal, { id: reverses }) : null,
    reversedBy: await seqOf(act, journal, { reverses: id }),
    siblings,
  };
}

/** What an entry was. @throws Refusal `not_found` */
export async function eventAt(act: Act, journal: string, seq: number): Promise<EntryRow['event']> {
  const [row] = await act.tx
    .select({ event: entries.event })
    .from(entries)
    .where(and(eq(entries.journal, journal), eq(entries.seq, seq)));
  return must(row).event;
}

async function seqOf(act: Act, journal: string, by: { id: string } | { reverses: string }): Promise<number | null> {
  const which = 'id' in by ? eq(entries.id, by.id) : eq(entries.reverses, by.reverses);
  const [row] = await act.tx
    .select({ seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.journal, journal), which));
  return row?.seq ?? null;
}
