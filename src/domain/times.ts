/**
 * Times of day and days as people write them (ux rule 16; how they are said is in `#i18n/say`). Inside, a time is minutes since midnight and a day
 * is 'YYYY-MM-DD'; `today` is an argument, nobody reads the machine's clock.
 */
import { addDays, addMonths, type Day, daysBetween, isDay, type MinuteOfDay, monthOf } from '#domain/day';
import { foldNumbers } from '#domain/digits';
import { must, Refusal } from '#domain/refusal';

const fold = (text: string): string => foldNumbers(text).toLowerCase().replace(/\s/g, '');

type Period = 'night' | 'am' | 'noon' | 'pm' | 'evening';

/** Which part of the day a word means. */
const PERIODS: readonly [RegExp, Period][] = [
  [/^(?:凌晨|半夜)/, 'night'],
  [/^(?:清晨|早上|早晨|朝早|上午|上昼)/, 'am'],
  [/^(?:中午|正午|晏昼)/, 'noon'],
  [/^(?:下午|下昼|傍晚)/, 'pm'],
  [/^(?:晚上|夜晚|夜里)/, 'evening'],
];

/** Hours of the clock that belong to a part of the day, first and last; the evening runs past midnight. */
const HOURS: Record<Period, [number, number]> = {
  night: [0, 5],
  am: [4, 11],
  noon: [11, 14],
  pm: [12, 18],
  evening: [17, 28],
};

/** The hour on a 24-hour clock that 0…23 means in a part of the day, or null when it is none of its hours. */
function inPeriod(hour: number, period: Period | null): number | null {
  if (hour > 23) return null;
  if (period === null) return hour;
  const [first, last] = HOURS[period];
  const meant = hour === 0 ? [0, 24] : hour > 12 ? [hour] : [hour, hour + 12, hour + 24];
  if (period === 'night' && hour === 12) return 0;
  const found = meant.find((one) => one >= first && one <= last);
  return found === undefined ? null : found % 24;
}

/** Writings of a time, without the part of the day. */
const WRITINGS = [
  /^(?<hours>\d{1,2})[:.](?<minutes>\d{2})(?<half>am|pm)?$/,
  /^(?<hours>\d{2})(?<minutes>\d{2})$/,
  /^(?<hours>\d{1,2})(?<half>am|pm)?$/,
  /^(?<hours>\d{1,2})(?<spoken>[点點时])(?:钟|正|整|(?<past>半)|(?<quarters>[1-3])刻|零?(?<minutes>\d{1,2})分?)?$/,
];

/**
 * Minutes since midnight: "9点", "上午9点半", "9:30", "０９：３０", "下午两点一刻", "14.30", "0930", "2:15 pm".
 * Spoken without a part of the day, 1点 to 5点 are the afternoon: nobody visits at two in the night; "2:00" stays what
 * the clock says. Refuses `time_not_understood`.
 */
export function readTime(text: string): MinuteOfDay {
  const typed = fold(text);
  const [word, named] = PERIODS.find(([one]) => one.test(typed)) ?? ['', null];
  const said = typed.replace(word, '');
  const groups = must(WRITINGS.map((writing) => writing.exec(said)).find(Boolean)?.groups, 'time_not_understood');
  const { half, spoken, past, quarters } = groups;
  const hours = Number(groups.hours);
  const minutes = past ? 30 : quarters ? Number(quarters) * 15 : Number(groups.minutes ?? 0);
  if (minutes > 59 || (half && (named !== null || hours < 1 || hours > 12))) throw new Refusal('time_not_understood');
  if (half) return ((hours % 12) + (half === 'pm' ? 12 : 0)) * 60 + minutes;
  const period = named ?? (spoken && hours >= 1 && hours <= 5 ? 'pm' : null);
  return must(inPeriod(hours, period), 'time_not_understood') * 60 + minutes;
}

const NEAR_WORDS: readonly [RegExp, number][] = [
  [/^(?:今天|今日|today)$/, 0],
  [/^(?:昨天|昨日|琴日|寻日|yesterday)$/, -1],
  [/^(?:前天|前日)$/, -2],
  [/^大前(?:天|日)$/, -3],
  [/^(?:明天|明日|听日|tomorrow)$/, 1],
  [/^(?:后天|后日)$/, 2],
];
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

const WEEKDAY_BEHIND = /(?:\(.*\)|,(?:(?:星期|周|礼拜)[\d日天]|[a-z]+day))$/;

const spell = (...parts: (string | number | undefined)[]): Day =>
  parts.map((part) => String(part).padStart(2, '0')).join('-');

/** On which side of today a day must lie when its year or month was not said; today itself lies on both. */
export type Side = 'past' | 'coming' | 'either';

/** Of days that exist, the nearest to `today` on that side. */
function nearest(days: readonly Day[], today: Day, side: Side): Day | null {
  const fitting = days.filter(
    (day) => isDay(day) && (side === 'past' ? day <= today : side === 'either' || day >= today),
  );
  const distance = (day: Day) => Math.abs(daysBetween(today, day));
  return fitting.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** The days that may be meant where the year, or the month too, is not said: those around today. */
function around(said: string, today: Day): Day[] {
  const inYear = /^-?(\d{1,2})(?:月|[-/])(\d{1,2})[日号]?$/.exec(said);
  if (inYear) return [-1, 0, 1].map((years) => spell(Number(today.slice(0, 4)) + years, inYear[1], inYear[2]));
  const inMonth = /^(\d{1,2})[日号]$/.exec(said);
  return inMonth ? [-1, 0, 1].map((months) => spell(monthOf(addMonths(today, months)), inMonth[1])) : [];
}

/**
 * A day: 今天 昨天 前天 明天, "2026-11-23", "2026/11/23", "2026年11月23日", "20261123", "11月23日", "11-23", "23号", "23 November".
 * Without a year, or without a month, the nearest such day is meant, so 12月30日 written in January is last year's.
 * A weekday behind it, in brackets or after a comma, is not looked at. Refuses `day_not_understood`.
 * @param side `past` for what was served, `coming` for what is asked for; a day said in full is taken as it is
 */
export function readDay(text: string, today: Day, side: Side = 'either'): Day {
  const typed = fold(text).replace(WEEKDAY_BEHIND, '');
  const near = NEAR_WORDS.find(([word]) => word.test(typed));
  if (near) return addDays(today, near[1]);
  const inDigits = (all: string, name: string, at: number) =>
    all.replace(new RegExp(`^(\\d+)${name}(\\d*)$`), `$2-${at + 1}-$1`);
  const said = MONTHS.reduce(inDigits, typed);
  const full =
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/.exec(said) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(said);
  const found = full ? [spell(full[1], full[2], full[3])].find(isDay) : nearest(around(said, today), today, side);
  return must(found, 'day_not_understood');
}
