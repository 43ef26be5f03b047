/** 交接清单: what one helper leaves to the next, made by the system and signed by both (village-practice finding 19). */
import type { AlertKind } from '#domain/alert';
import type { Day, Instant } from '#domain/day';
import type { DueKind } from '#domain/due';
import { lifeOf, type MoveBetween } from '#domain/life';

export const HANDOVER_STATES = [
  'drawn', // waits for one signature or both
  'signed',
  'void', // drawn up again, or not needed
] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const HANDOVER_MOVES = {
  draw: { from: [null], to: 'drawn' },
  /** One has signed; the other is still asked. */
  sign: { from: ['drawn'], to: 'same' },
  signBoth: { from: ['drawn'], to: 'signed' },
  drop: { from: ['drawn'], to: 'void' },
} as const satisfies Record<string, MoveBetween<HandoverState>>;

export type HandoverMoveName = keyof typeof HANDOVER_MOVES;
export const handoverLife = lifeOf<HandoverState, HandoverMoveName>(HANDOVER_MOVES);

/** At her own sign-in, or on the printed list, with an officer who saw it. */
export const SIGNED_HOW = ['self', 'paper'] as const;
export type SignedHow = (typeof SIGNED_HOW)[number];

/** Ids and days, no names: who they are is read when it is shown, to whom it may be shown. */
export interface HandoverList {
  people: { memberId: string; due: { kind: DueKind; dueOn: Day } | null; seenOn: Day | null }[];
  alerts: { id: string; memberId: string; kind: AlertKind; dueAt: Instant }[];
  pairings: { id: string; elderId: string; volunteerId: string; visitsPerMonth: number }[];
  /** Forms that were printed and have not come back. */
  sheets: { number: string; form: string; memberId: string | null }[];
  /** News that somebody is to be told at the door. */
  letters: { memberId: string; count: number }[];
  /** Records of her phone that wait to be put right. */
  refused: number;
  /** Browsers that she is signed in on, by the day she signed in. */
  devices: { userAgent: string | null; since: Day }[];
}
