/** 应急: weather mode of a region, who must be told before it, and every move of either. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type { Risk, RiskReason } from '#domain/risk';
import type {
  LiaisonKind,
  StormKind,
  StormLevel,
  StormMark,
  StormMarkName,
  StormMoveName,
  StormState,
} from '#domain/storm';

export const storms = kit.table(
  'storms',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    kind: kit.text().$type<StormKind>().notNull(),
    level: kit.text().$type<StormLevel>().notNull(),
    state: kit.text().$type<StormState>().notNull(),
    /** Why it was declared: the warning, in the officer's words. */
    note: kit.text().notNull(),
    declaredBy: kit.key().notNull(),
    declaredAt: kit.long().notNull(),
    /** Days on which nobody is sent; both inclusive, `toDay` null while it holds. */
    fromDay: kit.key().$type<Day>(),
    toDay: kit.key().$type<Day>(),
    begunAt: kit.long(),
    endedAt: kit.long(),
    /** Hours after its end within which everybody on the list is seen: `storm.visitHours` on the day of its end. */
    visitHours: kit.integer(),
    closedBy: kit.key(),
    closedAt: kit.long(),
    closeReason: kit.key(),
    closeNote: kit.text(),
    version: kit.integer().notNull(),
  },
  (storm) => [
    // One that is coming or here; another may come while the one before is still being walked after.
    kit.uniqueIndex('storms_once').on(storm.regionCode).where(sql`state in ('before', 'during')`),
    kit.index('storms_state').on(storm.state, storm.regionCode),
    kit.index('storms_days').on(storm.regionCode, storm.fromDay),
    kit.check('storms_begun', sql`(from_day is null) = (begun_at is null)`),
    kit.check('storms_ended', sql`(to_day is null) = (ended_at is null)`),
    kit.check('storms_days_in_order', sql`to_day is null or (from_day is not null and from_day <= to_day)`),
    kit.check('storms_hours', sql`(visit_hours is null) = (ended_at is null)`),
    kit.check('storms_closed', sql`(state = 'closed') = (closed_at is not null)`),
  ],
);

/** Who must be told before it comes, by whom, and what became of it. One row an elder and storm. */
export const stormPeople = kit.table(
  'storm_people',
  {
    stormId: kit.key().notNull(),
    memberId: kit.key().notNull(),
    /** Where she lives: her moving rewrites it while the storm is not closed. */
    regionCode: kit.key().notNull(),
    /** As the register had it on that day; null for somebody who was added by hand and is on no register. */
    risk: kit.text().$type<Risk>(),
    reasons: kit.json().$type<RiskReason[]>().notNull(),
    addedWhy: kit.text(),
    /** 联系人: a user, or the volunteer of her pair; null where nobody at all is in post. */
    liaisonKind: kit.text().$type<LiaisonKind>(),
    liaisonId: kit.key(),
    mark: kit.text().$type<StormMark>().notNull(),
    /** Where she was moved to, or why it was not needed. */
    said: kit.text(),
    markedBy: kit.key(),
    markedAt: kit.long(),
    /** The first day of the visit that is owed to her after it; null until it has ended. */
    dueFrom: kit.key().$type<Day>(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.stormId, row.memberId] }),
    kit.index('storm_people_region').on(row.stormId, row.regionCode, row.mark),
    kit.index('storm_people_member').on(row.memberId),
    kit.check('storm_people_liaison', sql`(liaison_kind is null) = (liaison_id is null)`),
    kit.check('storm_people_said', sql`mark not in ('moved', 'notNeeded') or said is not null`),
  ],
);

/** Every move of a storm, and of each who is on its list. Append-only. */
export const stormMoves = kit.table(
  'storm_moves',
  {
    id: kit.key().primaryKey(),
    stormId: kit.key().notNull(),
    /** Null for a move of the storm itself. */
    memberId: kit.key(),
    move: kit.text().$type<StormMoveName | StormMarkName>().notNull(),
    actorId: kit.key().notNull(),
    actingForId: kit.key(),
    grantId: kit.key(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    requestId: kit.key().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('storm_moves_storm').on(move.stormId, move.memberId, move.at)],
);
