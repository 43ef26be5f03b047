/** Care: the service catalogue and the exchange with all that is known of it: people, evidence, moves, flags, decision. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day, HalfDay } from '#domain/day';
import type { EvidenceKind, Grade, Shown } from '#domain/evidence';
import type { MoveName, State } from '#domain/exchange';
import type { Found } from '#domain/field/record';

export const services = kit.table('services', {
  code: kit.key().primaryKey(),
  nameZh: kit.text().notNull(),
  nameEn: kit.text().notNull(),
  certificate: kit.text().$type<'none' | 'training' | 'professional'>().notNull(),
  certificateNote: kit.text(),
  risk: kit.text().$type<'low' | 'med' | 'high'>().notNull(),
  maxMinutes: kit.integer().notNull(),
  people: kit.integer().notNull(),
  needsConsent: kit.bool().notNull(),
  cashSlip: kit.bool().notNull(),
  enabled: kit.bool().notNull(),
});

export const exchanges = kit.table(
  'exchanges',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    /** Where it is or was served: keeps the code of its day. */
    regionCode: kit.key().notNull(),
    /** The recipient's present town, rewritten when she moves: her officer sees what is open about her. */
    recipientTown: kit.key().notNull(),
    serviceCode: kit.key().notNull(),
    purpose: kit.text().$type<'asked' | 'pairing' | 'station'>().notNull(),
    /** The pairing that it was a visit of. */
    pairingId: kit.key(),
    state: kit.text().$type<State>().notNull(),
    /** The state before it was returned. */
    stateBefore: kit.text().$type<State>(),
    /** She asked to use minutes she earned herself. */
    wantsOwn: kit.bool().notNull(),
    urgent: kit.bool().notNull(),

    requestedBy: kit.key(),
    requestedAt: kit.long(),
    /** How the recipient agreed when somebody asked for her. */
    consentHow: kit.text().$type<'inPerson' | 'phone' | 'family' | 'self'>(),
    plannedOn: kit.key().$type<Day>(),
    plannedHalfDay: kit.text().$type<HalfDay>(),
    plannedStart: kit.integer(),
    plannedMinutes: kit.integer(),
    wish: kit.text(),
    approvedAt: kit.long(),

    signedInAt: kit.long(),
    servedOn: kit.key().$type<Day>(),
    startMinute: kit.integer(),
    endMinute: kit.integer(),
    halfDay: kit.text().$type<HalfDay>(),
    servedMinutes: kit.integer(),
    loggedBy: kit.key(),
    loggedAt: kit.long(),
    loggedDevice: kit.key(),

    confirmedBy: kit.key(),
    confirmedAt: kit.long(),
    checkedBy: kit.key(),
    checkedAt: kit.long(),
    creditedBy: kit.key(),
    creditedAt: kit.long(),
    creditedMinutes: kit.integer(),
    grade: kit.text().$type<Grade>(),

    reason: kit.key(),
    reasonNote: kit.text(),
    /** Not enough minutes to pay at credit: the county sees 待补公益时间. */
    coverShort: kit.integer(),
    reversalBy: kit.key(),
    reversalAt: kit.long(),
    reversalReason: kit.key(),
    /** Of a round: how many doors it had, found or not; null for a visit. */
    doors: kit.integer(),

    createdAt: kit.long().notNull(),
    /** When it entered its present state: queues are oldest first. */
    since: kit.long().notNull(),
    version: kit.integer().notNull(),
  },
  (exchange) => [
    kit.index('exchanges_queue').on(exchange.state, exchange.regionCode, exchange.since),
    kit.index('exchanges_town').on(exchange.recipientTown, exchange.state),
    // A town's range of recipients in one state: of a hundred thousand credited, a hundred wait.
    kit.index('exchanges_queue_town').on(exchange.state, exchange.recipientTown),
    kit.index('exchanges_region').on(exchange.regionCode, exchange.servedOn),
    // A handful among a million that are credited: the county decides on them.
    kit.index('exchanges_reversal').on(exchange.state, exchange.since).where(sql`reversal_at is not null`),
    kit.index('exchanges_planned').on(exchange.state, exchange.plannedOn),
    kit.check('exchanges_minutes', sql`served_minutes is null or served_minutes >= 0`),
    kit.check('exchanges_credited', sql`credited_minutes is null or credited_minutes >= 0`),
    kit.check(
      'exchanges_four_eyes',
      sql`credited_by is null or (credited_by <> logged_by and credited_by <> checked_by)`,
    ),
    kit.check('exchanges_two_reverse', sql`state <> 'reversed' or reversal_by is not null`),
  ],
);

/** A couple at home is one visit with two beneficiaries; a station has none of its own here. */
export const exchangeBeneficiaries = kit.table(
  'exchange_beneficiaries',
  {
    exchangeId: kit.key().notNull(),
    memberId: kit.key().notNull(),
    servedOn: kit.key().$type<Day>(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.exchangeId, row.memberId] }),
    kit.index('exchange_beneficiaries_member').on(row.memberId, row.servedOn),
  ],
);

