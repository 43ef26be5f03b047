/**
 * Replay: read the whole book from its first entry and compare what comes out with what is stored.
 * The nightly job and `verify` both say what they found in these words; an empty list means that the book stands.
 */
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Act } from '#db/act';
import { accounts, entries, holds, transfers } from '#db/schema/ledger';
import { must } from '#domain/refusal';
import { type AccountState, applyLine, type Book, type HoldState } from '#ledger/apply';
import { listJournals } from '#ledger/journal';
import { commitmentOf, type EntryDocument, leafHash } from '#ledger/leaf';

export interface Fault {
  journal: string;
  /** What is wrong: `seq_gap`, `leaf_changed`, `line_refused`, `running_balance`, `account`, `hold`, `sum`, `clearing`. */
  kind: string;
  /** The entry number, account or hold it is about. */
  at: string;
}

const CHUNK = 500;

/** Replay every journal. Reads in chunks, so memory grows with accounts and not with entries. */
export async function replayAll(act: Act): Promise<Fault[]> {
  const faults: Fault[] = [];
  const clearing = new Map<string, number>();
  for (const journal of await listJournals(act)) {
    const book = await replayJournal(act, journal.id, faults);
    await compareAccounts(act, journal.id, book, faults);
    await compareHolds(act, journal.id, book, faults);
    for (const [id, account] of book.accounts) {
      if (id.startsWith('clearing:')) clearing.set(`${journal.id}>${id.slice('clearing:'.length)}`, account.balance);
    }
  }
  for (const [pair, balance] of clearing) {
    const [a, b] = pair.split('>');
    if (balance + (clearing.get(`${b}>${a}`) ?? 0) !== 0)
      faults.push({ journal: a ?? '', kind: 'clearing', at: b ?? '' });
  }
  return faults;
}

async function replayJournal(act: Act, journal: string, faults: Fault[]): Promise<Book> {
  const book: Book = { accounts: new Map(), holds: new Map() };
  let seq = 0;
  for (;;) {
    const chunk = await act.tx
      .select()
      .from(entries)
      .where(and(eq(entries.journal, journal), gt(entries.seq, seq)))
      .orderBy(asc(entries.seq))
      .limit(CHUNK);
    if (chunk.length === 0) return book;
    const lines = await linesOf(act, journal, seq, must(chunk.at(-1)).seq);
    for (const entry of chunk) {
      if (entry.seq !== seq + 1) faults.push({ journal, kind: 'seq_gap', at: String(entry.seq) });
      seq = entry.seq;
      replayEntry(book, entry, lines.get(seq) ?? [], faults);
    }
  }
}

async function linesOf(act: Act, journal: string, after: number, last: number) {
  const rows = await act.tx
    .select()
    .from(transfers)
    .where(and(eq(transfers.journal, journal), gt(transfers.seq, after), lte(transfers.seq, last)))
    .orderBy(asc(transfers.seq), asc(transfers.line));
  const bySeq = new Map<number, (typeof transfers.$inferSelect)[]>();
  for (const row of rows) bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), row]);
  return bySeq;
}

function replayEntry(
  book: Book,
  entry: typeof entries.$inferSelect,
  lines: (typeof transfers.$inferSelect)[],
  faults: Fault[],
): void {
  const at = String(entry.seq);
  const commitment = commitmentOf(documentOf(entry, lines), entry.salt);
  if (!commitment.equals(entry.commitment) || !leafHash(commitment).equals(entry.leafHash)) {
    faults.push({ journal: entry.journal, kind: 'leaf_changed', at });
  }
  for (const raised of entry.floors ?? []) {
    const account = book.accounts.get(raised.account);
    if (account) account.floor += raised.minutes;
  }
  for (const line of lines) {
    try {
      const running = applyLine(book, {
        kind: line.kind,
        from: line.fromAccount,
        to: line.toAccount,
        minutes: line.minutes,
        hold: line.holdId,
      });
      const same =
        running.fromBalance === line.fromBalance &&
        running.fromHeld === line.fromHeld &&
        running.toBalance === line.toBalance;
      if (!same) faults.push({ journal: entry.journal, kind: 'running_balance', at: `${at}.${line.line}` });
    } catch {
      faults.push({ journal: entry.journal, kind: 'line_refused', at: `${at}.${line.line}` });
    }
  }
}

/** The document that was bound when the entry was posted, from its rows. */
export function documentOf(
  entry: typeof entries.$inferSelect,
  lines: readonly (typeof transfers.$inferSelect)[],
): EntryDocument {
  return {
    journal: entry.journal,
    seq: entry.seq,
    id: entry.id,
    event: entry.event,
    subject: entry.subjectId,
    eventId: entry.eventId,
    reverses: entry.reverses ?? undefined,
    servedOn: entry.servedOn ?? undefined,
    grade: entry.grade ?? undefined,
    recordedAt: entry.recordedAt,
    actor: entry.actorId,
    approver: entry.approverId ?? undefined,
    policyVersion: entry.policyVersion,
    reason: entry.reason ?? undefined,
    decision: entry.decision ?? undefined,
    floors: entry.floors ?? undefined,
    transfers: lines.map((line) => ({
      line: line.line,
      kind: line.kind,
      from: line.fromAccount,
      to: line.toAccount ?? undefined,
      minutes: line.minutes,
      hold: line.holdId ?? undefined,
    })),
  };
}

async function compareAccounts(act: Act, journal: string, book: Book, faults: Fault[]): Promise<void> {
  const stored = await act.tx.select().from(accounts).where(eq(accounts.journal, journal));
  let sum = 0;
  const same = (a: AccountState, b: AccountState) =>
    a.balance === b.balance && a.held === b.held && a.floor === b.floor;
  for (const row of stored) {
    sum += row.balance;
    const replayed = book.accounts.get(row.id) ?? { balance: 0, held: 0, floor: 0 };
    if (!same(row, replayed)) faults.push({ journal, kind: 'account', at: row.id });
  }
  const known = new Set(stored.map((row) => row.id));
  for (const id of book.accounts.keys()) if (!known.has(id)) faults.push({ journal, kind: 'account', at: id });
  if (sum !== 0) faults.push({ journal, kind: 'sum', at: String(sum) });
}

async function compareHolds(act: Act, journal: string, book: Book, faults: Fault[]): Promise<void> {
  const stored = await act.tx.select().from(holds).where(eq(holds.journal, journal));
  const same = (a: HoldState, b: HoldState) =>
    a.accountId === b.accountId && a.minutes === b.minutes && a.settled === b.settled && a.released === b.released;
  for (const row of stored) {
    const replayed = book.holds.get(row.id);
    if (!replayed || !same(row, replayed)) faults.push({ journal, kind: 'hold', at: row.id });
  }
  const known = new Set(stored.map((row) => row.id));
  for (const id of book.holds.keys()) if (!known.has(id)) faults.push({ journal, kind: 'hold', at: id });
}
