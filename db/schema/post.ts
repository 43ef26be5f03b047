/** 助老员岗位: one post a village, who holds it and who stands by, what is handed over, and what she did in a month. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type { HandoverList, HandoverMoveName, HandoverState, SignedHow } from '#domain/handover';
import type { PostMoveName, PostState } from '#domain/post';
import type { WorkFigures, WorkLists } from '#domain/work-sheet';

/** How the post of a village stands. One row a village; none where nobody ever held it or was named for it. */
export const posts = kit.table(
  'posts',
  {
    regionCode: kit.key().primaryKey(),
    state: kit.text().$type<PostState>().notNull(),
    /** Who holds it; null while it is vacant. */
    holderId: kit.key(),
    /** Who stands in while it is vacant. */
    coverId: kit.key(),
    since: kit.key().$type<Day>().notNull(),
    /** Why it is vacant. */
    reason: kit.key(),
    version: kit.integer().notNull(),
  },
  (post) => [kit.index('posts_state').on(post.state, post.regionCode)],
);

/** Every change of a post: who, when, why. Append-only. */
export const postMoves = kit.table(
  'post_moves',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    move: kit.text().$type<PostMoveName>().notNull(),
    /** Whom it is about: the holder or the backup. */
    userId: kit.key(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    reason: kit.key(),
    policyVersion: kit.integer().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('post_moves_region').on(move.regionCode, move.at)],
);

/** 后备: who stands in when the post falls vacant. Named by one officer, accepted by another, as every post. */
export const postBackups = kit.table(
  'post_backups',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    userId: kit.key().notNull(),
    givenBy: kit.key().notNull(),
    givenAt: kit.long().notNull(),
    acceptedBy: kit.key(),
    acceptedAt: kit.long(),
    endedBy: kit.key(),
    endedAt: kit.long(),
  },
  (backup) => [
    kit.uniqueIndex('post_backups_one').on(backup.regionCode).where(sql`ended_at is null`),
    kit.check('post_backups_two_officers', sql`accepted_by is null or accepted_by <> given_by`),
  ],
);

/** 交接清单: what it was on the moment it was drawn up, in ids; signed by both. */
export const handovers = kit.table(
  'handovers',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    fromId: kit.key().notNull(),
    toId: kit.key().notNull(),
    state: kit.text().$type<HandoverState>().notNull(),
    list: kit.json().$type<HandoverList>().notNull(),
    drawnBy: kit.key().notNull(),
    drawnAt: kit.long().notNull(),
    fromSigned: kit.text().$type<SignedHow>(),
    fromSignedAt: kit.long(),
    /** The officer who saw her sign the paper. */
    fromWitnessId: kit.key(),
    /** What she says is on her phone and not sent yet. */
    unsent: kit.integer(),
    toSigned: kit.text().$type<SignedHow>(),
    toSignedAt: kit.long(),
    toWitnessId: kit.key(),
    note: kit.text(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.index('handovers_region').on(row.regionCode, row.drawnAt),
    kit.index('handovers_from').on(row.fromId, row.state),
    kit.index('handovers_to').on(row.toId, row.state),
    kit.uniqueIndex('handovers_open').on(row.regionCode).where(sql`state = 'drawn'`),
    kit.check('handovers_two', sql`from_id <> to_id`),
    kit.check('handovers_signed', sql`state <> 'signed' or (from_signed_at is not null and to_signed_at is not null)`),
  ],
);

/** Every step of a hand-over. Append-only. */
export const handoverMoves = kit.table(
  'handover_moves',
  {
    id: kit.key().primaryKey(),
    handoverId: kit.key().notNull(),
    move: kit.text().$type<HandoverMoveName>().notNull(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    how: kit.text().$type<SignedHow>(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('handover_moves_handover').on(move.handoverId, move.at)],
);

/** 培训: what a helper attended. A mistake is taken back, and stays. */
export const trainings = kit.table(
  'trainings',
  {
    id: kit.key().primaryKey(),
    userId: kit.key().notNull(),
    regionCode: kit.key().notNull(),
    heldOn: kit.key().$type<Day>().notNull(),
    topic: kit.text().notNull(),
    minutes: kit.integer().notNull(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
    withdrawnBy: kit.key(),
    withdrawnAt: kit.long(),
  },
  (row) => [kit.index('trainings_user').on(row.userId, row.heldOn), kit.check('trainings_minutes', sql`minutes > 0`)],
);

/** 工作月报 of a month that is closed: what it was then. Append-only. */
export const workSheets = kit.table(
  'work_sheets',
  {
    userId: kit.key().notNull(),
    /** The first of it. */
    month: kit.key().$type<Day>().notNull(),
    figures: kit.json().$type<WorkFigures>().notNull(),
    lists: kit.json().$type<WorkLists>().notNull(),
    /** Where she was in post. */
    regionCodes: kit.json().$type<string[]>().notNull(),
    policyVersion: kit.integer().notNull(),
    closedAt: kit.long().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.userId, row.month] })],
);

/**
 * How the visits of a village stand on a day. Counted anew whenever something changed there; whoever finds a row of another
 * day, or none, counts that village itself.
 */
export const visitCounts = kit.table('visit_counts', {
  regionCode: kit.key().primaryKey(),
  /** '' = something has changed since. */
  countedOn: kit.key().$type<Day | ''>().notNull(),
  /** On the register. */
  people: kit.integer().notNull(),
  /** Of them seen this month. */
  seen: kit.integer().notNull(),
  /** Away and not seen this month. */
  away: kit.integer().notNull(),
  /** Elders whose visit is late. */
  late: kit.integer().notNull(),
});
