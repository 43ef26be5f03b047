/** 核账 as it goes on: how far it is, and when nothing more is to be expected of it. */
import type { Instant } from '#domain/day';

/** Of one journal. */
export interface ReadSoFar {
  journal: string;
  entries: number;
  /** How many there were when it began. */
  of: number;
}

/** Whoever works gives a sign of life much more often than this. */
export const SILENT_MS = 60_000;

/** Its process was ended: a server that is killed writes nothing down. */
export const isGone = ({ seenAt }: { seenAt: Instant }, now: Instant): boolean => now - seenAt > SILENT_MS;
