/**
 * Times of day and days as people write and say them (ux rule 16). Inside, a time is minutes since midnight and a day
 * is 'YYYY-MM-DD'; `today` is an argument, nobody reads the machine's clock.
 */
import { addDays, addMonths, type Day, daysBetween, isDay, type MinuteOfDay, monthOf } from '#domain/day';
import { foldNumbers } from '#domain/digits';
import type { Locale } from '#domain/minutes';
import { must, Refusal } from '#domain/refusal';

const fold = (text: string): string => foldNumbers(text).toLowerCase().replace(/\s/g, '');

/** Which part of the day a word means. */
const PERIODS: readonly [RegExp, 'night' | 'am' | 'noon' | 'pm'][] = [
  [/^(?:凌晨|半夜)/, 'night'],
  [/^(?:清晨|早上|早晨|朝早|上午|上昼)/, 'am'],
  [/^(?:中午|正午|晏昼)/, 'noon'],
  [/^(?:下午|下昼|傍晚|晚上|夜晚|今晚)/, 'pm'],
];

function inPeriod(hour: number, period: string | null): number | null {
  if (hour > 23) return null;
  if (period === null) return hour;
  if (period === 'night') return hour === 12 ? 0 : hour < 6 ? hour : null;
  if (period === 'am') return hour < 12 ? hour : null;
  if (period === 'noon') return hour >= 11 && hour <= 14 ? hour : hour <= 2 ? (hour % 12) + 12 : null;
  return hour >= 12 ? hour : hour === 0 ? null : hour + 12;
}

/**
 * Minutes since midnight: "9点", "上午9点半", "9:30", "０９：３０", "下午两点一刻", "14.30", "0930", "2:15 pm".
 * Spoken without a part of the day, 1点 to 5点 are the afternoon: nobody visits at two in the night; "2:00" stays what
 * the clock says. Refuses `time_not_understood`.
 */
export function readTime(text: string): MinuteOfDay {
  let typed = fold(text);
  let period: string | null = null;
  for (const [word, means] of PERIODS) {
    if (!word.test(typed)) continue;
    period = means;
    typed = typed.replace(word, '');
    break;
  }
  const clock = /^(\d{1,2})[:.](\d{2})(am|pm)?$|^(\d{2})(\d{2})$|^(\d{1,2})(am|pm)?$/.exec(typed);
  const spoken = /^(\d{1,2})[点點时](?:钟|正|整|(半)|([1-3])刻|零?(\d{1,2})分?)?$/.exec(typed);
  let hour: number | null = null;
  let minute = 0;
  if (clock) {
    const [, h1, m1, half1, h2, m2, h3, half2] = clock;
    const half = half1 ?? half2;
    minute = Number(m1 ?? m2 ?? 0);
    const typedHour = Number(h1 ?? h2 ?? h3);
    if (half && (period !== null || typedHour < 1 || typedHour > 12)) throw new Refusal('time_not_understood');
    hour = half ? (typedHour % 12) + (half === 'pm' ? 12 : 0) : inPeriod(typedHour, period);
  } else if (spoken) {
    const [, typedHour, half, quarters, minutes] = spoken;
    minute = half ? 30 : quarters ? Number(quarters) * 15 : Number(minutes ?? 0);
    hour = Number(typedHour);
    hour = inPeriod(hour, period ?? (hour >= 1 && hour <= 5 ? 'pm' : null));
  }
  if (hour === null || minute > 59) throw new Refusal('time_not_understood');
  return hour * 60 + minute;
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
 * A weekday in brackets behind it is not looked at. Refuses `day_not_understood`.
 * @param side `past` for what was served, `coming` for what is asked for; a day said in full is taken as it is
 */
export function readDay(text: string, today: Day, side: Side = 'either'): Day {
  const typed = fold(text).replace(/\(.*\)$/, '');
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

const WEEKDAYS = {
  'zh-CN': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const NEAR = {
  'zh-CN': { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' },
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
} as const satisfies Record<Locale, Record<string, string>>;

/**
 * "昨天（星期日）", "11 月 3 日（星期二）", "yesterday (Sunday)", "3 November (Tuesday)"; with its year when that is not this year.
 */
export function sayDay(day: Day, today: Day, locale: Locale): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const weekday = WEEKDAYS[locale][new Date(`${day}T00:00:00Z`).getUTCDay()];
  const near = (NEAR[locale] as Record<string, string>)[String(daysBetween(today, day))];
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  if (locale === 'en') {
    const name = MONTHS[month - 1] ?? '';
    const said = `${date} ${name.slice(0, 1).toUpperCase()}${name.slice(1)}${sameYear ? '' : ` ${year}`}`;
    return `${near ?? said} (${weekday})`;
  }
  return `${near ?? `${sameYear ? '' : `${year} 年 `}${month} 月 ${date} 日`}（${weekday}）`;
}

/** "上午 9 点半", "下午 2 点 15 分", "中午 12 点"; English "9:30 am". */
export function sayTime(minute: MinuteOfDay, locale: Locale): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (locale === 'en') return `${twelve}:${String(rest).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
  const period = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上';
  const minutes = rest === 0 ? '' : rest === 30 ? '半' : ` ${rest} 分`;
  return `${period} ${hour < 12 ? hour : twelve} 点${minutes}`;
}
