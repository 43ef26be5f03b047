/**
 * Minutes as people write them (ux rule 16): "一个半钟", "1h30", "90 分钟". Inside, a minute is a whole number. How they are
 * said is in `#i18n/say-minutes`.
 */
import { foldNumbers } from '#domain/digits';
import { Refusal } from '#domain/refusal';

/** The largest number of minutes that a column keeps. */
const MOST = 2 ** 31 - 1;

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
  [new RegExp(`^(\\d+)½${HOUR}$`), ([hours]) => Number(hours) * 60 + 30],
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
