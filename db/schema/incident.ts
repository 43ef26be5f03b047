/** 意外: what happened, by when town and county must have heard of it, what was done step by step, and how it ended. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day, MinuteOfDay } from '#domain/day';
import type { IncidentKind, IncidentMoveName, IncidentState } from '#domain/incident';

export const incidents = kit.table(
  'incidents',
  {
    id: kit.key().primaryKey(),
    /** Where it happened: keeps the code of its day. */
    regionCode: kit.key().notNull(),
    kind: kit.text().$type<IncidentKind>().notNull(),
    state: kit.text().$type<IncidentState>().notNull(),
    happenedOn: kit.key().$type<Day>().notNull(),
    happenedMinute: kit.integer().$type<MinuteOfDay>(),
    place: kit.text(),
    /** What happened, in the words of whoever told of it. */
    told: kit.text().notNull(),
    elderId: kit.key(),
    volunteerId: kit.key(),
    pairingId: kit.key(),
    /** The order that it happened on: what the insurer asks for. */
    exchangeId: kit.key(),
    insuranceId: kit.key(),

    toldBy: kit.key().notNull(),
    toldAt: kit.long().notNull(),
    /** When somebody first knew of it: the deadline of the first report runs from here. */
    knownAt: kit.long().notNull(),
    dueAt: kit.long().notNull(),
    reportedBy: kit.key(),
    reportedAt: kit.long(),
    policeNumber: kit.text(),
    claimNumber: kit.text(),

    closedBy: kit.key(),
    closedAt: kit.long(),
    closeReason: kit.key(),
    closeNote: kit.text(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.index('incidents_region').on(row.state, row.regionCode, row.dueAt),
    kit.index('incidents_elder').on(row.elderId, row.toldAt),
    kit.index('incidents_volunteer').on(row.volunteerId, row.toldAt),
    kit.index('incidents_due').on(row.dueAt).where(sql`state = 'told'`),
    kit.check('incidents_somebody', sql`elder_id is not null or volunteer_id is not null`),
    kit.check('incidents_reported', sql`(state = 'told') = (reported_by is null)`),
    kit.check('incidents_closed', sql`(state = 'closed') = (closed_by is not null)`),
    kit.check('incidents_close_says', sql`state <> 'closed' or (close_reason is not null and close_note is not null)`),
    kit.check('incidents_four_eyes', sql`closed_by is null or (closed_by <> told_by and closed_by <> reported_by)`),
  ],
);

/** Every step of it, in order. Append-only. */
export const incidentMoves = kit.table(
  'incident_moves',
  {
    id: kit.key().primaryKey(),
    incidentId: kit.key().notNull(),
    move: kit.text().$type<IncidentMoveName>().notNull(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    requestId: kit.key().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('incident_moves_incident').on(move.incidentId, move.at)],
);
