/**
 * 异常: something wrong was found on a visit, or she was not found. Somebody owns it from the first minute, it has a
 * deadline, and it ends with words that say what was done (domain.md, Care).
 */
import type { Instant } from '#domain/day';
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';
import type { Urgency } from '#domain/visit';

export const ALERT_STATES = [
  'open', // nobody has said that they see to it
  'taken',
  'closed',
] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export interface AlertMove extends MoveBetween<AlertState> {
  readonly needs: Action | 'rule';
}

export const ALERT_MOVES = {
  open: { from: [null], to: 'open', needs: 'visit.record' },
  /** Found again while it stands: what was seen is added, the sooner deadline holds. */
  add: { from: ['open', 'taken'], to: 'same', needs: 'visit.record' },
  take: { from: ['open', 'taken'], to: 'taken', needs: 'alert.take' },
  handOn: { from: ['open', 'taken'], to: 'open', needs: 'alert.take' },
  /** Nobody saw to it in time: it stands with the next floor up. */
  raise: { from: ['open', 'taken'], to: 'same', needs: 'rule' },
  close: { from: ['open', 'taken'], to: 'closed', needs: 'alert.close' },
  reopen: { from: ['closed'], to: 'open', needs: 'alert.take' },
} as const satisfies Record<string, AlertMove>;

export type AlertMoveName = keyof typeof ALERT_MOVES;
export const alertLife = lifeOf<AlertState, AlertMoveName>(ALERT_MOVES);

/** Besides what is found on a visit: she was not found, twice running; after a storm nobody looked in on her in time. */
export const ALERT_KINDS = ['found', 'unseen', 'storm'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const CLOSE_REASONS = [
  'helped',
  'hospital',
  'family_came',
  'service_arranged',
  'relief',
  'died',
  'mistaken',
  'other',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

const HOUR_MS = 3_600_000;

/** `alert.deadlineHours`: by when somebody must have seen to it. */
export type DeadlineHours = Readonly<Record<Urgency, number>>;

export const deadlineAt = (urgency: Urgency, openedAt: Instant, hours: DeadlineHours): Instant =>
  openedAt + hours[urgency] * HOUR_MS;

/** Who answers for it, lowest first; a deadline that passes lifts it by one. */
export const ALERT_FLOORS = ['village', 'town', 'county'] as const;
export type AlertFloor = (typeof ALERT_FLOORS)[number];

export const floorAbove = (floor: AlertFloor): AlertFloor =>
  ALERT_FLOORS[Math.min(ALERT_FLOORS.indexOf(floor) + 1, ALERT_FLOORS.length - 1)] ?? floor;
