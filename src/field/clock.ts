/**
 * What time it is, on a phone whose clock may be wrong. The house says its time with every roster; how far the phone's
 * clock is off follows from it, for as long as that clock goes on. What is sent is what the phone's clock said.
 */
import { type Day, dayOf, type HalfDay, halfDayOf, type Instant, minuteOfDay } from '#domain/day';

let off = 0;

/** @param at what the house says it is, @param heardAt what the phone's clock said when it heard so */
export const setClock = (at: Instant, heardAt: Instant): void => {
  off = at - heardAt;
};

export const phoneNow = (): Instant => Date.now();
export const trueNow = (): Instant => Date.now() + off;
export const today = (): Day => dayOf(trueNow());
export const halfDayNow = (): HalfDay => halfDayOf(minuteOfDay(trueNow()));