/** A round is one record with a line a door: whom one came to, and what was found there. */
export const exchangeDoors = kit.table(
  'exchange_doors',
  {
    exchangeId: kit.key().notNull(),
    /** In the order in which they were walked, from 1. */
    line: kit.integer().notNull(),
    memberId: kit.key().notNull(),
    found: kit.text().$type<Found>().notNull(),
    note: kit.text(),
  },
  (row) => [kit.primaryKey({ columns: [row.exchangeId, row.line] })],
);

/** Each volunteer's minutes are their own. Served is the truth, credited is what policy makes of it. */
export const exchangeVolunteers = kit.table(
  'exchange_volunteers',
  {
    exchangeId: kit.key().notNull(),
    memberId: kit.key().notNull(),
    how: kit.text().$type<'accepted' | 'assigned' | 'logged'>().notNull(),
    servedOn: kit.key().$type<Day>(),
    servedMinutes: kit.integer(),
    creditedMinutes: kit.integer(),
    /** Why credited differs from served, as codes. */
    creditReasons: kit.json().$type<string[]>(),
    /** Declared by one tick: 我和TA是亲戚. */
    relative: kit.bool().notNull(),
    withdrawnAt: kit.long(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.exchangeId, row.memberId] }),
    kit.index('exchange_volunteers_member').on(row.memberId, row.servedOn),
    kit.check(
      'exchange_volunteers_credited',
      sql`credited_minutes is null or (credited_minutes >= 0 and credited_minutes <= served_minutes)`,
    ),
  ],
);

/** Every move: who, when, why, and under which policy version. Append-only. */
export const moves = kit.table(
  'moves',
  {
    id: kit.key().primaryKey(),
    exchangeId: kit.key().notNull(),
    move: kit.text().$type<MoveName>().notNull(),
    fromState: kit.text().$type<State>(),
    toState: kit.text().$type<State>().notNull(),
    actorId: kit.key().notNull(),
    actingForId: kit.key(),
    grantId: kit.key(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    device: kit.key(),
    requestId: kit.key().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [
    kit.index('moves_exchange').on(move.exchangeId, move.at),
    kit.index('moves_actor').on(move.actorId, move.at),
  ],
);

/** 佐证材料: facts about the visit, each from a person and a device, with both clocks. */
export const evidence = kit.table(
  'evidence',
  {
    id: kit.key().primaryKey(),
    exchangeId: kit.key().notNull(),
    kind: kit.text().$type<EvidenceKind>().notNull(),
    /** Whose word it is. */
    byId: kit.key().notNull(),
    /** Who typed it. */
    enteredBy: kit.key().notNull(),
    device: kit.key(),
    /** What the device's clock said, when it said anything. */
    deviceAt: kit.long(),
    at: kit.long().notNull(),
    witnessName: kit.text(),
    witnessPhoneSealed: kit.text(),
    /** Line of the wall card or form, 1–10, and the number that is printed on it. */
    cardLine: kit.integer(),
    sheet: kit.key(),
    /** What this word says, where the record says other minutes. */
    minutes: kit.integer(),
    note: kit.text(),
    /** Of coming and going: how the elder's card was shown. */
    shown: kit.text().$type<Shown>(),
    /** Whose word it is came in by a PIN, or gave it: the officer who was there when it was chosen, and when that was. */
    pinSetBy: kit.key(),
    pinSetAt: kit.long(),
    /** Taken back or overtaken by a correction; never deleted. */
    voidedAt: kit.long(),
  },
  (row) => [kit.index('evidence_exchange').on(row.exchangeId, row.at)],
);

/** Breaches of a rule by a visit already made: kept, shown, decided by the town. Derived, so rewritten freely. */
export const exchangeFlags = kit.table(
  'exchange_flags',
  {
    exchangeId: kit.key().notNull(),
    flag: kit.key().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.exchangeId, row.flag] })],
);

/** 改记: what a credit that is taken back should have been. Its own record is made when the reversal is accepted, and once. */
export const replacements = kit.table(
  'replacements',
  {
    id: kit.key().primaryKey(),
    originalId: kit.key().notNull(),
    state: kit.text().$type<'proposed' | 'accepted' | 'declined'>().notNull(),
    serviceCode: kit.key().notNull(),
    servedOn: kit.key().$type<Day>().notNull(),
    startMinute: kit.integer(),
    endMinute: kit.integer(),
    halfDay: kit.text().$type<HalfDay>().notNull(),
    servedMinutes: kit.integer().notNull(),
    volunteers: kit.json().$type<{ memberId: string; relative: boolean }[]>().notNull(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    device: kit.key(),
    /** The record that stands instead. */
    replacementId: kit.key(),
  },
  (row) => [
    kit.uniqueIndex('replacements_once').on(row.originalId).where(sql`state <> 'declined'`),
    kit.uniqueIndex('replacements_by').on(row.replacementId).where(sql`replacement_id is not null`),
    kit.check('replacements_made', sql`(state = 'accepted') = (replacement_id is not null)`),
    kit.check('replacements_minutes', sql`served_minutes > 0`),
  ],
);

/** What was decided at credit, in full. The ledger's leaf carries only its commitment. */
export const decisions = kit.table('decisions', {
  exchangeId: kit.key().primaryKey(),
  record: kit.json().$type<Record<string, unknown>>().notNull(),
  salt: kit.bytes().notNull(),
  commitment: kit.key().notNull(),
});
