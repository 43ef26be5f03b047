/**
 * Policy: every rule with a number is a typed key with a level, a day from which it holds and a version
 * (domain.md, head; defaults from db/data/policy-defaults.csv). Minutes are whole; what the CSV gives in hours is kept
 * in minutes.
 *
 * Which day a rule is looked up by is the caller's to pass: **earning rules** (`credit.`, `earn.`, caps, service
 * limits) by the day of service, **approvals** (`redeem.`, `transfer.`, who decides, close days) by the day of
 * decision.
 */
import { ALLOWANCES, GRANT_RULE, type GrantRule } from '#domain/category';
import type { Day } from '#domain/day';
import { RHYTHMS } from '#domain/due';
import { RELATIONS } from '#domain/kinship';
import { type RegionCode, upwards } from '#domain/region';
import { RISKS } from '#domain/risk';
import { fixed, flag, oneOf, rising, type Setting, someOf, together, whole, wholeOrOff, words } from '#domain/setting';

const MANY = 2 ** 31 - 1;

/** Key → how it is read, and its default. `fixed` = the CSV says fixed, or gives no range: shown, never changed. */
export const POLICY = {
  'brand.name': words('云浮市养老互助时间平台'),
  'unit.label': words('小时'),
  'ledger.unit': fixed('minutes'),

  'credit.granularityMin': oneOf([1, 15, 30, 60], 1),
  // Never up: a rounding that gives a minute nobody served makes minutes, so "nearest" of the CSV is not offered.
  'credit.rounding': oneOf(['floor'], 'floor'),
  'credit.minSessionMin': whole(10, 1, 60),
  'credit.excludeTravel': fixed(true),
  'earn.maxSessionMin': whole(240, 60, 480),
  'earn.dailyCapMin': whole(240, 60, 480), // a strict county sets 120
  'earn.monthlyCapMin': wholeOrOff(3600, 60, 6000),
  'earn.recipientDailyCapMin': whole(240, 60, 480),
  'earn.overlapAllowed': fixed(false),
  'earn.capsNeverRefuse': fixed(true),

  'balance.storageCapMin': wholeOrOff(90_000, 36_000, MANY),
  'balance.overflow': oneOf(['pool', 'reject', 'honour'], 'pool'),
  'balance.warnPct': whole(90, 50, 100),
  'balance.expiryMonths': wholeOrOff(null, 1, 120),

  'redeem.minAge': whole(60, 55, 70),
  'redeem.hardshipMinAge': whole(60, 55, 65),
  'redeem.minLifetimeMin': whole(0, 0, 6000),
  'redeem.maxPerRequestMin': wholeOrOff(null, 30, 480), // null = the service's maximum
  'redeem.maxPerMonthMin': wholeOrOff(1200, 30, 6000),
  'redeem.kinds': someOf(['services', 'mealTickets', 'goods'], ['services']), // money is not even a choice
  'redeem.requiresTownApproval': oneOf(['always', 'byRisk', 'never'], 'byRisk'),
  'redeem.urgentReasonWorkingDays': whole(3, 1, 10),
  'redeem.undoWindowMin': whole(10, 10, 60),
  'hold.onApproval': fixed(true),

  'volunteer.minAge': whole(18, 16, 18),
  'volunteer.minors': fixed({ aloneFromAge: 18, guardianBelowAge: 14, accompaniedBelowAge: 10, refusedBelowAge: 6 }),
  'volunteer.lowAgeElder': fixed({ fromAge: 60, toAge: 69 }), // a statistic, never a gate
  'volunteer.physicalWorkMaxAge': whole(70, 65, 75), // from this age: yearly health statement and light services
  'volunteer.checks': someOf(
    ['identity', 'healthYearly', 'training', 'credit', 'offence'],
    ['identity', 'healthYearly', 'training', 'credit', 'offence'],
  ),

  'recipient.keyElder': together<{ [K in keyof GrantRule]: GrantRule[K] }>({
    aloneFromAge: whole(GRANT_RULE.aloneFromAge, 60, 100),
    hardshipFromAge: whole(GRANT_RULE.hardshipFromAge, 60, 100),
    hardshipToAge: whole(GRANT_RULE.hardshipToAge, 60, 150),
    allowances: someOf(ALLOWANCES, GRANT_RULE.allowances),
  }),
  'grant.keyElderMonthlyMin': whole(240, 0, 1200),
  'grant.lapseMonths': whole(3, 1, 12),
  'grant.starterMin': whole(0, 0, 300),
  // The county signs the yearly list and monthly changes; a job issues and lapses.
  'grant.requires': fixed('countyList'),

  'transfer.relations': someOf(
    [...RELATIONS, 'friend'],
    ['spouse', 'parent', 'parentInLaw', 'child', 'grandparent', 'sibling', 'uncleAunt'],
  ),
  'transfer.approval': fixed('townWithProof'),
  'transfer.maxPerYearMin': whole(3000, 0, MANY),
  'donate.targets': fixed(['pool', 'keyElder', 'nonProfitStation']),
  'group.hours': oneOf(['pool', 'personal'], 'pool'),
  'coefficient.enabled': fixed(false), // one hour = one hour; 1.5 would credit more than was served

  'verify.minEvidence': whole(2, 1, 4),
  'verify.classes': fixed(['verified', 'attested']),
  'verify.dualReview': fixed(true),
  'log.closeDay': whole(5, 1, 10), // of the next month, moved to a working day (`#domain/flags`)
  'notice.publicDays': whole(7, 5, 14),
  'notice.gate': flag(false), // true: credits wait as pending until the month's notice is closed
  'dispute.fileDays': whole(30, 7, 90),
  'dispute.replyDays': whole(5, 3, 15), // working days
  'audit.spotCheckPct': together({ attested: whole(10, 1, 20), verified: whole(2, 1, 20) }),
  'sanction.falseHours': together({ fromYears: whole(1, 0, 3), toYears: whole(3, 0, 3) }),
  'honour.starsMin': rising([6000, 18_000, 36_000, 60_000, 90_000]),
  'pairing.maxEldersPerVolunteer': whole(5, 1, 10),
  'pairing.minVisitsPerMonth': whole(2, 1, 8),
  'pairing.alertMissingVisits': whole(1, 1, 8),
  'pairing.reviewMonths': whole(12, 3, 24),
  'visit.rhythmHigh': oneOf(RHYTHMS, 'weekly'),
  'visit.rhythmMedium': oneOf(RHYTHMS, 'monthly'),
  'visit.rhythmLow': oneOf(RHYTHMS, 'monthly'), // 月探访率 100 % of the register, not only of the frail
  'visit.monthlyRatePct': whole(100, 50, 100),
  'storm.listFrom': oneOf(RISKS, 'medium'), // the lowest band of the register that is told before a storm
  'storm.visitHours': whole(48, 24, 96), // after it, everybody on its list is seen
  'alert.deadlineHours': together({ now: whole(24, 1, 72), soon: whole(72, 24, 168), later: whole(240, 72, 720) }),
  'incident.firstReportHours': whole(24, 1, 72), // from when somebody knew, to town and county
  'insurance.warnDays': whole(30, 7, 90), // so long ahead it is said whom nothing covers any more
  'cash.ceilingFen': whole(20_000, 1000, 200_000), // above it a slip is kept, and the town looks (village-practice finding 8)
  'pool.reserveValuePerHourFen': whole(1200, 100, 3000), // for the cover ratio only, never paid out
  'pool.coverWarnPct': together({ warn: whole(20, 1, 100), red: whole(10, 1, 100) }),
  'clearing.withinCity': flag(true),
  'clearing.otherCities': fixed('certificateOnly'),
  'exit.options': fixed(['redeem', 'transfer', 'donate', 'keep']),
  'exit.redeemMonths': whole(12, 1, 24),
  'death.rule': fixed('freezeThenKinThenPool'),
  'death.claimDays': whole(365, 30, 1095),
  'retention.ledger': fixed('permanent'),
  'retention.auditLogMonths': whole(36, 6, 1200),

  'kin.family': fixed(0), // minutes that family care credits
  'kin.relatives': flag(true),
  'kin.relativesSampleTimes': whole(3, 1, 10),
  'helper.earnsInOwnArea': fixed(false), // while in post
  'decision.escalateWorkingDays': whole(5, 2, 10),
  'pin.setBy': fixed('recipientWithSecondPerson'),
} as const satisfies Record<string, Setting<unknown>>;

