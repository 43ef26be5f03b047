/** Days and times as people say them: 昨天，星期日, 下午 3 点. Minutes are said by `#i18n/say-minutes`. */
import { type Day, dayOf, daysBetween, type Instant, type MinuteOfDay, minuteOfDay } from '#domain/day';
import type { Language } from '#i18n/words';

const RELATIVE: Record<Language, Record<number, string>> = {
  'zh-CN': { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
};

type How = 'weekday' | 'near' | 'month' | 'full';

// Days are plain dates: they are formatted as UTC so that no zone can move them.
const formats = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', ...options });
const FORMATS = Object.fromEntries(
  (['zh-CN', 'en'] as const).map((language) => [
    language,
    {
      weekday: formats(language, { weekday: 'long' }),
      near: formats(language, { month: 'long', day: 'numeric' }),
      month: formats(language, { month: 'short' }),
      full: formats(language, { year: 'numeric', month: 'long', day: 'numeric' }),
    },
  ]),
) as Record<Language, Record<How, Intl.DateTimeFormat>>;

/** A list names the same few days over and over, and a formatter takes its time. */
const KEPT = 1000;
const said = new Map<string, string>();

function format(language: Language, how: How, day: Day): string {
  const key = `${day} ${how} ${language}`;
  let words = said.get(key);
  if (words === undefined) {
    words = FORMATS[language][how].format(dateOf(day));
    if (said.size >= KEPT) said.clear();
    said.set(key, words);
  }
  return words;
}

const dateOf = (day: Day) => new Date(`${day}T00:00:00Z`);

/** 昨天, tomorrow; null for a day that has no such name. */
export const nearDay = (language: Language, day: Day, today: Day): string | null =>
  RELATIVE[language][daysBetween(today, day)] ?? null;

/** 11月20日: this year's day without its weekday, short enough to stand beside others. */
export const sayShortDay = (language: Language, day: Day, today: Day): string =>
  nearDay(language, day, today) ?? format(language, 'near', day);

/** 11月20日: what is read on another day than it was written. */
export const sayMonthDay = (language: Language, day: Day): string => format(language, 'near', day);

/** 昨天，星期日 · 11月20日，星期五 · 2025年11月20日. Near days by name, others with their weekday, other years in full. */
export function sayDay(language: Language, day: Day, today: Day): string {
  const comma = language === 'en' ? ', ' : '，';
  const near = nearDay(language, day, today);
  if (near) return `${near}${comma}${format(language, 'weekday', day)}`;
  if (day.slice(0, 4) !== today.slice(0, 4)) return sayDate(language, day);
  return `${format(language, 'near', day)}${comma}${format(language, 'weekday', day)}`;
}

/** 11月24日，星期二: the day that is today, by its date. */
export const sayToday = (language: Language, today: Day): string =>
  `${format(language, 'near', today)}${language === 'en' ? ', ' : '，'}${format(language, 'weekday', today)}`;

/** 11月 · 24: what stands on the leaf of a tear-off calendar. */
export const sayLeaf = (language: Language, day: Day): { month: string; day: number } => ({
  month: format(language, 'month', day),
  day: Number(day.slice(8)),
});

/** 2026年11月20日: the day by itself, as it stands on paper. */
export const sayDate = (language: Language, day: Day): string => format(language, 'full', day);

/** 下午 3 点 · 上午 9 点半 · 9:30 am. */
export function sayTime(language: Language, minute: MinuteOfDay): string {
  const hour = Math.floor(minute / 60);
  const rest = minute % 60;
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (language === 'en') return `${twelve}:${String(rest).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
  const part = hour < 5 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上';
  const shown = hour < 5 ? hour : twelve;
  return `${part} ${shown} 点${rest === 0 ? '' : rest === 30 ? '半' : ` ${rest} 分`}`;
}

/** An instant as a person in Yunfu would say it: 昨天，星期日 下午 3 点. */
export const sayMoment = (language: Language, at: Instant, today: Day): string =>
  `${sayDay(language, dayOf(at), today)} ${sayTime(language, minuteOfDay(at))}`;
