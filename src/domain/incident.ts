/**
 * 意外: somebody was hurt or fell ill, something was lost or broken, somebody is missing, or there were words. Told by whoever
 * was there, reported to town and county within a day, looked after step by step, and closed by the county (walk 9 of
 * village-practice). While it is open nobody is judged: the pairing rests without fault.
 */
import type { Instant } from '#domain/day';
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';

export const INCIDENT_KINDS = ['injury', 'illness', 'lost', 'property', 'words'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const INCIDENT_STATES = [
  'told', // somebody said so; town and county have no report yet
  'reported',
  'closed',
] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export interface IncidentMove extends MoveBetween<IncidentState> {
  readonly needs: Action;
}

export const INCIDENT_MOVES = {
  tell: { from: [null], to: 'told', needs: 'incident.tell' },
  /** 首报: who, when, where, what was done at once. An officer may begin with it. */
  report: { from: [null, 'told'], to: 'reported', needs: 'incident.report' },
  /** What was done, in words. */
  step: { from: ['told', 'reported'], to: 'same', needs: 'incident.step' },
  /** The numbers under which police and insurer know of it. */
  police: { from: ['told', 'reported'], to: 'same', needs: 'incident.step' },
  claim: { from: ['told', 'reported'], to: 'same', needs: 'incident.step' },
  close: { from: ['reported'], to: 'closed', needs: 'incident.close' },
  reopen: { from: ['closed'], to: 'reported', needs: 'incident.close' },
} as const satisfies Record<string, IncidentMove>;

export type IncidentMoveName = keyof typeof INCIDENT_MOVES;
export const incidentLife = lifeOf<IncidentState, IncidentMoveName>(INCIDENT_MOVES);

/** How it ended. `nothing` = 查无此事: whoever was said to have done it did not. */
export const INCIDENT_ENDS = ['settled', 'insured', 'nothing', 'police', 'found', 'died', 'other'] as const;

const HOUR_MS = 3_600_000;

/** By when town and county must have the first report: from when somebody knew, not from when it was written down. */
export const reportDueAt = (knownAt: Instant, hours: number): Instant => knownAt + hours * HOUR_MS;

/** Nobody has reported it, and the time is over. */
export const isLate = ({ state, dueAt }: { state: IncidentState; dueAt: Instant }, now: Instant): boolean =>
  state === 'told' && dueAt < now;

/** The report came, and came after its time: this stays known when it is closed. */
export const wasLate = ({ reportedAt, dueAt }: { reportedAt: Instant | null; dueAt: Instant }): boolean =>
  reportedAt !== null && reportedAt > dueAt;

/** Whom one calls first, by what happened: 120 for a body, 110 for what was taken, said or lost. */
export const CALLS: Record<IncidentKind, readonly ('120' | '110')[]> = {
  injury: ['120', '110'],
  illness: ['120'],
  lost: ['110'],
  property: ['110'],
  words: ['110'],
};
