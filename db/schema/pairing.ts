/** 结对帮扶: a volunteer and an elder who belong together, every move of it, and what suits either of them. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type { AgreedHow, PairingMoveName, PairingState } from '#domain/pairing';
import type { Dialect, WeekTime } from '#domain/suits';

export const pairings = kit.table(
  'pairings',
  {
    id: kit.key().primaryKey(),
    /** Where the elder lives: a redraw and her moving rewrite it. */
    regionCode: kit.key().notNull(),
    elderId: kit.key().notNull(),
    volunteerId: kit.key().notNull(),
    state: kit.text().$type<PairingState>().notNull(),
    visitsPerMonth: kit.integer().notNull(),
    minutesPerVisit: kit.integer().notNull(),
    serviceCodes: kit.json().$type<string[]>().notNull(),
    /** 亲戚: declared by whoever proposed it. */
    relative: kit.bool().notNull(),
    /** The helper who answers for it: a user. */
    helperId: kit.key().notNull(),
    /** The pairing whose work this one takes over. */
    followsId: kit.key(),

    elderSaid: kit.text().$type<AgreedHow>(),
    elderSaidBy: kit.key(),
    elderSaidAt: kit.long(),
    volunteerSaid: kit.text().$type<AgreedHow>(),
    volunteerSaidBy: kit.key(),
    volunteerSaidAt: kit.long(),

    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    confirmedBy: kit.key(),
    confirmedAt: kit.long(),
    /** Minutes a month that its confirmation set aside, by who pays. */
    grantMinutes: kit.integer().notNull(),
    poolMinutes: kit.integer().notNull(),
    beginsOn: kit.key().$type<Day>(),
    /** From this day on it is looked at again: the first of a month. */
    reviewOn: kit.key().$type<Day>(),

    substituteId: kit.key(),
    substituteFrom: kit.key().$type<Day>(),
    substituteTo: kit.key().$type<Day>(),

    /** Why it is paused, or how it ended; the newest word. */
    reason: kit.key(),
    note: kit.text(),
    endedOn: kit.key().$type<Day>(),
    version: kit.integer().notNull(),
    since: kit.long().notNull(),
  },
  (pairing) => [
    kit
      .uniqueIndex('pairings_once')
      .on(pairing.elderId, pairing.volunteerId)
      .where(sql`state in ('proposed', 'agreed', 'active', 'paused')`),
    kit.index('pairings_volunteer').on(pairing.volunteerId, pairing.state),
    kit.index('pairings_elder').on(pairing.elderId, pairing.state),
    kit.index('pairings_region').on(pairing.state, pairing.regionCode, pairing.since),
    kit.index('pairings_review').on(pairing.reviewOn).where(sql`state = 'active'`),
    kit.check('pairings_two', sql`elder_id <> volunteer_id`),
    kit.check('pairings_two_officers', sql`confirmed_by is null or confirmed_by <> proposed_by`),
    kit.check('pairings_agreed', sql`confirmed_by is null or (elder_said is not null and volunteer_said is not null)`),
    kit.check('pairings_visits', sql`visits_per_month > 0 and minutes_per_visit > 0`),
    kit.check(
      'pairings_committed',
      sql`confirmed_by is null or grant_minutes + pool_minutes = visits_per_month * minutes_per_visit`,
    ),
  ],
);

/** Every move: who, when, why, and under which policy version. Append-only. */
export const pairingMoves = kit.table(
  'pairing_moves',
  {
    id: kit.key().primaryKey(),
    pairingId: kit.key().notNull(),
    move: kit.text().$type<PairingMoveName>().notNull(),
    fromState: kit.text().$type<PairingState>(),
    toState: kit.text().$type<PairingState>().notNull(),
    actorId: kit.key().notNull(),
    actingForId: kit.key(),
    grantId: kit.key(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    requestId: kit.key().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('pairing_moves_pairing').on(move.pairingId, move.at)],
);

/** 合得来: what somebody speaks, when she is at home or free, and what she wishes of the other. One row a member. */
export const suits = kit.table('suits', {
  memberId: kit.key().primaryKey(),
  dialects: kit.json().$type<Dialect[]>().notNull(),
  /** Half-days of the week, '1 morning' = Monday morning; empty = any. */
  times: kit.json().$type<WeekTime[]>().notNull(),
  /** Of an elder: whom she would have in her house; null = either. */
  volunteerSex: kit.text().$type<'female' | 'male'>(),
  /** She will have nobody else. */
  sexMust: kit.bool().notNull(),
  dialectMust: kit.bool().notNull(),
  /** Of a volunteer: how many elders she would take on at most; null = as policy has it. */
  mostElders: kit.integer(),
  recordedBy: kit.key().notNull(),
  recordedAt: kit.long().notNull(),
});
