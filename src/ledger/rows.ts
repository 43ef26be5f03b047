/** The rows of one posting: entry, lines, and what stands on accounts and holds after it. Written by `#ledger/post` alone. */
import { and, eq, sql } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { inserting, prepared, slot, slotsFor } from '#db/prepared';
import { accounts, entries, holds, journals, transfers } from '#db/schema/ledger';
import type { Day } from '#domain/day';
import { readAccountId } from '#domain/ledger';
import { must } from '#domain/refusal';
import type { AccountState, Book, LocalLine, Running } from '#ledger/apply';
import { commitmentOf, type EntryDocument, leafHash, newSalt } from '#ledger/leaf';
import type { Event } from '#ledger/post';

const insertAccount = inserting(accounts, 'insert_account');
const insertEntry = inserting(entries, 'insert_entry');
const insertTransfer = inserting(transfers, 'insert_transfer');
const insertHold = inserting(holds, 'insert_hold');

const setAccount = prepared((tx) =>
  tx
    .update(accounts)
    .set(slotsFor(accounts, ['balance', 'held', 'floor']))
    .where(and(eq(accounts.journal, sql.placeholder('journal')), eq(accounts.id, sql.placeholder('id'))))
    .prepare('set_account'),
);

const setHold = prepared((tx) =>
  tx
    .update(holds)
    .set(slotsFor(holds, ['settled', 'released']))
    .where(eq(holds.id, sql.placeholder('id')))
    .prepare('set_hold'),
);

/** One statement, so that nobody comes in between. */
const takeNumber = prepared((tx) => {
  const now = slot(journals.lastAt, 'now');
  return tx
    .update(journals)
    .set({
      lastSeq: sql`${journals.lastSeq} + 1`,
      lastAt: sql`case when ${journals.lastAt} > ${now} then ${journals.lastAt} else ${now} end`,
    })
    .where(eq(journals.id, sql.placeholder('journal')))
    .returning({ seq: journals.lastSeq, recordedAt: journals.lastAt })
    .prepare('take_number');
});

export async function writeAccounts(
  act: Act,
  journal: string,
  book: Book,
  known: Set<string>,
  lapsesOn?: Day,
): Promise<void> {
  for (const [id, state] of book.accounts) {
    const { balance, held, floor } = state;
    if (known.has(id)) {
      await setAccount(act.tx).execute({ journal, id, balance, held, floor });
      continue;
    }
    await insertAccount(act.tx, accountRowOf(journal, id, state, lapsesOn));
  }
}

/** An account as its first event leaves it. @param lapsesOn for granted ones */
export function accountRowOf(journal: string, id: string, state: AccountState, lapsesOn?: Day) {
  const { balance, held, floor } = state;
  const { kind, ownerId } = readAccountId(id);
  return { journal, id, kind, ownerId, balance, held, floor, lapsesOn: kind === 'granted' ? (lapsesOn ?? null) : null };
}

/**
 * The next number of the journal, and the instant it is recorded: never before the entry in front of it, although two
 * desks that opened at different moments may post in the other order. The row is ours because the unit locked it.
 */
async function nextNumber(act: Act, journal: string): Promise<{ seq: number; recordedAt: number }> {
  const [number] = await takeNumber(act.tx).execute({ journal, now: act.now });
  return must(number, 'ledger_unbalanced');
}

export async function writeEntry(
  act: Act,
  journal: string,
  event: Event,
  eventId: string,
  lines: readonly LocalLine[],
  floors: { account: string; minutes: number }[],
): Promise<EntryDocument> {
  const number = { journal, ...(await nextNumber(act, journal)) };
  const document = documentFor(act, number, event, eventId, lines, floors);
  await insertEntry(act.tx, entryRowOf(document, event.key, newSalt()));
  return document;
}

/** What is bound of an event in one journal: the leaf's document. */
export function documentFor(
  by: Pick<Hand, 'ids' | 'actor' | 'policy'>,
  number: { journal: string; seq: number; recordedAt: number },
  event: Omit<Event, 'lines'>,
  eventId: string,
  lines: readonly LocalLine[],
  floors: { account: string; minutes: number }[] = [],
): EntryDocument {
  return {
    actor: by.actor.id,
    approver: event.approverId,
    decision: event.decision,
    event: event.event,
    eventId,
    floors: floors.length > 0 ? floors : undefined,
    grade: event.grade,
    id: by.ids('ent'),
    journal: number.journal,
    policyVersion: by.policy.version,
    reason: event.reason,
    recordedAt: number.recordedAt,
    reverses: event.reverses?.get(number.journal),
    seq: number.seq,
    servedOn: event.servedOn,
    subject: event.subjectId,
    transfers: lines.map((line, index) => ({
      from: line.from,
      hold: line.hold ?? undefined,
      kind: line.kind,
      line: index + 1,
      minutes: line.minutes,
      to: line.to ?? undefined,
    })),
  };
}

/** The row of a document, with the hashes that bind it. */
export function entryRowOf(document: EntryDocument, idempotencyKey: string, salt: Buffer) {
  const commitment = commitmentOf(document, salt);
  const { subject, actor, approver, transfers: _lines, ...rest } = document;
  const names = { subjectId: subject, actorId: actor, approverId: approver, idempotencyKey };
  return { ...rest, ...names, salt, commitment, leafHash: leafHash(commitment) };
}

export async function writeTransfers(
  act: Act,
  journal: string,
  seq: number,
  lines: readonly LocalLine[],
  running: readonly Running[],
): Promise<void> {
  for (const row of transferRowsOf(journal, seq, lines, running)) await insertTransfer(act.tx, row);
}

export const transferRowsOf = (
  journal: string,
  seq: number,
  lines: readonly LocalLine[],
  running: readonly Running[],
): (typeof transfers.$inferInsert)[] =>
  lines.map((line, index) => ({
    journal,
    seq,
    line: index + 1,
    kind: line.kind,
    fromAccount: line.from,
    toAccount: line.to,
    minutes: line.minutes,
    holdId: line.hold,
    ...must(running[index]),
  }));

export async function writeHolds(
  act: Act,
  journal: string,
  subjectId: string,
  book: Book,
  before: Set<string>,
  lines: readonly LocalLine[],
): Promise<void> {
  const touched = new Set(lines.flatMap((line) => (line.hold ? [line.hold] : [])));
  for (const id of touched) {
    const { accountId, minutes, settled, released } = must(book.holds.get(id));
    if (before.has(id)) await setHold(act.tx).execute({ id, settled, released });
    else await insertHold(act.tx, { id, journal, accountId, subjectId, minutes, settled, released });
  }
}
