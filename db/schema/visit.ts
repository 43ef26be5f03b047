/** 探访: who is owed a visit and by when, what was found, and what became of it; and the days on which nobody is sent. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { AlertFloor, AlertKind, AlertMoveName, AlertState } from '#domain/alert';
import type { Day, HalfDay } from '#domain/day';
import type { DueKind } from '#domain/due';
import type { Risk, RiskReason } from '#domain/risk';
import type { Finding, Urgency, VisitMode } from '#domain/visit';

/** Said by the database: a list of a whole county is read in its order, and a range of codes has none. */
const inCounty = () => kit.key().generatedAlwaysAs(sql`substr(region_code, 1, 6)`);

/** 在册老人: who is owed a visit, derived from facts by a job and when facts or alerts change. One row an elder. */
export const visitRegister = kit.table(
  'visit_register',
  {
    memberId: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    county: inCounty(),
    risk: kit.text().$type<Risk>().notNull(),
    reasons: kit.json().$type<RiskReason[]>().notNull(),
    onSince: kit.key().$type<Day>().notNull(),
    derivedAt: kit.long().notNull(),
    /** The last day on which somebody saw her, and on which she was at least heard. */
    seenOn: kit.key().$type<Day>(),
    heardOn: kit.key().$type<Day>(),
    /** How often running nobody was at home. */
    unseenTimes: kit.integer().notNull(),
  },
  (row) => [
    kit.index('visit_register_region').on(row.regionCode, row.risk),
    // A county is read from whoever was seen longest ago on: sixty of a hundred thousand cost what sixty of a thousand do.
    kit.index('visit_register_unseen').on(row.county, row.seenOn, row.memberId),
  ],
);

/** A visit that was made, or tried. Append-only but for its correction: `correctedBy` leads to the one that stands. */
export const visits = kit.table(
  'visits',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    /** Where she lived on that day: history keeps it. */
    regionCode: kit.key().notNull(),
    visitedOn: kit.key().$type<Day>().notNull(),
    halfDay: kit.text().$type<HalfDay>(),
    mode: kit.text().$type<VisitMode>().notNull(),
    findings: kit.json().$type<Finding[]>().notNull(),
    note: kit.text(),
    /** Who went: a user on duty, or a volunteer of a pairing. */
    visitorId: kit.key().notNull(),
    duty: kit.bool().notNull(),
    pairingId: kit.key(),
    /** The service that was recorded with the same tap. */
    exchangeId: kit.key(),
    alertId: kit.key(),
    /** She had died before that day: kept as it was told, counted nowhere. */
    afterDeath: kit.bool().notNull(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
    device: kit.key(),
    deviceAt: kit.long(),
    correctedBy: kit.key(),
  },
  (visit) => [
    kit.index('visits_member').on(visit.memberId, visit.visitedOn),
    kit.index('visits_region').on(visit.regionCode, visit.visitedOn),
    kit.index('visits_visitor').on(visit.visitorId, visit.visitedOn),
    kit.index('visits_exchange').on(visit.exchangeId).where(sql`exchange_id is not null`),
  ],
);

/** 应探访: one row an elder and period. Met by a visit; whoever is away or in a storm is read beside it, not written in. */
export const dues = kit.table(
  'dues',
  {
    memberId: kit.key().notNull(),
    kind: kit.text().$type<DueKind>().notNull(),
    fromDay: kit.key().$type<Day>().notNull(),
    dueOn: kit.key().$type<Day>().notNull(),
    /** Rewritten when she moves or places are redrawn: whoever answers for her now sees it. */
    regionCode: kit.key().notNull(),
    county: inCounty(),
    risk: kit.text().$type<Risk>().notNull(),
    pairingId: kit.key(),
    alertId: kit.key(),
    metBy: kit.key(),
    metOn: kit.key().$type<Day>(),
    /** It is owed no more: she died, left, came off the register, or the pairing ended. */
    droppedAt: kit.long(),
    dropReason: kit.key(),
  },
  (due) => [
    kit.primaryKey({ columns: [due.memberId, due.kind, due.fromDay] }),
    // Open ones only: of a hundred thousand elders a few thousand are open, and those lists must not grow with the met.
    kit.index('dues_open').on(due.regionCode, due.dueOn).where(sql`met_by is null and dropped_at is null`),
    kit.index('dues_month').on(due.regionCode, due.fromDay),
    // The longest owed of a county, whatever is owed in it.
    kit.index('dues_late').on(due.county, due.dueOn, due.memberId).where(sql`met_by is null and dropped_at is null`),
    kit.check('dues_period', sql`due_on >= from_day`),
    kit.check('dues_met', sql`(met_by is null) = (met_on is null)`),
  ],
);

/** 异常: something wrong was found, or she was not found. */
export const alerts = kit.table(
  'alerts',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    regionCode: kit.key().notNull(),
    kind: kit.text().$type<AlertKind>().notNull(),
    state: kit.text().$type<AlertState>().notNull(),
    urgency: kit.text().$type<Urgency>().notNull(),
    findings: kit.json().$type<Finding[]>().notNull(),
    note: kit.text(),
    floor: kit.text().$type<AlertFloor>().notNull(),
    /** Who sees to it: from the first minute whoever answers for her village; null where no post is held. */
    ownerId: kit.key(),
    openedBy: kit.key().notNull(),
    openedAt: kit.long().notNull(),
    dueAt: kit.long().notNull(),
    takenAt: kit.long(),
    closedBy: kit.key(),
    closedAt: kit.long(),
    closeReason: kit.key(),
    closeNote: kit.text(),
    version: kit.integer().notNull(),
  },
  (alert) => [
    kit.uniqueIndex('alerts_open').on(alert.memberId, alert.kind).where(sql`state <> 'closed'`),
    kit.index('alerts_region').on(alert.state, alert.regionCode, alert.dueAt),
    kit.index('alerts_owner').on(alert.ownerId, alert.state),
    kit.index('alerts_member').on(alert.memberId, alert.openedAt),
    kit.index('alerts_opened_by').on(alert.openedBy, alert.openedAt),
    kit.index('alerts_closed_by').on(alert.closedBy, alert.closedAt).where(sql`closed_by is not null`),
    kit.index('alerts_due').on(alert.dueAt).where(sql`state <> 'closed'`),
    kit.check('alerts_closed', sql`(state = 'closed') = (closed_by is not null)`),
    kit.check('alerts_close_says', sql`state <> 'closed' or (close_reason is not null and close_note is not null)`),
  ],
);

/** Every move of an alert. Append-only. */
export const alertMoves = kit.table(
  'alert_moves',
  {
    id: kit.key().primaryKey(),
    alertId: kit.key().notNull(),
    move: kit.text().$type<AlertMoveName>().notNull(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    reason: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('alert_moves_alert').on(move.alertId, move.at)],
);
