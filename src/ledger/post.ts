/**
 * Posting: the only writer of entries, transfers, accounts and holds. One event becomes one entry in each journal it
 * touches; lines between two journals go through their clearing pair, so clearing(A,B) + clearing(B,A) stays 0.
 * The caller's unit has locked the journals it named; posting to another one is an error, not a wait.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { accounts, holds } from '#db/schema/ledger';
import { mayPostTo } from '#db/unit';
import type { Day } from '#domain/day';
import type { Grade } from '#domain/evidence';
import { type AccountRef, clearingAccount, type EntryEvent } from '#domain/ledger';
import { must } from '#domain/refusal';
import { applyLine, type Book, type LocalLine } from '#ledger/apply';
import { writeAccounts, writeEntry, writeHolds, writeTransfers } from '#ledger/rows';

export type Line =
  | { kind: 'post'; from: AccountRef; to: AccountRef; minutes: number }
  | { kind: 'hold'; from: AccountRef; minutes: number; hold: string }
  | { kind: 'settle'; hold: string; to: AccountRef; minutes: number }
  | { kind: 'release'; hold: string; minutes: number };

export interface Event {
  event: EntryEvent;
  subjectId: string;
  lines: readonly Line[];
  /** Unique in each journal: the same event can never be posted twice. */
  key: string;
  servedOn?: Day;
  grade?: Grade;
  approverId?: string;
  reason?: string;
  /** Commitment of the decision record, hex. */
  decision?: string;
  /** When a granted account opened by this event lapses. */
  lapsesOn?: Day;
  /** For a reversal: entry id reversed, and own accounts whose floor is raised first, by journal. */
  reverses?: Map<string, string>;
  floors?: Map<string, { account: string; minutes: number }[]>;
}

export interface Posted {
  eventId: string;
  entries: { journal: string; seq: number; id: string }[];
}

/** Holds by id. */
type Held = ReadonlyMap<string, typeof holds.$inferSelect>;

/**
 * Post an event.
 * @throws Refusal `minutes_short` (params.missing), `hold_overdrawn`
 * @throws Conflict `entries_idempotency`, `entries_credited_once`, `entries_reversed_once`
 */
export async function post(act: Act, event: Event): Promise<Posted> {
  const held = await heldBy(act, event.lines);
  const byJournal = localise(event.lines, held);
  const eventId = act.ids('evt');
  const posted: Posted = { eventId, entries: [] };
  for (const journal of [...byJournal.keys()].sort()) {
    if (!mayPostTo(journal)) throw new Error(`posting to ${journal}, which this unit did not lock`);
    const lines = byJournal.get(journal) ?? [];
    posted.entries.push(await postOne(act, journal, event, eventId, lines, held));
  }
  return posted;
}

/** Lines as each journal sees them: a line between two journals becomes a leg in both, over the clearing pair. */
function localise(lines: readonly Line[], held: Held): Map<string, LocalLine[]> {
  const byJournal = new Map<string, LocalLine[]>();
  const add = (journal: string, line: LocalLine) => byJournal.set(journal, [...(byJournal.get(journal) ?? []), line]);
  for (const line of lines) {
    const hold = 'hold' in line ? line.hold : null;
    const from = 'from' in line ? line.from : accountOf(must(held.get(line.hold), 'hold_overdrawn'));
    const to = 'to' in line ? line.to : null;
    if (!to || to.journal === from.journal) {
      add(from.journal, { kind: line.kind, from: from.id, to: to?.id ?? null, minutes: line.minutes, hold });
      continue;
    }
    const out = clearingAccount(from.journal, to.journal).id;
    const back = clearingAccount(to.journal, from.journal).id;
    add(from.journal, { kind: line.kind, from: from.id, to: out, minutes: line.minutes, hold });
    add(to.journal, { kind: 'post', from: back, to: to.id, minutes: line.minutes, hold: null });
  }
  return byJournal;
}

const accountOf = (hold: typeof holds.$inferSelect): AccountRef => ({ journal: hold.journal, id: hold.accountId });

/** The holds that these lines draw on, as they stand before it. */
async function heldBy(act: Act, lines: readonly Line[]): Promise<Held> {
  const ids = lines.flatMap((line) => (line.kind === 'settle' || line.kind === 'release' ? [line.hold] : []));
  const rows = ids.length === 0 ? [] : await holdsQuery(act.tx).execute({ ids });
  return new Map(rows.map((row) => [row.id, row]));
}

async function postOne(
  act: Act,
  journal: string,
  event: Event,
  eventId: string,
  lines: readonly LocalLine[],
  held: Held,
) {
  const book = await openBook(act, journal, lines, held);
  const known = new Set(book.accounts.keys());
  const heldBefore = new Set(book.holds.keys());
  const floors = event.floors?.get(journal) ?? [];
  for (const raised of floors) must(book.accounts.get(raised.account)).floor += raised.minutes;
  const running = lines.map((line) => applyLine(book, line));

  await writeAccounts(act, journal, book, known, event.lapsesOn);
  const entry = await writeEntry(act, journal, event, eventId, lines, floors);
  await writeTransfers(act, journal, entry.seq, lines, running);
  await writeHolds(act, journal, event.subjectId, book, heldBefore, lines);
  return { journal, seq: entry.seq, id: entry.id };
}

const holdsQuery = prepared((tx) => tx.select().from(holds).where(among(holds.id, 'ids')).prepare('holds_by_id'));

const accountsQuery = prepared((tx) =>
  tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.journal, sql.placeholder('journal')), among(accounts.id, 'ids')))
    .prepare('accounts_by_id'),
);

/** The accounts and holds that these lines touch, as they stand. */
async function openBook(act: Act, journal: string, lines: readonly LocalLine[], held: Held): Promise<Book> {
  const ids = [...new Set(lines.flatMap((line) => (line.to ? [line.from, line.to] : [line.from])))];
  const accountRows = await accountsQuery(act.tx).execute({ journal, ids });
  return {
    accounts: new Map(
      accountRows.map(({ id, balance, held: onHold, floor }) => [id, { balance, held: onHold, floor }]),
    ),
    holds: new Map([...held].filter(([, hold]) => hold.journal === journal)),
  };
}
