/**
 * What time it is, on a phone whose clock may be wrong. The house says its time with every roster; how far the phone's
 * clock is off follows from it, for as long as that clock goes on. What is sent is what the phone's clock said.
 */
import { type Day, dayOf, type HalfDay, halfDayOf, type Instant, minuteOfDay } from '#domain/day';
import type { Heard } from '#domain/field/clock';

let off = 0;
let heard: Instant | null = null;

/** @param at what the house says it is, @param heardAt what the phone's clock said when it heard so */
export const setClock = (at: Instant, heardAt: Instant): void => {
  off = at - heardAt;
  heard = heardAt;
};

/** What is known of this clock: goes with every record, since somebody may put it right before that is sent. */
export const clockKnown = (): Heard | null => (heard === null ? null : { at: heard, off });

export const phoneNow = (): Instant => Date.now();
/** A clock that was lost since says an earlier time than there was already: it is at least that late. */
export const trueNow = (): Instant => Math.max(Date.now(), heard ?? Number.NEGATIVE_INFINITY) + off;
export const today = (): Day => dayOf(trueNow());
export const halfDayNow = (): HalfDay => halfDayOf(minuteOfDay(trueNow()));
