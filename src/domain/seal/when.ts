/** When the clock seals: `#jobs/clock` goes by the same rule. */
import { dayOf, type Instant, instantOf } from '#domain/day';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 23:59:58 in Shanghai, so that the last head of a day holds all of it. */
const EVENING_MS = 24 * HOUR_MS - 2_000;

/**
 * The next sealing after now: every so many minutes, counted anew in each hour, and once more before midnight.
 * @param everyMinutes 1 to 59
 */
export function nextSealing(now: Instant, everyMinutes: number): Instant {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const every = everyMinutes * MINUTE_MS;
  const round = hour + (Math.floor((now - hour) / every) + 1) * every;
  const evening = instantOf(dayOf(now)) + EVENING_MS;
  const next = Math.min(round, hour + HOUR_MS);
  return now < evening ? Math.min(next, evening) : next;
}
