/** 告知: who was told of what, and how it reached them. Written in the unit of what happened; what leaves the house leaves later. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type {
  AddresseeKind,
  Alarm,
  BookEvent,
  IncidentEvent,
  PairEvent,
  StormEvent,
  ToldEvent,
  ToldSide,
  ToldWay,
} from '#domain/telling';

/** One line a person and event. No words in it: they are said anew from the record, in the language of whoever reads. */
export const notices = kit.table(
  'notices',
  {
    id: kit.key().primaryKey(),
    /** What happened, so that nobody is told of it twice: a move; of a book that does not stand the reading, or the day. */
    moveId: kit.key().notNull(),
    /** What it is about: an exchange; of the book itself a correction, or a list of an older scheme; a whole book, its journal. */
    exchangeId: kit.key().notNull(),
    event: kit.key().$type<ToldEvent | BookEvent | PairEvent | StormEvent | IncidentEvent | Alarm>().notNull(),
    side: kit.key().$type<ToldSide>().notNull(),
    toKind: kit.key().$type<AddresseeKind>().notNull(),
    toId: kit.key().notNull(),
    /** The elder on whose behalf somebody is told. */
    aboutId: kit.key(),
    at: kit.long().notNull(),
    readAt: kit.long(),
  },
  (notice) => [
    kit.uniqueIndex('notices_once').on(notice.moveId, notice.toId),
    kit.index('notices_to').on(notice.toId, notice.at),
    kit.index('notices_unread').on(notice.toId).where(sql`read_at is null`),
    kit.index('notices_exchange').on(notice.exchangeId),
    // The night asks for the oldest.
    kit.index('notices_age').on(notice.at),
  ],
);

/** A notice that must still be carried to somebody: by a message to the phone, or by a helper at the door. */
export const outbox = kit.table(
  'outbox',
  {
    id: kit.key().primaryKey(),
    noticeId: kit.key().notNull(),
    channel: kit.key().$type<Exclude<ToldWay, 'page'>>().notNull(),
    /** Where whoever is told lives: a contact, where her elder does. */
    regionCode: kit.key().notNull(),
    toId: kit.key().notNull(),
    state: kit.key().$type<'waiting' | 'sent' | 'dead' | 'dropped'>().notNull(),
    tries: kit.integer().notNull(),
    nextAt: kit.long().notNull(),
    lastError: kit.text(),
    /** When it was sent, told or given up, and by whom; null = by the house itself. */
    doneAt: kit.long(),
    doneBy: kit.key(),
    /** The day on which she was told in person. */
    toldOn: kit.key().$type<Day>(),
    reason: kit.key(),
    note: kit.text(),
  },
  (row) => [
    kit.uniqueIndex('outbox_notice').on(row.noticeId),
    kit.index('outbox_due').on(row.nextAt).where(sql`state = 'waiting' and channel = 'phone'`),
    kit.index('outbox_in_person').on(row.regionCode, row.toId).where(sql`state = 'waiting' and channel = 'inPerson'`),
    kit.index('outbox_dead').on(row.regionCode, row.nextAt).where(sql`state = 'dead'`),
    kit.check('outbox_told', sql`told_on is null or done_by is not null`),
  ],
);
