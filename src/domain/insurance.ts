/**
 * 保险: is a volunteer insured while they serve? Before risky work the organiser insures them (Volunteer Service
 * Regulations, art. 15–17), so what is of medium or high risk is promised to nobody who is not. What was done already is
 * never refused for it, only flagged (`#domain/flags`).
 *
 * Cover of the hour ledger is something else: `#domain/cover`.
 */
import { addDays, ageOn, birthdayOf, type Day } from '#domain/day';
import { type RegionCode, reaches } from '#domain/region';
import type { Risk } from '#domain/service';

/** Accident: the volunteer is hurt. Liability: somebody else is, or something breaks. */
export const INSURANCE_KINDS = ['accident', 'liability'] as const;
export type InsuranceKind = (typeof INSURANCE_KINDS)[number];

/** Insurers count the age when the policy began, some on the day of the accident. */
export const AGE_AT = ['begin', 'day'] as const;
export type AgeAt = (typeof AGE_AT)[number];

export const INSURANCE_MOVES = ['record', 'addName', 'takeOff', 'end'] as const;
export type InsuranceMoveName = (typeof INSURANCE_MOVES)[number];

export interface Insurance {
  id: string;
  regionCode: RegionCode;
  kind: InsuranceKind;
  fromDay: Day;
  /** Inclusive. */
  toDay: Day;
  ageFrom: number;
  /** Inclusive; null = no upper limit. */
  ageTo: number | null;
  ageAt: AgeAt;
  /** Every volunteer of the place, or only those by name. */
  everybody: boolean;
  /** The last day of one that was given up. */
  endedOn: Day | null;
}

export interface InsuredName {
  insuranceId: string;
  memberId: string;
  fromDay: Day;
  /** Inclusive; null = as long as it runs. */
  toDay: Day | null;
}

export interface Insured {
  id: string;
  bornOn: Day;
  regionCode: RegionCode;
}

/** Why a policy does not cover somebody on a day, the first that is found. */
export const UNCOVERED = ['kind', 'place', 'name', 'period', 'young', 'old'] as const;
export type Uncovered = (typeof UNCOVERED)[number];

/** Low risk is done without; everything else asks for an accident policy. */
export const needsInsurance = (service: { risk: Risk }): boolean => service.risk !== 'low';

/** Why this policy does not cover them on this day, or null: it does. */
export function whyUncovered(
  volunteer: Insured,
  day: Day,
  insurance: Insurance,
  names: readonly InsuredName[],
): Uncovered | null {
  if (insurance.kind !== 'accident') return 'kind';
  if (!reaches(insurance.regionCode, volunteer.regionCode)) return 'place';
  const theirs = names.filter((one) => one.insuranceId === insurance.id && one.memberId === volunteer.id);
  if (!insurance.everybody && theirs.length === 0) return 'name';
  if (day < insurance.fromDay || day > lastDayOf(insurance)) return 'period';
  if (!insurance.everybody && !theirs.some((one) => one.fromDay <= day && day <= (one.toDay ?? day))) return 'name';
  const age = ageOn(volunteer.bornOn, insurance.ageAt === 'begin' ? insurance.fromDay : day);
  if (age < insurance.ageFrom) return 'young';
  return insurance.ageTo !== null && age > insurance.ageTo ? 'old' : null;
}

/** Is anybody insured here on this day? One accident policy that covers them is enough. */
export const covered = (
  volunteer: Insured,
  day: Day,
  insurances: readonly Insurance[],
  names: readonly InsuredName[],
): boolean => insurances.some((one) => whyUncovered(volunteer, day, one, names) === null);

/** The policies that cover them on this day: what to claim from, the first first. */
export const coversOn = <I extends Insurance>(
  volunteer: Insured,
  day: Day,
  insurances: readonly I[],
  names: readonly InsuredName[],
): I[] => insurances.filter((one) => whyUncovered(volunteer, day, one, names) === null);

export const lastDayOf = ({ toDay, endedOn }: Pick<Insurance, 'toDay' | 'endedOn'>): Day =>
  endedOn !== null && endedOn < toDay ? endedOn : toDay;

/** Both days inclusive. */
interface Span {
  from: Day;
  to: Day;
}

/** The days on which they are covered, policy by policy; spans of different policies may overlap. */
export function spansOf(volunteer: Insured, insurances: readonly Insurance[], names: readonly InsuredName[]): Span[] {
  return insurances.flatMap((insurance) => {
    if (insurance.kind !== 'accident' || !reaches(insurance.regionCode, volunteer.regionCode)) return [];
    const aged = agedSpan(volunteer, insurance);
    const theirs = names.filter((one) => one.insuranceId === insurance.id && one.memberId === volunteer.id);
    const named = insurance.everybody ? [aged] : theirs.map(({ fromDay, toDay }) => within(aged, fromDay, toDay));
    return named.filter(({ from, to }) => from <= to);
  });
}

/** The days of the policy on which their age is within it. */
function agedSpan({ bornOn }: Insured, insurance: Insurance): Span {
  const { fromDay: from, ageFrom, ageTo, ageAt } = insurance;
  const to = lastDayOf(insurance);
  if (ageAt === 'day') {
    return within(
      { from, to },
      birthdayOf(bornOn, ageFrom),
      ageTo === null ? null : addDays(birthdayOf(bornOn, ageTo + 1), -1),
    );
  }
  const age = ageOn(bornOn, from);
  return age >= ageFrom && (ageTo === null || age <= ageTo) ? { from, to } : { from, to: addDays(from, -1) };
}

const within = (span: Span, from: Day, to: Day | null): Span => ({
  from: span.from > from ? span.from : from,
  to: to !== null && to < span.to ? to : span.to,
});

/** The last day up to which they are covered without a gap from `day` on; null = not on that day. */
export function coveredUntil(day: Day, spans: readonly Span[]): Day | null {
  let until: Day | null = null;
  for (const { from, to } of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (to < day || from > (until === null ? day : addDays(until, 1))) continue;
    if (until === null || to > until) until = to;
  }
  return until;
}
