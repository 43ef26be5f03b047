/**
 * Two clocks. A service day is a plain date in Asia/Shanghai, an instant is UTC milliseconds.
 * Birth dates must be plain days: Shanghai was UTC+9 in the summers of 1986–1991, so an instant would move them.
 */
export type Day = string; // 'YYYY-MM-DD'
export type Instant = number; // ms since 1970, UTC
export type MinuteOfDay = number; // 0…1439

export const HALF_DAYS = ['morning', 'afternoon', 'evening'] as const;
export type HalfDay = (typeof HALF_DAYS)[number];

export const TIME_ZONE = 'Asia/Shanghai';
export const MINUTES_A_DAY = 24 * 60;
const DAY_MS = 86_400_000;
/** Since 1992 Shanghai has been UTC+8 without summer time, and nothing here happens before. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The day in Shanghai at an instant. */
export function dayOf(at: Instant): Day {
  const number = Math.floor((at + SHANGHAI_MS) / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, day: new Date(at + SHANGHAI_MS).toISOString().slice(0, 10) };
  return lastDay.day;
}

/** Mostly it is asked for the same day again: a dozen times on the way to one page. */
let lastDay: { number: number; day: Day } = { number: Number.NaN, day: '' };

/** Minutes since midnight in Shanghai at an instant. */
export const minuteOfDay = (at: Instant): MinuteOfDay => Math.floor(((at + SHANGHAI_MS) % DAY_MS) / 60_000);

/** The instant at which a day and minute begin in Shanghai. */
export const instantOf = (day: Day, minute: MinuteOfDay = 0): Instant =>
  Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS + minute * 60_000;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** True for a date that the calendar has: 2026-02-30 is none. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** Age in completed years on a day; somebody born on 29 February completes a year on 1 March. */
export function ageOn(born: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** The day on which somebody completes so many years; born on 29 February, that is 1 March where there is no such day. */
export function birthdayOf(born: Day, years: number): Day {
  const year = Number(born.slice(0, 4)) + years;
  const day = `${year}${born.slice(4)}`;
  return isDay(day) ? day : `${year}-03-01`;
}

/** 'YYYY-MM' of a day. */
export const monthOf = (day: Day): string => day.slice(0, 7);
export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The first of the month `months` later. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** Monday … Friday; public holidays are a region's pause, not ours to know. */
export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Working days after `from`, up to and with `to`. */
export function workingDaysSince(from: Day, to: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
  return count;
}

/** Which half-day a minute falls in: morning until 12:00, afternoon until 18:00, evening after. */
export const halfDayOf = (minute: MinuteOfDay): HalfDay =>
  minute < 12 * 60 ? 'morning' : minute < 18 * 60 ? 'afternoon' : 'evening';

/** Minutes from start to end of one visit; an end before its start is after midnight and belongs to the day it began. */
export const spanMinutes = (start: MinuteOfDay, end: MinuteOfDay): number =>
  end >= start ? end - start : end + MINUTES_A_DAY - start;
