/**
 * What was typed about a visit that was made: day, and times or only the half-day. Typing errors are refused at entry;
 * a breach of a rule by a visit already made never is (domain.md, Care).
 */
import {
  type Day,
  daysBetween,
  type HalfDay,
  halfDayOf,
  MINUTES_A_DAY,
  type MinuteOfDay,
  spanMinutes,
} from '#domain/day';
import { Refusal } from '#domain/refusal';

/** When it was: start and end, or the half-day and how long. */
export type Times = { start: MinuteOfDay; end: MinuteOfDay } | { halfDay: HalfDay; minutes: number };

/** How long it was, as it was said, in minutes; over midnight too. */
export const lengthOf = (times: Times): number =>
  'minutes' in times ? times.minutes : spanMinutes(times.start, times.end);

export interface Served {
  minutes: number;
  start: MinuteOfDay | null;
  end: MinuteOfDay | null;
  halfDay: HalfDay;
}

/** Older than this nobody remembers it, and a phone that says 1970 is wrong. */
const OLDEST_DAYS = 366;

/**
 * @throws Refusal day_in_future · day_too_long_ago · minutes_zero · minutes_not_understood (more than a day) · end_before_start
 */
export function readServed(today: Day, servedOn: Day, times: Times): Served {
  if (servedOn > today) throw new Refusal('day_in_future', { field: 'servedOn' });
  if (daysBetween(servedOn, today) > OLDEST_DAYS) throw new Refusal('day_too_long_ago', { field: 'servedOn' });
  if ('halfDay' in times) return byHalfDay(times.halfDay, times.minutes);
  const { start, end } = times;
  if (start === end) throw new Refusal('minutes_zero', { field: 'end' });
  if (end < start && !overMidnight(start, end)) throw new Refusal('end_before_start', { field: 'end' });
  return { minutes: spanMinutes(start, end), start, end, halfDay: halfDayOf(start) };
}

function byHalfDay(halfDay: HalfDay, minutes: number): Served {
  if (!Number.isInteger(minutes) || minutes <= 0) throw new Refusal('minutes_zero', { field: 'minutes' });
  if (minutes > MINUTES_A_DAY) throw new Refusal('minutes_not_understood', { field: 'minutes' });
  return { minutes, start: null, end: null, halfDay };
}

const HOUR = 60;

/**
 * So far above what the service takes at most that one asks whether it is true, and keeps what is said: a cap that refuses
 * makes people write two days of four hours (village-practice finding 6).
 */
export const isUnlikely = (minutes: number, serviceMaximum: number): boolean => minutes > serviceMaximum + 2 * HOUR;

/**
 * @param sure whether she said that it really was that long; undefined where whoever writes was asked elsewhere, or on paper
 * @throws Refusal long_log, to be asked about
 */
export function askIfUnlikely(minutes: number, serviceMaximum: number, sure: boolean | undefined): void {
  if (sure === false && isUnlikely(minutes, serviceMaximum)) throw new Refusal('long_log', { minutes, field: 'sure' });
}

/** An end before its start is after midnight only where the visit began in the evening and ended before the morning. */
const overMidnight = (start: MinuteOfDay, end: MinuteOfDay): boolean => start >= 18 * 60 && end <= 8 * 60;
