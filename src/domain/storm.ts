/**
 * 应急: weather mode of a region. Before it somebody is named for each who must be told; during it nobody is sent; after it
 * everybody on the list is seen within a day or two. Sending the old out into the storm is what it is against
 * (village-practice finding 16).
 */
import { addDays, type Day } from '#domain/day';
import type { Storm } from '#domain/due';
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';
import { levelOf, type RegionCode, reaches } from '#domain/region';
import { RISKS, type Risk } from '#domain/risk';

export const STORM_KINDS = ['typhoon', 'rain', 'flood', 'landslide', 'cold', 'heat', 'drill', 'other'] as const;
export type StormKind = (typeof STORM_KINDS)[number];

/** As the weather service warns, lowest first. */
export const STORM_LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export type StormLevel = (typeof STORM_LEVELS)[number];

export const STORM_STATES = [
  'before', // it is coming: people are told and moved
  'during', // nobody is sent
  'after', // everybody on the list is seen
  'closed',
] as const;
export type StormState = (typeof STORM_STATES)[number];

export interface StormMove extends MoveBetween<StormState> {
  readonly needs: Action | 'rule';
}

export const STORM_MOVES = {
  declare: { from: [null], to: 'before', needs: 'storm.declare' },
  begin: { from: ['before'], to: 'during', needs: 'storm.declare' },
  /** It passed by: nobody is owed anything. */
  callOff: { from: ['before'], to: 'closed', needs: 'storm.declare' },
  end: { from: ['during'], to: 'after', needs: 'storm.declare' },
  /** Everybody was seen. */
  finish: { from: ['after'], to: 'closed', needs: 'rule' },
  close: { from: ['after'], to: 'closed', needs: 'storm.close' },
} as const satisfies Record<string, StormMove>;

export type StormMoveName = keyof typeof STORM_MOVES;
export const stormLife = lifeOf<StormState, StormMoveName>(STORM_MOVES);

/** Why the county closes one before everybody was seen. */
export const STORM_CLOSE_REASONS = ['seen_on_paper', 'not_struck', 'next_storm', 'other'] as const;

/** How it stands with somebody on the list. */
export const STORM_MARKS = ['waiting', 'told', 'moved', 'notNeeded', 'notReached', 'off'] as const;
export type StormMark = (typeof STORM_MARKS)[number];

/** What was said last holds: a word may be put right for as long as she is on the list. */
const STANDING = ['waiting', 'told', 'moved', 'notNeeded', 'notReached'] as const satisfies readonly StormMark[];

export const STORM_MARK_MOVES = {
  list: { from: [null, 'off'], to: 'waiting' },
  tell: { from: STANDING, to: 'told' },
  move: { from: STANDING, to: 'moved' },
  excuse: { from: STANDING, to: 'notNeeded' },
  miss: { from: STANDING, to: 'notReached' },
  /** She died, left, or lives outside now. */
  takeOff: { from: STANDING, to: 'off' },
} as const satisfies Record<string, MoveBetween<StormMark>>;

export type StormMarkName = keyof typeof STORM_MARK_MOVES;
export const markLife = lifeOf<StormMark, StormMarkName>(STORM_MARK_MOVES);

/** What whoever goes from door to door may say. */
export const STORM_TICKS = ['tell', 'move', 'excuse', 'miss'] as const satisfies readonly StormMarkName[];
export type StormTick = (typeof STORM_TICKS)[number];

/** Nobody has spoken with her yet. */
export const UNTOLD: readonly StormMark[] = ['waiting', 'notReached'];

/** Who answers for telling her: the helper, who stands in for her, the volunteer of her pair, or else the office. */
export const LIAISON_KINDS = ['helper', 'backup', 'volunteer', 'office'] as const;
export type LiaisonKind = (typeof LIAISON_KINDS)[number];

export interface LiaisonQuestion {
  /** Who is in post for her place, the nearest first. */
  answering: readonly { userId: string; role: string; actingFor: string | null }[];
  /** Volunteers of her pairs, the longest first. */
  volunteerIds: readonly string[];
}

/** Her 联系人; null where nobody at all is there. */
export function liaisonOf({ answering, volunteerIds }: LiaisonQuestion): { kind: LiaisonKind; id: string } | null {
  const helper = answering.find(({ role, actingFor }) => role === 'helper' && actingFor === null);
  if (helper) return { kind: 'helper', id: helper.userId };
  const backup = answering.find(({ role }) => role === 'helper' || role === 'clerk');
  if (backup) return { kind: 'backup', id: backup.userId };
  const [volunteer] = volunteerIds;
  if (volunteer) return { kind: 'volunteer', id: volunteer };
  const [office] = answering;
  return office ? { kind: 'office', id: office.userId } : null;
}

/** Must she be told? @param from `storm.listFrom`: the lowest band that is */
export const mustBeTold = (risk: Risk, from: Risk): boolean => RISKS.indexOf(risk) <= RISKS.indexOf(from);

/** Weather mode is declared for a county or a town: a village is too small for the warning, a city too large to be told. */
export const mayBeStormy = (code: RegionCode): boolean => ['county', 'town'].includes(levelOf(code) ?? '');

/** Where it is, and the days on which nobody is sent. */
export interface StormDays {
  regionCode: RegionCode;
  fromDay: Day | null;
  toDay: Day | null;
  visitHours: number | null;
}

/** Days that lie in so many hours, whole ones. */
export const daysIn = (hours: number): number => Math.ceil(hours / 24);

/** The days of storms that hold or held over a place, for `#domain/due`; what has not begun is no storm yet. */
export const stormsOver = (storms: readonly StormDays[], code: RegionCode): Storm[] =>
  storms.flatMap(({ regionCode, fromDay, toDay, visitHours }) =>
    fromDay !== null && reaches(regionCode, code)
      ? [{ fromDay, toDay, ...(visitHours === null ? {} : { afterDays: daysIn(visitHours) }) }]
      : [],
  );

/** Whoever was on the list is seen from the day of its end, and within the hours after it. */
export const afterStorm = (toDay: Day, visitHours: number): { fromDay: Day; dueOn: Day } => ({
  fromDay: toDay,
  dueOn: addDays(toDay, daysIn(visitHours)),
});
