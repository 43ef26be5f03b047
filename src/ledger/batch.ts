/**
 * Many events of one journal at once, for commands that fill a book: the rule, the document, the hashes and the rows are
 * those of `#ledger/post`; only reading and writing is done for a whole stretch of entries instead of for each.
 *
 * Events are applied to a book in memory, in the order of their numbers. Nobody else may post to the journal between
 * opening and writing; if somebody did, writing is refused and nothing stands.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { insertMany } from '#db/bulk';
import { prepared } from '#db/prepared';
import { accounts, entries, holds, journals, transfers } from '#db/schema/ledger';
import { mayPostTo } from '#db/unit';
import { must, Refusal } from '#domain/refusal';
import { applyLine, type Book, type LocalLine } from '#ledger/apply';
import type { Event } from '#ledger/post';
import { accountRowOf, documentFor, entryRowOf, transferRowsOf } from '#ledger/rows';

/** Within one journal, and no reversal: what makes an account owe something is looked at one by one. */
export type LocalEvent = Omit<Event, 'lines' | 'reverses' | 'floors'> & { lines: readonly LocalLine[] };

interface Written {
  entry: ReturnType<typeof entryRowOf>;
  lines: ReturnType<typeof transferRowsOf>;
}

export interface Batch {
  journal: string;
  /** Accounts as they stand after everything entered so far; holds of this stretch only. */
  book: Book;
  /** Number and instant of the last entry: stored, and entered. */
  stored: { seq: number; at: number };
  last: { seq: number; at: number };
  /** Accounts that have a row; those changed since; the day on which a granted one lapses. */
  known: Set<string>;
  changed: Set<string>;
  lapses: Map<string, string>;
  subjects: Map<string, string>;
  written: Written[];
}

export async function openBatch(act: Act, journal: string): Promise<Batch> {
  const [row] = await act.tx.select().from(journals).where(eq(journals.id, journal));
  const { lastSeq, lastAt } = must(row, 'ledger_unbalanced');
  const rows = await act.tx.select().from(accounts).where(eq(accounts.journal, journal));
  return {
    journal,
    book: {
      accounts: new Map(rows.map(({ id, balance, held, floor }) => [id, { balance, held, floor }])),
      holds: new Map(),
    },
    stored: { seq: lastSeq, at: lastAt },
    last: { seq: lastSeq, at: lastAt },
    known: new Set(rows.map((account) => account.id)),
    changed: new Set(),
    lapses: new Map(),
    subjects: new Map(),
    written: [],
  };
}

/**
 * Enter one event. Its number is the next one, and it is recorded at `by.now` or with the entry before it.
 * @param salt 32 bytes; random wherever a book is more than a demonstration
 * @throws Refusal `minutes_short`, `hold_overdrawn`: then nothing may be written of this batch any more
 */
export function enter(
  batch: Batch,
  by: Pick<Hand, 'ids' | 'actor' | 'policy' | 'now'>,
  event: LocalEvent,
  salt: Buffer,
) {
  const { journal, book, last } = batch;
  const running = event.lines.map((line) => applyLine(book, line));
  last.seq += 1;
  last.at = Math.max(last.at, by.now);
  const number = { journal, seq: last.seq, recordedAt: last.at };
  const document = documentFor(by, number, event, by.ids('evt'), event.lines);
  const entry = entryRowOf(document, event.key, salt);
  batch.written.push({ entry, lines: transferRowsOf(journal, last.seq, event.lines, running) });
  for (const line of event.lines) {
    for (const id of line.to ? [line.from, line.to] : [line.from]) {
      batch.changed.add(id);
      if (event.lapsesOn && !batch.known.has(id)) batch.lapses.set(id, event.lapsesOn);
    }
    if (line.kind === 'hold' && line.hold) batch.subjects.set(line.hold, event.subjectId);
  }
}

/**
 * Write what was entered since the last time. May run again: it takes nothing away; `written` tells the batch afterwards.
 * @throws Refusal `state_moved` when the journal has moved on meanwhile
 */
export async function writeBatch(act: Act, batch: Batch): Promise<void> {
  const { journal, book, stored, last } = batch;
  if (!mayPostTo(journal)) throw new Error(`posting to ${journal}, which this unit did not lock`);
  const moved = await act.tx
    .update(journals)
    .set({ lastSeq: last.seq, lastAt: last.at })
    .where(and(eq(journals.id, journal), eq(journals.lastSeq, stored.seq)))
    .returning({ id: journals.id });
  if (moved.length !== 1) throw new Refusal('state_moved');
  await writeStandings(act, batch);
  // Line by line under its entry: the database lets nobody add to an entry that another one follows.
  for (const { entry, lines } of batch.written) {
    await insertMany(act.tx, entries, [entry]);
    await insertMany(act.tx, transfers, lines);
  }
  const held = [...book.holds].map(([id, hold]) => ({ id, journal, ...hold, subjectId: must(batch.subjects.get(id)) }));
  await insertMany(act.tx, holds, held);
}

const standing = prepared((tx) =>
  tx
    .update(accounts)
    .set({ balance: sql`${sql.placeholder('balance')}`, held: sql`${sql.placeholder('held')}` })
    .where(and(eq(accounts.journal, sql.placeholder('journal')), eq(accounts.id, sql.placeholder('id'))))
    .prepare('batch_standing'),
);

async function writeStandings(act: Act, { journal, book, known, changed, lapses }: Batch): Promise<void> {
  const rows = [...changed].map((id) => accountRowOf(journal, id, must(book.accounts.get(id)), lapses.get(id)));
  await insertMany(
    act.tx,
    accounts,
    rows.filter((row) => !known.has(row.id)),
  );
  for (const row of rows) if (known.has(row.id)) await standing(act.tx).execute(row);
}

/** It stands: forget what was written. Holds that are still open are the database's from here on. */
export function written(batch: Batch): void {
  batch.stored = { ...batch.last };
  for (const id of batch.changed) batch.known.add(id);
  for (const kept of [batch.changed, batch.lapses, batch.subjects, batch.book.holds]) kept.clear();
  batch.written = [];
}
