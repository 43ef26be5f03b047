/**
 * 探访: looking in on an elder of the register, and what was found there. It is owed whether or not she joined, and a duty
 * visit earns nobody a minute (domain.md, Care; village-practice finding 5).
 */
import type { Day } from '#domain/day';
import { Refusal } from '#domain/refusal';

/** 见到本人 · 电话 · 视频 · 未见到. */
export const VISIT_MODES = ['seen', 'phone', 'video', 'notSeen'] as const;
export type VisitMode = (typeof VISIT_MODES)[number];

/** 身体 精神 居住安全 卫生 家人是否照看 需要什么. */
export const ASPECTS = ['body', 'spirit', 'home', 'hygiene', 'family', 'needs'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** How soon somebody must be there: at once, within days, when it suits. */
export const URGENCIES = ['now', 'soon', 'later'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What may be wrong, by aspect, and how soon somebody must see to it. The gravest stand first in each. */
export const FINDINGS = {
  fell: { aspect: 'body', urgency: 'now' },
  taken_ill: { aspect: 'body', urgency: 'now' },
  worse: { aspect: 'body', urgency: 'soon' },
  medicine: { aspect: 'body', urgency: 'soon' },
  confused: { aspect: 'spirit', urgency: 'now' },
  low: { aspect: 'spirit', urgency: 'soon' },
  lonely: { aspect: 'spirit', urgency: 'later' },
  gas: { aspect: 'home', urgency: 'now' },
  power: { aspect: 'home', urgency: 'now' },
  water: { aspect: 'home', urgency: 'soon' },
  roof: { aspect: 'home', urgency: 'soon' },
  trip: { aspect: 'home', urgency: 'later' },
  unwashed: { aspect: 'hygiene', urgency: 'soon' },
  dirty: { aspect: 'hygiene', urgency: 'later' },
  hurt_by: { aspect: 'family', urgency: 'now' },
  nobody_cares: { aspect: 'family', urgency: 'soon' },
  quarrel: { aspect: 'family', urgency: 'later' },
  no_food: { aspect: 'needs', urgency: 'now' },
  escort: { aspect: 'needs', urgency: 'soon' },
  aid: { aspect: 'needs', urgency: 'later' },
  paper: { aspect: 'needs', urgency: 'later' },
} as const satisfies Record<string, { aspect: Aspect; urgency: Urgency }>;
export type Finding = keyof typeof FINDINGS;
export const FINDING_CODES = Object.keys(FINDINGS) as Finding[];

export const isFinding = (code: string): code is Finding => Object.hasOwn(FINDINGS, code);

export const findingsOf = (aspect: Aspect): Finding[] =>
  FINDING_CODES.filter((code) => FINDINGS[code].aspect === aspect);

/** The most urgent of what was found; null when all is well. */
export function urgencyOf(findings: readonly Finding[]): Urgency | null {
  const found = findings.map((code) => URGENCIES.indexOf(FINDINGS[code].urgency));
  return found.length === 0 ? null : (URGENCIES[Math.min(...found)] ?? null);
}

/** What was said of a visit, before anything is looked up. */
export interface VisitSaid {
  visitedOn: Day;
  mode: VisitMode;
  findings: readonly Finding[];
  note: string | null;
}

/** Older than this nobody remembers what was found. */
const OLDEST = 366;

/**
 * What a visit must hold. Whom nobody saw or heard, nothing was found about.
 * @param daysAgo from the visit's day to today
 * @throws Refusal day_in_future · day_too_long_ago · visit_unseen
 */
export function checkVisit({ mode, findings }: VisitSaid, daysAgo: number): void {
  if (daysAgo < 0) throw new Refusal('day_in_future', { field: 'visitedOn' });
  if (daysAgo > OLDEST) throw new Refusal('day_too_long_ago', { field: 'visitedOn' });
  if (mode === 'notSeen' && findings.length > 0) throw new Refusal('visit_unseen', { field: 'mode' });
}

/** She was there: what the monthly rate counts (月探访率: 见到本人). */
export const wasSeen = (mode: VisitMode): boolean => mode === 'seen';

/** It was heard or seen that she is there: what a due visit is met by. Nobody at home meets nothing. */
export const meetsDue = (mode: VisitMode): boolean => mode !== 'notSeen';

/** Not found twice running: somebody must ask where she is. */
export const UNSEEN_BEFORE_ALERT = 2;

/** 急救 120 · 报警 110 · 消防 119: what cannot wait for anybody of ours. */
const EMERGENCY: Partial<Record<Finding, EmergencyNumber>> = {
  fell: '120',
  taken_ill: '120',
  confused: '120',
  gas: '119',
  power: '119',
  hurt_by: '110',
};
export type EmergencyNumber = '110' | '119' | '120';

/** To be dialled at once, each once, in the order of what was found. */
export const emergencyFor = (findings: readonly Finding[]): EmergencyNumber[] => [
  ...new Set(FINDING_CODES.filter((code) => findings.includes(code)).flatMap((code) => EMERGENCY[code] ?? [])),
];
