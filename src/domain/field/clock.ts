/**
 * Two clocks: the phone's and ours. Ours counts; the phone's says how long ago something was saved, and is believed as
 * long as it can be. A clock that cannot be right is never a reason to refuse what was done: it is said on the record.
 */
import { addDays, type Day, dayOf, daysBetween, type Instant } from '#domain/day';

/**
 * good: both agree · off: the phone's clock goes wrong, but tells how long ago it was · impossible: not even that ·
 * calendar: the clock is right, and the phone called the served day by another date (its time zone is not ours)
 */
export const CLOCKS = ['good', 'off', 'impossible', 'calendar'] as const;
export type ClockVerdict = (typeof CLOCKS)[number];

export interface PhoneClock {
  savedAt: Instant | null;
  sentAt: Instant | null;
  /** Days before the day of saving: 今天 and 昨天 are said by a clock. */
  ago: number;
  phoneDay: Day | '';
  /** The day as she wrote it out: no clock said it, and none changes it. '' where she pressed 今天 or the like. */
  on: Day | '';
}

/** What a letter may take from the phone to us: so much of the difference says nothing about its clock. */
const ON_THE_WAY_MS = 60_000;
/** A phone without network keeps time to a few seconds a day; a few minutes are somebody's own setting. */
const MOST_OFF_MS = 5 * 60_000;
/** Nobody leaves a record on a phone for longer, and 1970 was longer ago; nor does anybody write down what is older. */
const MOST_KEPT_DAYS = 366;
const MOST_KEPT_MS = MOST_KEPT_DAYS * 86_400_000;

export interface ReadClock {
  verdict: ClockVerdict;
  /** When it was really saved, as well as can be known. */
  savedAt: Instant;
  /** By our calendar, never by the phone's. */
  servedOn: Day;
}

/**
 * By our clock: what the phone's clock is off is taken away, so that a few minutes at midnight make no other day. A day
 * that was written out stays, as long as it can be one.
 * @param now our clock when it arrived
 */
export function readClock(now: Instant, phone: PhoneClock): ReadClock {
  const { savedAt, sentAt, ago, phoneDay, on } = phone;
  const read = (verdict: ClockVerdict, at: Instant): ReadClock => ({
    verdict,
    savedAt: at,
    servedOn: canBe(on, dayOf(now)) ? on : addDays(dayOf(at), -ago),
  });
  if (savedAt === null || sentAt === null) return read('impossible', now);
  const elapsed = sentAt - savedAt;
  if (elapsed < 0 || elapsed > MOST_KEPT_MS) return read('impossible', now);
  const off = Math.abs(sentAt - now);
  // Sent again later, a believed clock gives the same day again: it is not counted back from the moment of arrival.
  const at = off <= ON_THE_WAY_MS ? Math.min(savedAt, now) : now - elapsed;
  if (off > MOST_OFF_MS) return read('off', at);
  // Asked of its own clock and not of ours: minutes at midnight are no other calendar.
  const another = phoneDay !== '' && phoneDay !== (on || addDays(dayOf(savedAt), -ago));
  return read(another ? 'calendar' : 'good', at);
}

const canBe = (on: Day | '', today: Day): on is Day =>
  on !== '' && on <= today && daysBetween(on, today) <= MOST_KEPT_DAYS;
