/**
 * How often somebody looks in on an elder follows from her risk, and her risk from facts and from what was found lately:
 * nobody ticks it, and helpers see the band only (domain.md, People; issue "due visits").
 */
import { abilityOf, atLeast, type Category, type Facts } from '#domain/category';

/** Highest first. */
export const RISKS = ['high', 'medium', 'low'] as const;
export type Risk = (typeof RISKS)[number];

/** Facts that led to a band, as codes for the page. */
export const RISK_REASONS = [
  'crisis',
  'cannotCare',
  'aloneOld',
  'aloneFrail',
  'alertLately',
  'livingAlone',
  'emptyNestOld',
  'disabled',
  'severelyHandicapped',
  'onRegister',
] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

export interface RiskQuestion {
  facts: Facts;
  categories: ReadonlySet<Category>;
  age: number;
  /** Days since the last alert that had to be seen to at once; null = none. */
  daysSinceCrisis: number | null;
  /** Days since the last alert of any kind; null = none. */
  daysSinceAlert: number | null;
}

/** From this age on, living alone is a high risk by itself, as the grant list has it. */
const OLD = 80;
/** A crisis is over a month later, anything else after a quarter. */
const CRISIS_DAYS = 30;
const ALERT_DAYS = 90;

const within = (days: number | null, most: number): boolean => days !== null && days <= most;

/** Null for whom nobody owes a visit: not on the register. */
export function riskOf(question: RiskQuestion): { risk: Risk; reasons: RiskReason[] } | null {
  if (question.categories.size === 0) return null;
  const high = highReasons(question);
  if (high.length > 0) return { risk: 'high', reasons: high };
  const medium = mediumReasons(question);
  return medium.length > 0 ? { risk: 'medium', reasons: medium } : { risk: 'low', reasons: ['onRegister'] };
}

function highReasons({ facts, categories, age, daysSinceCrisis }: RiskQuestion): RiskReason[] {
  const ability = abilityOf(facts);
  const alone = categories.has('livingAlone');
  return [
    ...(within(daysSinceCrisis, CRISIS_DAYS) ? (['crisis'] as const) : []),
    ...(atLeast(ability, 'severe') ? (['cannotCare'] as const) : []),
    ...(alone && age >= OLD ? (['aloneOld'] as const) : []),
    ...(alone && categories.has('disabled') ? (['aloneFrail'] as const) : []),
  ];
}

function mediumReasons({ categories, age, daysSinceAlert }: RiskQuestion): RiskReason[] {
  return [
    ...(within(daysSinceAlert, ALERT_DAYS) ? (['alertLately'] as const) : []),
    ...(categories.has('livingAlone') ? (['livingAlone'] as const) : []),
    ...(categories.has('emptyNest') && age >= OLD ? (['emptyNestOld'] as const) : []),
    ...(['disabled', 'severelyHandicapped'] as const).filter((category) => categories.has(category)),
  ];
}
