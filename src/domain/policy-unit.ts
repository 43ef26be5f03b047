/**
 * What the value of each key of the policy is counted in, so that a page says 4 小时 and not 240, and a form asks in the
 * same unit. `fixed` = no level may change it: its value is one sentence.
 */
import type { Allowance } from '#domain/category';
import { POLICY, type PolicyKey, type PolicyValues } from '#domain/policy';
import { Refusal } from '#domain/refusal';

/** `steps` = several amounts of minutes that rise; `parts` = several settings that only make sense together. */
export type Unit =
  | 'minutes'
  | 'hours'
  | 'days'
  | 'workingDays'
  | 'months'
  | 'years'
  | 'age'
  | 'percent'
  | 'fold'
  | 'visits'
  | 'people'
  | 'kinds'
  | 'dayOfMonth'
  | 'fen'
  | 'flag'
  | 'code'
  | 'codes'
  | 'text'
  | 'steps'
  | 'parts'
  | 'fixed';

export const UNITS = {
  'brand.name': 'text',
  'unit.label': 'text',
  'ledger.unit': 'fixed',
  'credit.granularityMin': 'minutes',
  'credit.rounding': 'code',
  'credit.minSessionMin': 'minutes',
  'credit.excludeTravel': 'fixed',
  'earn.maxSessionMin': 'minutes',
  'earn.dailyCapMin': 'minutes',
  'earn.monthlyCapMin': 'minutes',
  'earn.recipientDailyCapMin': 'minutes',
  'earn.overlapAllowed': 'fixed',
  'earn.capsNeverRefuse': 'fixed',
  'balance.storageCapMin': 'minutes',
  'balance.overflow': 'code',
  'balance.warnPct': 'percent',
  'balance.expiryMonths': 'months',
  'redeem.minAge': 'age',
  'redeem.hardshipMinAge': 'age',
  'redeem.minLifetimeMin': 'minutes',
  'redeem.maxPerRequestMin': 'minutes',
  'redeem.maxPerMonthMin': 'minutes',
  'redeem.kinds': 'codes',
  'redeem.requiresTownApproval': 'code',
  'redeem.urgentReasonWorkingDays': 'workingDays',
  'redeem.undoWindowMin': 'minutes',
  'hold.onApproval': 'fixed',
  'volunteer.minAge': 'age',
  'volunteer.minors': 'fixed',
  'volunteer.lowAgeElder': 'fixed',
  'volunteer.physicalWorkMaxAge': 'age',
  'volunteer.checks': 'codes',
  'recipient.keyElder': 'parts',
  'grant.keyElderMonthlyMin': 'minutes',
  'grant.lapseMonths': 'months',
  'grant.starterMin': 'minutes',
  'grant.requires': 'fixed',
  'transfer.relations': 'codes',
  'transfer.approval': 'fixed',
  'transfer.maxPerYearMin': 'minutes',
  'donate.targets': 'fixed',
  'group.hours': 'code',
  'coefficient.enabled': 'fixed',
  'verify.minEvidence': 'kinds',
  'verify.classes': 'fixed',
  'verify.dualReview': 'fixed',
  'log.closeDay': 'dayOfMonth',
  'notice.publicDays': 'days',
  'notice.gate': 'flag',
  'dispute.fileDays': 'days',
  'dispute.replyDays': 'workingDays',
  'audit.spotCheckPct': 'parts',
  'sanction.falseHours': 'parts',
  'honour.starsMin': 'steps',
  'pairing.maxEldersPerVolunteer': 'people',
  'pairing.minVisitsPerMonth': 'visits',
  'pairing.alertMissingVisits': 'visits',
  'pairing.reviewMonths': 'months',
  'visit.rhythmHigh': 'code',
  'visit.rhythmMedium': 'code',
  'visit.rhythmLow': 'code',
  'visit.monthlyRatePct': 'percent',
  'storm.listFrom': 'code',
  'storm.visitHours': 'hours',
  'alert.deadlineHours': 'parts',
  'incident.firstReportHours': 'hours',
  'insurance.warnDays': 'days',
  'cash.ceilingFen': 'fen',
  'pool.reserveValuePerHourFen': 'fen',
  'pool.coverWarnPct': 'parts',
  'clearing.withinCity': 'flag',
  'clearing.otherCities': 'fixed',
  'exit.options': 'fixed',
  'exit.redeemMonths': 'months',
  'death.rule': 'fixed',
  'death.claimDays': 'days',
  'retention.ledger': 'fixed',
  'retention.auditLogMonths': 'months',
  'kin.family': 'fixed',
  'kin.relatives': 'flag',
  'kin.relativesSampleTimes': 'fold',
  'helper.earnsInOwnArea': 'fixed',
  'decision.escalateWorkingDays': 'workingDays',
  'pin.setBy': 'fixed',
} as const satisfies Record<PolicyKey, Unit>;

/** What the parts of `parts` are counted in. */
export const PART_UNITS = {
  aloneFromAge: 'age',
  hardshipFromAge: 'age',
  hardshipToAge: 'age',
  allowances: 'codes',
  attested: 'percent',
  verified: 'percent',
  fromYears: 'years',
  toYears: 'years',
  warn: 'percent',
  red: 'percent',
  now: 'hours',
  soon: 'hours',
  later: 'hours',
} as const satisfies Record<string, Unit>;

export type Part = keyof typeof PART_UNITS;
type KeysIn<U extends Unit> = { [K in PolicyKey]: (typeof UNITS)[K] extends U ? K : never }[PolicyKey];
export type FixedKey = KeysIn<'fixed'>;
export type PartsKey = KeysIn<'parts'>;
type CodesIn<V> = V extends readonly (infer C)[] ? C : V;
/** Every code that a value may be or hold, each of which has words. */
export type PolicyCode = CodesIn<PolicyValues[KeysIn<'code' | 'codes'>]> | Allowance;

export const isPolicyKey = (text: string): text is PolicyKey => Object.hasOwn(POLICY, text);

/** The parts of a key, none for a key that is one setting. */
export const partsOf = (key: PolicyKey): Part[] =>
  UNITS[key] === 'parts' ? (Object.keys(POLICY[key].default as object) as Part[]) : [];

export interface Limits {
  from?: number;
  to?: number;
  choices: string[];
}

/** What a key, or one part of it, may be set to: its reader says so when it refuses. */
export function limitsOf(key: PolicyKey, part?: Part): Limits {
  try {
    POLICY[key].read(part ? { [part]: {} } : {});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { from, to, choices } = error.params;
    const listed = typeof choices === 'string' ? choices.split(', ') : [];
    return { ...(typeof from === 'number' && typeof to === 'number' ? { from, to } : {}), choices: listed };
  }
  return { choices: [] };
}
