/**
 * Minutes as people say and write them (ux rules 6 and 16): "12 小时半", never 12.50 or 750 min; "一个半钟" is understood.
 * Inside, a minute is a whole number.
 */
import { foldNumbers } from '#domain/digits';
import { Refusal } from '#domain/refusal';

export type Locale = 'zh-CN' | 'en';

/** The largest number of minutes that a column keeps. */
const MOST = 2 ** 31 - 1;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function sayChinese(hours: number, rest: number): string {
  if (hours === 0) return rest === 30 ? '半小时' : `${rest} 分钟`;
  if (rest === 0) return `${hours} 小时`;
  return rest === 30 ? `${hours} 小时半` : `${hours} 小时 ${rest} 分钟`;
}

function sayEnglish(hours: number, rest: number): string {
  if (hours === 0) return rest === 30 ? 'half an hour' : plural(rest, 'minute');
  if (rest === 0) return plural(hours, 'hour');
  return rest === 30 ? `${hours} and a half hours` : `${plural(hours, 'hour')} ${plural(rest, 'minute')}`;
}

function sayAmount(minutes: number, locale: Locale): string {
  const amount = Math.abs(minutes);
  const [hours, rest] = [Math.floor(amount / 60), amount % 60];
  return locale === 'en' ? sayEnglish(hours, rest) : sayChinese(hours, rest);
}

/**
 * "12 小时半", "45 分钟", "half an hour". Below zero it says who owes: "欠 1 小时", "owes 1 hour"; it never looks like a gain.
 */
export function sayMinutes(minutes: number, locale: Locale): string {
  const owes = locale === 'en' ? 'owes' : '欠';
  return minutes < 0 ? `${owes} ${sayAmount(minutes, locale)}` : sayAmount(minutes, locale);
}

/** For a statement's line: "+1 小时半", "−1 小时" (a true minus sign), nothing before 0. */
export const saySigned = (minutes: number, locale: Locale): string =>
  `${minutes > 0 ? '+' : minutes < 0 ? '−' : ''}${sayAmount(minutes, locale)}`;

const CAPITALS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/** Below 10,000; zeros inside are said once, zeros at the end not at all. */
function capitalGroup(number: number): string {
  const digits = [...String(number)].map(Number);
  const said = digits
    .map((digit, at) => (digit === 0 ? '零' : `${CAPITALS[digit]}${PLACES[digits.length - 1 - at]}`))
    .join('');
  return said.replace(/零+/g, '零').replace(/零$/, '');
}

/** 壹拾贰, 壹仟零伍, 壹拾万零叁佰; 零 for 0. Capital numerals cannot be changed with one stroke of a pen. */
function capital(number: number): string {
  if (number === 0) return '零';
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  if (high === 0) return capitalGroup(low);
  const gap = low > 0 && low < 1000 ? '零' : '';
  return `${capital(high)}万${gap}${low > 0 ? capitalGroup(low) : ''}`;
}

/** For passbooks: "壹拾贰小时叁拾分", "贰小时整" (整 so that nothing can be added behind), "肆拾伍分", "欠壹小时整", "零分". */
export function formalMinutes(minutes: number): string {
  const amount = Math.abs(minutes);
  const [hours, rest] = [Math.floor(amount / 60), amount % 60];
  const owes = minutes < 0 ? '欠' : '';
  if (hours === 0) return `${owes}${capital(rest)}分`;
  if (rest === 0) return `${owes}${capital(hours)}小时整`;
  return `${owes}${capital(hours)}小时${rest < 10 ? '零' : ''}${capital(rest)}分`;
}

const HOUR = '(?:个?小时|个?钟头|个?钟|小時|h|hrs?|hours?)';
const MINUTE = '(?:分钟|分鐘|分|m|mins?|minutes?)';

/** What may be written, after folding and without spaces; each gives hours and minutes. */
const FORMS: readonly [RegExp, (found: string[]) => number][] = [
  [/^(\d+)$/, ([minutes]) => Number(minutes)],
  [/^(\d+):([0-5]\d)$/, ([hours, minutes]) => Number(hours) * 60 + Number(minutes)],
  [new RegExp(`^(\\d+)${MINUTE}$`), ([minutes]) => Number(minutes)],
  [/^(?:半个?(?:小时|钟头|钟)|halfanhour|halfhour)$/, () => 30],
  [/^([1-3])刻钟?$/, ([quarters]) => Number(quarters) * 15],
  [/^(?:an|one)hour$/, () => 60],
  [/^(?:an|one)hourandahalf$/, () => 90],
  [/^(\d+)个半(?:小时|钟头|钟)$/, ([hours]) => Number(hours) * 60 + 30],
  [/^(\d+)andahalfhours?$/, ([hours]) => Number(hours) * 60 + 30],
  [new RegExp(`^(\\d+(?:\\.\\d+)?)${HOUR}$`), ([hours]) => Number(hours) * 60],
  [new RegExp(`^(\\d+)${HOUR}半$`), ([hours]) => Number(hours) * 60 + 30],
  [new RegExp(`^(\\d+)${HOUR}([1-3])刻钟?$`), ([hours, quarters]) => Number(hours) * 60 + Number(quarters) * 15],
  [
    new RegExp(`^(\\d+)${HOUR}(?:零|and|,)?0?([1-5]?\\d)${MINUTE}?$`),
    ([hours, minutes]) => Number(hours) * 60 + Number(minutes),
  ],
];

/**
 * Minutes out of what somebody wrote: 90, ９０, "1小时半", "一个半钟", "1.5小时", "1：30", "一小时二十分", "1h30", "2 hours", "90 min".
 * A bare number is minutes. Refuses `minutes_not_understood` when it is unclear, negative or no whole minute,
 * `minutes_zero` for 0.
 */
export function readMinutes(text: string): number {
  const typed = foldNumbers(text).toLowerCase().replace(/\s/g, '');
  for (const [form, value] of FORMS) {
    const found = form.exec(typed);
    if (!found) continue;
    const minutes = Math.round(value(found.slice(1)) * 1e6) / 1e6;
    if (minutes === 0) throw new Refusal('minutes_zero');
    if (Number.isInteger(minutes) && minutes <= MOST) return minutes;
  }
  throw new Refusal('minutes_not_understood');
}
