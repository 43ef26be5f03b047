/** 保险: policies that cover volunteers while they serve, who is on each by name, and every move of it. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Day } from '#domain/day';
import type { AgeAt, InsuranceKind, InsuranceMoveName } from '#domain/insurance';

export const insurances = kit.table(
  'insurances',
  {
    id: kit.key().primaryKey(),
    /** Whose volunteers it is for: a county or a town. */
    regionCode: kit.key().notNull(),
    kind: kit.text().$type<InsuranceKind>().notNull(),
    insurer: kit.text().notNull(),
    policyNumber: kit.text().notNull(),
    fromDay: kit.key().$type<Day>().notNull(),
    /** The last day that it covers. */
    toDay: kit.key().$type<Day>().notNull(),
    ageFrom: kit.integer().notNull(),
    /** The last year of life that it covers; null = no upper limit. */
    ageTo: kit.integer(),
    /** On which day the age counts: when the policy began, or on the day itself. */
    ageAt: kit.text().$type<AgeAt>().notNull(),
    /** Every volunteer of the place; otherwise those who are on it by name. */
    everybody: kit.bool().notNull(),
    claimPhone: kit.text().notNull(),
    note: kit.text(),
    /** It was given up before its time: the last day that it covered, and why. */
    endedOn: kit.key().$type<Day>(),
    endReason: kit.text(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
    version: kit.integer().notNull(),
  },
  (row) => [
    kit.uniqueIndex('insurances_number').on(row.insurer, row.policyNumber),
    kit.index('insurances_region').on(row.regionCode, row.toDay),
    kit.check('insurances_period', sql`to_day >= from_day`),
    kit.check('insurances_ages', sql`age_from >= 0 and (age_to is null or age_to >= age_from)`),
    kit.check('insurances_ended', sql`(ended_on is null) = (end_reason is null)`),
  ],
);

/** Who is on a policy by name. Taken off = `toDay` is set; never removed. */
export const insuranceNames = kit.table(
  'insurance_names',
  {
    insuranceId: kit.key().notNull(),
    memberId: kit.key().notNull(),
    fromDay: kit.key().$type<Day>().notNull(),
    /** The last day; null = as long as the policy runs. */
    toDay: kit.key().$type<Day>(),
    addedBy: kit.key().notNull(),
    addedAt: kit.long().notNull(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.insuranceId, row.memberId, row.fromDay] }),
    kit.index('insurance_names_member').on(row.memberId),
  ],
);

/** Every move: who, when, why. Append-only. */
export const insuranceMoves = kit.table(
  'insurance_moves',
  {
    id: kit.key().primaryKey(),
    insuranceId: kit.key().notNull(),
    move: kit.text().$type<InsuranceMoveName>().notNull(),
    /** Who was put on it or taken off it. */
    memberId: kit.key(),
    actorId: kit.key().notNull(),
    grantId: kit.key(),
    note: kit.text(),
    policyVersion: kit.integer().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('insurance_moves_insurance').on(move.insuranceId, move.at)],
);
