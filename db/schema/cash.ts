/** 代购钱款单: money that went through a volunteer's hands on an errand. Fen, never minutes: no ledger knows of it. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { CashAgreed, CashMoveName, CashState } from '#domain/cash';
import type { Day } from '#domain/day';

/** What was written is not written over: a correction is a slip of its own, and `correctedBy` leads to it. */
export const cashSlips = kit.table(
  'cash_slips',
  {
    id: kit.key().primaryKey(),
    exchangeId: kit.key().notNull(),
    /** Where the errand was: keeps the code of its day. */
    regionCode: kit.key().notNull(),
    state: kit.text().$type<CashState>().notNull(),
    onDay: kit.key().$type<Day>().notNull(),
    elderId: kit.key().notNull(),
    volunteerId: kit.key().notNull(),
    what: kit.text().notNull(),
    receivedFen: kit.integer().notNull(),
    paidFen: kit.integer().notNull(),
    returnedFen: kit.integer().notNull(),
    /** Why received is not paid and returned together. */
    differenceSays: kit.text(),
    /** Her word that it is right: her name, her thumb; and who saw it. */
    agreed: kit.text().$type<CashAgreed>().notNull(),
    witnessName: kit.text(),
    /** What an errand may cost at most, when it was written. */
    ceilingFen: kit.integer().notNull(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
    device: kit.key(),
    /** What the town said of one that asked for a look. */
    seenBy: kit.key(),
    seenAt: kit.long(),
    seenNote: kit.text(),
    correctedBy: kit.key(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.uniqueIndex('cash_slips_exchange').on(row.exchangeId).where(sql`corrected_by is null`),
    kit.index('cash_slips_region').on(row.regionCode, row.onDay),
    kit
      .index('cash_slips_waits')
      .on(row.regionCode, row.recordedAt)
      .where(sql`state = 'asked' and corrected_by is null`),
    kit.index('cash_slips_elder').on(row.elderId, row.onDay),
    kit.index('cash_slips_volunteer').on(row.volunteerId, row.onDay),
    kit.check('cash_slips_fen', sql`received_fen >= 0 and paid_fen >= 0 and returned_fen >= 0`),
    kit.check('cash_slips_adds_up', sql`received_fen = paid_fen + returned_fen or difference_says is not null`),
    kit.check('cash_slips_two', sql`elder_id <> volunteer_id`),
    kit.check('cash_slips_seen', sql`(seen_by is null) = (state in ('kept', 'asked'))`),
    kit.check('cash_slips_four_eyes', sql`seen_by is null or seen_by <> recorded_by`),
  ],
);

/** Every move of a slip: who, when, why. Append-only. */
export const cashMoves = kit.table(
  'cash_moves',
  {
    id: kit.key().primaryKey(),
    slipId: kit.key().notNull(),
    move: kit.text().$type<CashMoveName>().notNull(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    requestId: kit.key().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('cash_moves_slip').on(move.slipId, move.at)],
);