export type PolicyKey = keyof typeof POLICY;
export type PolicyValues = { [K in PolicyKey]: (typeof POLICY)[K] extends Setting<infer T> ? T : never };

/** One accepted setting. `locked`: no level below may set this key while the row holds. */
export interface PolicyRow {
  version: number;
  key: PolicyKey;
  regionCode: RegionCode;
  value: unknown;
  validFrom: Day;
  locked: boolean;
}

export interface PolicyBook {
  /** The highest version in the book, 0 for an empty one: what a decision stores. */
  readonly version: number;
  /**
   * The value that holds for a region on a day, or the default. Refuses `not_understood` for a stored value its key
   * cannot read.
   */
  get<K extends PolicyKey>(key: K, regionCode: RegionCode, day: Day): PolicyValues[K];
  /** The row it came from, or null where the default holds. */
  rowFor(key: PolicyKey, regionCode: RegionCode, day: Day): PolicyRow | null;
}

const newestFirst = (a: PolicyRow, b: PolicyRow): number =>
  a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1;

/**
 * A book over accepted rows. Of one level the row with the latest `validFrom` not after the day counts (then the
 * highest version); of the levels the nearest that sets the key, unless a level above locked it: the highest lock wins.
 */
export function policyBook(rows: readonly PolicyRow[]): PolicyBook {
  const shelves = new Map<string, PolicyRow[]>();
  const shelf = (key: PolicyKey, regionCode: RegionCode) => `${key} ${regionCode}`;
  for (const row of [...rows].sort(newestFirst)) {
    const name = shelf(row.key, row.regionCode);
    shelves.set(name, [...(shelves.get(name) ?? []), row]);
  }
  const set = new Set(rows.map((row) => row.key));
  const rowFor: PolicyBook['rowFor'] = (key, regionCode, day) => {
    if (!set.has(key)) return null;
    let nearest: PolicyRow | null = null;
    for (const code of upwards(regionCode).reverse()) {
      const row = shelves.get(shelf(key, code))?.find((one) => one.validFrom <= day);
      if (row) nearest = row;
      if (row?.locked) break;
    }
    return nearest;
  };
  return {
    version: Math.max(0, ...rows.map((row) => row.version)),
    rowFor,
    get<K extends PolicyKey>(key: K, regionCode: RegionCode, day: Day) {
      const row = rowFor(key, regionCode, day);
      return (row ? POLICY[key].read(row.value) : POLICY[key].default) as PolicyValues[K];
    },
  };
}
