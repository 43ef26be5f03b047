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
  /** Days before the day of saving, below 0 those to come: 今天 昨天 明天 are said by a clock. */
  ago: number;
  phoneDay: Day | '';
  /** The day as she wrote it out: no clock said it, and none changes it. '' where she pressed 今天 or the like. */
  on: Day | '';
  /** Of what is asked for a day that was written out may lie ahead; the rules of asking say how far. */
  coming?: boolean;
  /** What the phone knew of its clock when it saved; null, or left out, of older pages. */
  heard?: Heard | null;
}

/** The house's last word on the time before something was saved: at which moment of the phone's clock, and how far that was off. */
export interface Heard {
  at: Instant;
  /** To be added to the phone's clock. */
  off: number;
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
  /** The day that is meant, by our calendar and never by the phone's. */
  servedOn: Day;
}

/**
 * A clock may be put right, or lost, between saving and sending: a battery dies, and the network sets the time anew. What it
 * was off at saving is then not what it is off now.
 *
 * By our clock: what the phone's clock is off is taken away, so that a few minutes at midnight make no other day. A day
 * that was written out stays, as long as it can be one.
 * @param now our clock when it arrived
 */
export function readClock(now: Instant, phone: PhoneClock): ReadClock {
  const { savedAt, sentAt, ago, phoneDay, on, coming, heard = null } = phone;
  const read = (verdict: ClockVerdict, at: Instant): ReadClock => ({
    verdict,
    savedAt: at,
    servedOn: canBe(on, dayOf(now), coming) ? on : addDays(dayOf(at), -ago),
  });
  if (savedAt === null) return read('impossible', now);
  // It had been later already: in between the clock was lost, and what it said at saving tells nothing.
  if (heard && savedAt < heard.at - MOST_OFF_MS) return read('impossible', now);
  // Out of a file, which no clock sent: the day is told by what was known at saving, however long the file lay about.
  if (sentAt === null && heard) {
    return read(Math.abs(heard.off) > MOST_OFF_MS ? 'off' : 'good', thenKnown(savedAt, heard, now));
  }
  if (sentAt === null) return read('impossible', now);
  if (heard && Math.abs(sentAt + heard.off - now) > MOST_OFF_MS) return read('off', thenKnown(savedAt, heard, now));
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

/** As far off as the house had said, unless that makes a moment that cannot be. */
function thenKnown(savedAt: Instant, { off }: Heard, now: Instant): Instant {
  const at = savedAt + off;
  return at <= now && now - at <= MOST_KEPT_MS ? at : now;
}

const canBe = (on: Day | '', today: Day, coming = false): on is Day =>
  on !== '' && (coming || (on <= today && daysBetween(on, today) <= MOST_KEPT_DAYS));
