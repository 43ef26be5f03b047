/** A statement of one account: opening + lines = closing, read from the running balances that stand beside each line. */
import { and, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries, transfers } from '#db/schema/ledger';
import type { Instant } from '#domain/day';
import type { AccountRef, EntryEvent } from '#domain/ledger';

export interface StatementLine {
  journal: string;
  seq: number;
  line: number;
  entryId: string;
  eventId: string;
  event: EntryEvent;
  subjectId: string;
  servedOn: string | null;
  recordedAt: Instant;
  grade: string | null;
  reverses: string | null;
  otherAccount: string;
  /** Signed: + credited, − used. */
  minutes: number;
  /** What stood on the account after it. */
  balance: number;
  /** Leaf hash of the entry (hex): what a receipt is found by. */
  leaf: string;
}

export interface Statement {
  account: AccountRef;
  opening: number;
  lines: StatementLine[];
  closing: number;
}

/** Lines that took from it and lines that gave to it, asked one after the other: each has an index of its own. */
const SIDES = {
  out: ({ journal, id }: AccountRef) =>
    and(eq(transfers.journal, journal), eq(transfers.fromAccount, id), inArray(transfers.kind, ['post', 'settle'])),
  in: ({ journal, id }: AccountRef) => and(eq(transfers.journal, journal), eq(transfers.toAccount, id)),
} as const;

type Row = { transfer: typeof transfers.$inferSelect; entry: typeof entries.$inferSelect };

const inOrder = (a: Row, b: Row): number => a.transfer.seq - b.transfer.seq || a.transfer.line - b.transfer.line;

const beside = and(eq(entries.journal, transfers.journal), eq(entries.seq, transfers.seq));

/**
 * The lines that moved this account's balance between two instants (holding and releasing move nothing).
 * @param from first instant, inclusive
 * @param to last instant, exclusive
 * @throws Error when it does not close: opening + lines ≠ closing means that somebody touched the book
 */
export async function statementOf(act: Act, ref: AccountRef, from: Instant, to: Instant): Promise<Statement> {
  const rows = [
    ...(await linesBetween(act, SIDES.out(ref), from, to)),
    ...(await linesBetween(act, SIDES.in(ref), from, to)),
  ];
  rows.sort(inOrder);
  const opening = await balanceBefore(act, ref, from);
  const lines = rows.map(({ transfer, entry }) => lineFor(ref, transfer, entry));
  const closing = lines.at(-1)?.balance ?? opening;
  const summed = lines.reduce((total, line) => total + line.minutes, opening);
  if (summed !== closing) throw new Error(`statement of ${ref.journal}/${ref.id} does not close`);
  return { account: ref, opening, lines, closing };
}

function lineFor(
  ref: AccountRef,
  transfer: typeof transfers.$inferSelect,
  entry: typeof entries.$inferSelect,
): StatementLine {
  const incoming = transfer.toAccount === ref.id;
  return {
    journal: entry.journal,
    seq: entry.seq,
    line: transfer.line,
    entryId: entry.id,
    eventId: entry.eventId,
    event: entry.event,
    subjectId: entry.subjectId,
    servedOn: entry.servedOn,
    recordedAt: entry.recordedAt,
    grade: entry.grade,
    reverses: entry.reverses,
    otherAccount: incoming ? transfer.fromAccount : (transfer.toAccount ?? ''),
    minutes: incoming ? transfer.minutes : -transfer.minutes,
    balance: incoming ? (transfer.toBalance ?? 0) : transfer.fromBalance,
    leaf: entry.leafHash.toString('hex'),
  };
}

const linesBetween = (act: Act, side: SQL | undefined, from: Instant, to: Instant): Promise<Row[]> =>
  act.tx
    .select({ transfer: transfers, entry: entries })
    .from(transfers)
    .innerJoin(entries, beside)
    .where(and(side, gte(entries.recordedAt, from), lt(entries.recordedAt, to)));

const lastBefore = (act: Act, side: SQL | undefined, at: Instant): Promise<Row[]> =>
  act.tx
    .select({ transfer: transfers, entry: entries })
    .from(transfers)
    .innerJoin(entries, beside)
    .where(and(side, lt(entries.recordedAt, at)))
    .orderBy(desc(transfers.seq), desc(transfers.line))
    .limit(1);

async function balanceBefore(act: Act, ref: AccountRef, at: Instant): Promise<number> {
  const ends = [...(await lastBefore(act, SIDES.out(ref), at)), ...(await lastBefore(act, SIDES.in(ref), at))];
  const last = ends.sort(inOrder).at(-1);
  if (!last) return 0;
  return last.transfer.toAccount === ref.id ? (last.transfer.toBalance ?? 0) : last.transfer.fromBalance;
}
