/** Of which records the house is asked what has become of them: all that are open, and once a day those that are settled. */
import type { Instant } from '#domain/day';
import type { Entry } from '#field/types';

/** Seldom does anything happen to these: a credit taken back, a decision undone. */
const SETTLED = new Set(['credited', 'ended', 'noted']);
const DAY_MS = 86_400_000;

/** @param taken whatever the house has, newest first @returns open ones first @param now by the phone's clock, which may have been set back */
export function statesDue(taken: readonly Entry[], now: Instant): Entry[] {
  const isSettled = ({ receipt }: Entry) => SETTLED.has(receipt?.state ?? '');
  const wasToday = ({ askedAt = Number.NEGATIVE_INFINITY }: Entry) => askedAt <= now && now - askedAt < DAY_MS;
  return [...taken.filter((one) => !isSettled(one)), ...taken.filter((one) => isSettled(one) && !wasToday(one))];
}
