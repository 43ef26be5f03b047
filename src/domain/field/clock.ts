/**
 * Two clocks: the phone's and ours. Ours counts; the phone's says how long ago something was saved, and is believed as
 * long as it can be. A clock that cannot be right is never a reason to refuse what was done: it is said on the record.
 */
import { addDays, type Day, dayOf, type Instant } from '#domain/day';

/**
 * good: both agree · off: the phone's clock goes wrong, but tells how long ago it was · impossible: not even that ·
 * calendar: the clock is right, and the phone called the served day by another date (its time zone is not ours)
 */
export const CLOCKS = ['good', 'off', 'impossible', 'calendar'] as const;
export type ClockVerdict = (typeof CLOCKS)[number];

export interface PhoneClock {
  savedAt: Instant | null;
  sentAt: Instant | null;
  /** Days before the day of saving. */
  ago: number;
  phoneDay: Day | '';
}

/** A phone without network keeps time to a few seconds a day; a few minutes are somebody's own setting. */
const MOST_OFF_MS = 5 * 60_000;
/** Nobody leaves a record on a phone for longer, and 1970 was longer ago. */
const MOST_KEPT_MS = 366 * 86_400_000;

export interface ReadClock {
  verdict: ClockVerdict;
  /** When it was really saved, as well as can be known. */
  savedAt: Instant;
  /** By our calendar, never by the phone's. */
  servedOn: Day;
}

/** @param now our clock when it arrived */
export function readClock(now: Instant, { savedAt, sentAt, ago, phoneDay }: PhoneClock): ReadClock {
  const read = (verdict: ClockVerdict, at: Instant): ReadClock => {
    const servedOn = addDays(dayOf(at), -ago);
    const another = verdict === 'good' && phoneDay !== '' && phoneDay !== servedOn;
    return { verdict: another ? 'calendar' : verdict, savedAt: at, servedOn };
  };
  if (savedAt === null || sentAt === null) return read('impossible', now);
  const elapsed = sentAt - savedAt;
  if (elapsed < 0 || elapsed > MOST_KEPT_MS) return read('impossible', now);
  // Sent again later, a believed clock gives the same day again: it is not counted back from the moment of arrival.
  if (Math.abs(sentAt - now) <= MOST_OFF_MS) return read('good', Math.min(savedAt, now));
  return read('off', now - elapsed);
}
