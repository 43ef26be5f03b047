/**
 * The hour ledger. Entries and transfers are append-only by trigger; accounts and holds are what replaying them gives.
 * Minutes are integers; who pays whom is never stored as a name, only as ids.
 */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type { Grade } from '#domain/evidence';
import type { AccountKind, EntryEvent, TransferKind } from '#domain/ledger';

/** 账簿: the book of one county in one unit. Its id is its own and outlives every redraw of codes. */
export const journals = kit.table('journals', {
  id: kit.key().primaryKey(),
  unit: kit.text().$type<'minute'>().notNull(),
  name: kit.text().notNull(),
  countyCode: kit.key().notNull(),
  lastSeq: kit.long().notNull(),
  /** When its last entry was recorded: numbers and instants run the same way, whatever two clocks say. */
  lastAt: kit.long().notNull(),
});

export const accounts = kit.table(
  'accounts',
  {
    journal: kit.key().notNull(),
    id: kit.key().notNull(),
    kind: kit.text().$type<AccountKind>().notNull(),
    ownerId: kit.key().notNull(),
    balance: kit.long().notNull(),
    held: kit.long().notNull(),
    /** How far below zero it may stand: only ever raised by the shortfall of an accepted reversal. */
    floor: kit.long().notNull(),
    lapsesOn: kit.key().$type<Day>(),
  },
  (account) => [
    kit.primaryKey({ columns: [account.journal, account.id] }),
    kit.index('accounts_owner').on(account.ownerId),
    kit.index('accounts_lapses').on(account.lapsesOn),
    kit.check('accounts_held', sql`held >= 0 and (kind not in ('issuance', 'clearing') or held = 0)`),
    kit.check('accounts_cover', sql`kind in ('issuance', 'clearing') or balance - held >= -floor`),
    kit.check('accounts_floor', sql`floor >= 0 and (kind = 'own' or floor = 0)`),
  ],
);

export const entries = kit.table(
  'entries',
  {
    journal: kit.key().notNull(),
    seq: kit.long().notNull(),
    id: kit.key().notNull(),
    event: kit.text().$type<EntryEvent>().notNull(),
    /** What it is about: an exchange, a member, a pool. Entries of one event in several journals share it. */
    subjectId: kit.key().notNull(),
    /** Joins the entries that one event wrote in several journals. */
    eventId: kit.key().notNull(),
    reverses: kit.key(),
    servedOn: kit.key().$type<Day>(),
    grade: kit.text().$type<Grade>(),
    recordedAt: kit.long().notNull(),
    actorId: kit.key().notNull(),
    approverId: kit.key(),
    policyVersion: kit.integer().notNull(),
    reason: kit.key(),
    /** Commitment of the decision record of the exchange (hex). */
    decision: kit.key(),
    /** Own accounts whose floor this entry raised: the shortfall of a reversal, named in the leaf. */
    floors: kit.json().$type<{ account: string; minutes: number }[]>(),
    idempotencyKey: kit.key().notNull(),
    salt: kit.bytes().notNull(),
    commitment: kit.bytes().notNull(),
    leafHash: kit.bytes().notNull(),
  },
  (entry) => [
    kit.primaryKey({ columns: [entry.journal, entry.seq] }),
    kit.uniqueIndex('entries_id').on(entry.id),
    kit.uniqueIndex('entries_idempotency').on(entry.journal, entry.idempotencyKey),
    kit.uniqueIndex('entries_credited_once').on(entry.journal, entry.subjectId).where(sql`event = 'credit'`),
    kit.uniqueIndex('entries_reversed_once').on(entry.journal, entry.reverses).where(sql`reverses is not null`),
    kit.index('entries_subject').on(entry.subjectId),
    kit.index('entries_event').on(entry.eventId),
    kit.foreignKey({ name: 'entries_journal', columns: [entry.journal], foreignColumns: [journals.id] }),
  ],
);

/** Created with its first line; remainder = minutes − settled − released. */
export const holds = kit.table(
  'holds',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    accountId: kit.key().notNull(),
    subjectId: kit.key().notNull(),
    minutes: kit.long().notNull(),
    settled: kit.long().notNull(),
    released: kit.long().notNull(),
  },
  (hold) => [
    kit.index('holds_subject').on(hold.subjectId),
    kit.index('holds_account').on(hold.journal, hold.accountId),
    kit.check('holds_remainder', sql`minutes > 0 and settled >= 0 and released >= 0 and settled + released <= minutes`),
    kit.foreignKey({
      name: 'holds_account_known',
      columns: [hold.journal, hold.accountId],
      foreignColumns: [accounts.journal, accounts.id],
    }),
  ],
);

/** One line, one effect. What stood on both accounts after it is stored beside it, so a statement opens with one read. */
export const transfers = kit.table(
  'transfers',
  {
    journal: kit.key().notNull(),
    seq: kit.long().notNull(),
    line: kit.integer().notNull(),
    kind: kit.text().$type<TransferKind>().notNull(),
    fromAccount: kit.key().notNull(),
    toAccount: kit.key(),
    minutes: kit.long().notNull(),
    holdId: kit.key(),
    fromBalance: kit.long().notNull(),
    fromHeld: kit.long().notNull(),
    toBalance: kit.long(),
  },
  (transfer) => [
    kit.primaryKey({ columns: [transfer.journal, transfer.seq, transfer.line] }),
    kit.index('transfers_from').on(transfer.journal, transfer.fromAccount, transfer.seq, transfer.line),
    kit.index('transfers_to').on(transfer.journal, transfer.toAccount, transfer.seq, transfer.line),
    kit.check('transfers_minutes', sql`minutes > 0`),
    kit.check('transfers_two_accounts', sql`to_account is null or to_account <> from_account`),
    kit.check(
      'transfers_shape',
      sql`(kind in ('post', 'settle')) = (to_account is not null) and (kind = 'post') = (hold_id is null)`,
    ),
    kit.foreignKey({
      name: 'transfers_entry',
      columns: [transfer.journal, transfer.seq],
      foreignColumns: [entries.journal, entries.seq],
    }),
    kit.foreignKey({
      name: 'transfers_from_known',
      columns: [transfer.journal, transfer.fromAccount],
      foreignColumns: [accounts.journal, accounts.id],
    }),
    kit.foreignKey({
      name: 'transfers_to_known',
      columns: [transfer.journal, transfer.toAccount],
      foreignColumns: [accounts.journal, accounts.id],
    }),
  ],
);
