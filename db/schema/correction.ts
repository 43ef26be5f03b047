/** What two officers decide about the book itself: an entry that is corrected (更正), and minutes of an older scheme (旧时间转入). */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { CorrectionReason } from '#domain/correction';
import type { EntryEvent } from '#domain/ledger';

/** An entry that should not have been: proposed by one officer, accepted by another, posted in the same unit. */
export const corrections = kit.table(
  'corrections',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    seq: kit.long().notNull(),
    event: kit.text().$type<EntryEvent>().notNull(),
    eventId: kit.key().notNull(),
    countyCode: kit.key().notNull(),
    /** Where the second officer answers for: the other county, where the event touched two books. */
    otherCode: kit.key().notNull(),
    reason: kit.key().$type<CorrectionReason>().notNull(),
    note: kit.text(),
    /** What stands instead; null where the entry is only taken back. */
    minutes: kit.integer(),
    state: kit.text().$type<'proposed' | 'accepted' | 'declined'>().notNull(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    decidedBy: kit.key(),
    decidedAt: kit.long(),
    /** The events that it posted. */
    reversal: kit.key(),
    replacement: kit.key(),
  },
  (correction) => [
    kit.uniqueIndex('corrections_once').on(correction.eventId).where(sql`state <> 'declined'`),
    kit.index('corrections_county').on(correction.countyCode, correction.state),
    kit.index('corrections_other').on(correction.otherCode, correction.state),
    kit.check('corrections_two_officers', sql`state <> 'accepted' or decided_by <> proposed_by`),
    kit.check('corrections_decided', sql`(state = 'proposed') = (decided_by is null)`),
    kit.check('corrections_posted', sql`(state = 'accepted') = (reversal is not null)`),
    kit.check('corrections_minutes', sql`minutes is null or minutes > 0`),
  ],
);

/** A list of what an older scheme had saved for whom. */
export const openings = kit.table(
  'openings',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    countyCode: kit.key().notNull(),
    /** Which scheme it comes from, in words. */
    source: kit.text().notNull(),
    /** Of its lines (hex): the same list is brought in once. */
    hash: kit.key().notNull(),
    state: kit.text().$type<'draft' | 'proposed' | 'accepted' | 'declined' | 'reversed'>().notNull(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    decidedBy: kit.key(),
    decidedAt: kit.long(),
    /** Somebody wants the whole list taken back, and somebody else agreed. */
    reversalBy: kit.key(),
    reversalAt: kit.long(),
    reversalReason: kit.key().$type<CorrectionReason>(),
    reversedBy: kit.key(),
    reversedAt: kit.long(),
  },
  (opening) => [
    kit.uniqueIndex('openings_once').on(opening.journal, opening.hash).where(sql`state in ('proposed', 'accepted')`),
    kit.index('openings_county').on(opening.countyCode, opening.state),
    kit.check('openings_two_officers', sql`state not in ('accepted', 'reversed') or decided_by <> proposed_by`),
    kit.check('openings_two_reverse', sql`state <> 'reversed' or reversed_by <> reversal_by`),
    kit.check('openings_reversed', sql`(state = 'reversed') = (reversed_by is not null)`),
  ],
);

export const openingLines = kit.table(
  'opening_lines',
  {
    openingId: kit.key().notNull(),
    /** As numbered in the file. */
    line: kit.integer().notNull(),
    memberId: kit.key().notNull(),
    minutes: kit.integer().notNull(),
    remark: kit.text(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.openingId, row.line] }),
    kit.uniqueIndex('opening_lines_member').on(row.openingId, row.memberId),
    kit.index('opening_lines_of').on(row.memberId),
    kit.check('opening_lines_minutes', sql`minutes > 0`),
  ],
);
