/** 排班表: who goes where in a week, as it was published before it happened. Nothing of it is ever rewritten. */
import { kit } from '#db/dialect';
import type { Day, HalfDay } from '#domain/day';
import type { RosterKind } from '#domain/roster';

/** One publishing; a later one of the same week and place is another edition. Append-only. */
export const rosters = kit.table(
  'rosters',
  {
    id: kit.key().primaryKey(),
    /** The village, as it was called on that day. */
    regionCode: kit.key().notNull(),
    /** A Monday. */
    week: kit.key().$type<Day>().notNull(),
    /** From 1. */
    edition: kit.integer().notNull(),
    publishedBy: kit.key().notNull(),
    publishedAt: kit.long().notNull(),
    grantId: kit.key(),
    policyVersion: kit.integer().notNull(),
  },
  (roster) => [kit.uniqueIndex('rosters_week').on(roster.regionCode, roster.week, roster.edition)],
);

/** Who goes to whom. Append-only. */
export const rosterLines = kit.table(
  'roster_lines',
  {
    rosterId: kit.key().notNull(),
    line: kit.integer().notNull(),
    kind: kit.text().$type<RosterKind>().notNull(),
    /** The pairing or the order it comes from. */
    subjectId: kit.key().notNull(),
    elderId: kit.key().notNull(),
    volunteerId: kit.key().notNull(),
    serviceCode: kit.key().notNull(),
    /** The days on which she may go: one and the same where a day was agreed. */
    fromDay: kit.key().$type<Day>().notNull(),
    toDay: kit.key().$type<Day>().notNull(),
    halfDay: kit.text().$type<HalfDay>(),
    startMinute: kit.integer(),
    minutes: kit.integer(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.rosterId, row.line] }),
    kit.index('roster_lines_elder').on(row.elderId, row.fromDay),
    kit.index('roster_lines_volunteer').on(row.volunteerId, row.fromDay),
  ],
);
