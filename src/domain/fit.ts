/**
 * How well a volunteer fits an elder, as minutes of a walk one would rather not make: what stands in the way for good, and
 * what speaks for and against, each with a reason that can be said in words (issue "suggestions"; domain.md, Care).
 */
import type { Bond } from '#domain/kinship';
import { type RegionCode, townOf } from '#domain/region';
import type { Suits } from '#domain/suits';

export interface Sought {
  id: string;
  regionCode: RegionCode;
  hamletId: string | null;
  suits: Suits;
}

export interface Offered {
  id: string;
  regionCode: RegionCode;
  hamletId: string | null;
  sex: 'female' | 'male';
  suits: Suits;
  /** Elders whom she has, and may have at most. */
  load: number;
  most: number;
  /** Why she is not ready for what is planned there; null when she is. */
  unready: string | null;
  inPost: boolean;
}

/** What is known of the two together. */
export interface Between {
  bond: Bond;
  /** One of the two said no to the other before. */
  declined: boolean;
  /** How often she was there already. */
  times: number;
  /** `kin.relatives`: relatives may be paired. */
  relativesMay: boolean;
}

/** What stands between two people whatever is planned for them: the same for one who is proposed and for one who is suggested. */
const BARS = ['self', 'family', 'inPost', 'relatives', 'sexMust', 'dialectMust', 'full'] as const;
export type Bar = (typeof BARS)[number];
export const NEVER_REASONS = [...BARS, 'unready', 'far'] as const;
export type NeverReason = (typeof NEVER_REASONS)[number];

/** For and against, in the order in which they are said. */
export const FIT_REASONS = [
  'knowsHer',
  'sameHamlet',
  'sameVillage',
  'sameTown',
  'speaksAlike',
  'speaksOtherwise',
  'sexWished',
  'sexNotWished',
  'freeThen',
  'notFreeThen',
  'hasElders',
  'declinedBefore',
  'relative',
] as const;
export type FitReason = (typeof FIT_REASONS)[number];

export type Fit = { never: NeverReason } | { cost: number; reasons: FitReason[] };

/**
 * What each costs. Chosen so that one wish more weighs more than a hamlet further, and that relatives come after strangers of
 * the same village, because they are sampled three times as often (village-practice finding 4).
 */
const COSTS: Record<FitReason, number> = {
  knowsHer: -15,
  sameHamlet: 0,
  sameVillage: 10,
  sameTown: 30,
  speaksAlike: 0,
  speaksOtherwise: 40,
  sexWished: 0,
  sexNotWished: 30,
  freeThen: 0,
  notFreeThen: 50,
  hasElders: 8,
  declinedBefore: 60,
  relative: 45,
};

/** Each elder whom she has already makes the next a little dearer: work is spread. */
export const EACH_ELDER = COSTS.hasElders;

export function fitOf(elder: Sought, volunteer: Offered, between: Between): Fit {
  const never = whyNever(elder, volunteer, between);
  if (never) return { never };
  const reasons = [
    ...(between.times > 0 ? (['knowsHer'] as const) : []),
    placeOf(elder, volunteer),
    ...tongueOf(elder.suits, volunteer.suits),
    ...sexOf(elder.suits, volunteer),
    ...timeOf(elder.suits, volunteer.suits),
    ...(volunteer.load > 0 ? (['hasElders'] as const) : []),
    ...(between.declined ? (['declinedBefore'] as const) : []),
    ...(between.bond === 'relative' ? (['relative'] as const) : []),
  ];
  const base = reasons.reduce((sum, reason) => sum + (reason === 'hasElders' ? 0 : COSTS[reason]), 0);
  // Never below nought: a cost is a distance.
  return { cost: Math.max(0, base) + volunteer.load * EACH_ELDER, reasons };
}

function whyNever(elder: Sought, volunteer: Offered, between: Between): NeverReason | null {
  const bar = barBetween(elder, volunteer, between);
  if (bar) return bar;
  if (volunteer.unready !== null) return 'unready';
  return townOf(elder.regionCode) === townOf(volunteer.regionCode) ? null : 'far';
}

/**
 * The first thing that stands between the two, the gravest first; null when nothing does. Asked by suggestions, by a plan,
 * and again when a pairing is proposed and confirmed (`whyNotPair`).
 */
export function barBetween(
  elder: Pick<Sought, 'id' | 'suits'>,
  volunteer: Pick<Offered, 'id' | 'sex' | 'suits' | 'load' | 'most' | 'inPost'>,
  { bond, relativesMay }: Pick<Between, 'bond' | 'relativesMay'>,
): Bar | null {
  if (elder.id === volunteer.id) return 'self';
  if (bond === 'family') return 'family';
  if (volunteer.inPost) return 'inPost';
  if (bond === 'relative' && !relativesMay) return 'relatives';
  const { volunteerSex, sexMust, dialectMust } = elder.suits;
  if (sexMust && volunteerSex !== null && volunteerSex !== volunteer.sex) return 'sexMust';
  if (dialectMust && !sharesTongue(elder.suits, volunteer.suits)) return 'dialectMust';
  return volunteer.load >= roomOf(volunteer) ? 'full' : null;
}

/** How many elders she may have: as policy says, or fewer where she said so herself. */
export const roomOf = ({ most, suits }: Pick<Offered, 'most' | 'suits'>): number =>
  Math.min(most, suits.mostElders ?? most);

function placeOf(elder: Sought, volunteer: Offered): FitReason {
  if (elder.regionCode !== volunteer.regionCode) return 'sameTown';
  return elder.hamletId !== null && elder.hamletId === volunteer.hamletId ? 'sameHamlet' : 'sameVillage';
}

const sharesTongue = (one: Suits, other: Suits): boolean =>
  one.dialects.length === 0 || one.dialects.some((dialect) => other.dialects.includes(dialect));

/** Of whom nobody knows what she speaks, nothing is said. */
function tongueOf(elder: Suits, volunteer: Suits): FitReason[] {
  if (elder.dialects.length === 0 || volunteer.dialects.length === 0) return [];
  return [sharesTongue(elder, volunteer) ? 'speaksAlike' : 'speaksOtherwise'];
}

const sexOf = ({ volunteerSex }: Suits, { sex }: Offered): FitReason[] =>
  volunteerSex === null ? [] : [volunteerSex === sex ? 'sexWished' : 'sexNotWished'];

function timeOf(elder: Suits, volunteer: Suits): FitReason[] {
  if (elder.times.length === 0 || volunteer.times.length === 0) return [];
  return [elder.times.some((time) => volunteer.times.includes(time)) ? 'freeThen' : 'notFreeThen'];
}
