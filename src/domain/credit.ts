/**
 * Served and credited minutes are two numbers (domain.md, Care). Served is the truth: it is never capped and never
 * refused. Credited = min(served, service maximum, what is left of day, month and recipient caps), family 0; the
 * reasons say the difference in words.
 */
import type { Bond } from '#domain/kinship';
import type { PolicyValues } from '#domain/policy';

/** Why fewer minutes are credited than were served, in the order in which they bit. */
export const CREDIT_REASONS = [
  'family',
  'duty',
  'after_death',
  'not_creditable',
  'too_short',
  'service_maximum',
  'day_cap',
  'month_cap',
  'recipient_day_cap',
  'granularity',
] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** All minutes; `…Left` = cap minus what is already credited, `Infinity` where the cap is off, below 0 counts as 0. */
export interface CreditQuestion {
  served: number;
  bond: Bond;
  /** The service's maximum; 0 for what never credits (being trained). */
  serviceMaximum: number;
  dayLeft: number;
  monthLeft: number;
  recipientDayLeft?: number;
  minSession: number;
  granularity: number;
  rounding: PolicyValues['credit.rounding'];
  /** Paid or on-duty hours: helpers, cadres, social workers, paid carers. */
  duty: boolean;
  /** A beneficiary had died before that day. */
  afterDeath?: boolean;
}

/** What is left of a cap, from `used` minutes; an absent cap leaves everything. */
export const leftOf = (cap: number | null, used: number): number => (cap === null ? Infinity : Math.max(0, cap - used));

/**
 * Minutes to credit for one volunteer's part of one visit, and why not all of them.
 * 0 ≤ minutes ≤ served; more served, or more left of a cap, never credits less.
 */
export function creditMinutes(question: CreditQuestion): { minutes: number; reasons: CreditReason[] } {
  const { served, bond, serviceMaximum, minSession, granularity, duty, afterDeath } = question;
  const never: CreditReason[] = [];
  if (bond === 'family') never.push('family');
  if (duty) never.push('duty');
  if (afterDeath) never.push('after_death');
  if (serviceMaximum <= 0) never.push('not_creditable');
  if (never.length > 0) return { minutes: 0, reasons: never };
  if (served < minSession) return { minutes: 0, reasons: served > 0 ? ['too_short'] : [] };

  const limits: [CreditReason, number][] = [
    ['service_maximum', serviceMaximum],
    ['day_cap', question.dayLeft],
    ['month_cap', question.monthLeft],
    ['recipient_day_cap', question.recipientDayLeft ?? Infinity],
  ];
  let minutes = served;
  const reasons: CreditReason[] = [];
  for (const [reason, limit] of limits) {
    if (Math.max(0, limit) >= minutes) continue;
    minutes = Math.max(0, limit);
    reasons.push(reason);
  }
  const beyondStep = minutes % granularity;
  if (beyondStep > 0) reasons.push('granularity');
  return { minutes: minutes - beyondStep, reasons };
}
