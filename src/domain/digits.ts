/**
 * Folding of what people type: full-width digits, letters and punctuation from Chinese keyboards, Chinese numerals,
 * and telephone numbers. The readers (`minutes`, `times`, `identity`, `pin`) begin here. Lenient in, strict inside (ux
 * rule 16).
 */
import { Refusal } from '#domain/refusal';

/**
 * Full-width characters to half-width, every dash to '-', the full stop of a Chinese keyboard to '.'; nothing else
 * changes.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0]/g, ' ')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[。｡]/g, '.');

const DIGITS: Record<string, number> = Object.fromEntries(
  ['零〇', '一壹', '二两贰兩', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((chars, value) =>
    [...chars].map((char) => [char, value]),
  ),
);
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const NUMERAL = `[${Object.keys(DIGITS).join('')}${Object.keys(UNITS).join('')}廿卅万]+`;

/**
 * The number that Chinese numerals say, or null: 二十 → 20, 一百零五 → 105, 一百二 → 120 (as people say it), 廿三 → 23,
 * 二〇二六 → 2026 (digit by digit), 壹拾贰 → 12. Up to 万. Two bare digits are none: 三四 means "three or four".
 */
export function chineseNumber(text: string): number | null {
  const spelt = text.replaceAll('廿', '二十').replaceAll('卅', '三十');
  if (!new RegExp(`^${NUMERAL}$`).test(spelt)) return null;
  if ([...spelt].every((char) => char in DIGITS)) {
    const bySingle = spelt.length === 1 || spelt.length >= 4 || /[零〇]/.test(spelt);
    return bySingle ? Number([...spelt].map((char) => DIGITS[char]).join('')) : null;
  }
  const [high, low, more] = spelt.includes('万') ? spelt.split('万') : ['', spelt];
  if (more !== undefined || (spelt.includes('万') && !high)) return null;
  const thousands = high ? belowTenThousand(high, 0) : 0;
  const rest = low ? belowTenThousand(low, high ? 10_000 : 0) : 0;
  return thousands === null || rest === null ? null : thousands * 10_000 + rest;
}

/** @param before the unit that stands before this part: a bare digit right after it counts its tenths (一万二 → 12,000) */
function belowTenThousand(text: string, before: number): number | null {
  let total = 0;
  let digit: number | null = null;
  let last = before;
  let smallest = 10_000;
  for (const char of text) {
    const unit = UNITS[char];
    if (unit !== undefined) {
      if (unit >= smallest || (digit === null && unit !== 10)) return null;
      total += (digit ?? 1) * unit;
      digit = null;
      last = unit;
      smallest = unit;
    } else if (digit !== null) return null;
    else if (DIGITS[char] === 0) last = 0;
    else digit = DIGITS[char] ?? null;
  }
  return total + (digit ?? 0) * (last >= 100 ? last / 10 : 1);
}

/**
 * Half-width, and every run of Chinese numerals written in digits: 一小时二十分 → 1小时20分. A run that says no number stays.
 */
export const foldNumbers = (text: string): string =>
  halfWidth(text).replace(new RegExp(NUMERAL, 'g'), (run) => {
    const number = chineseNumber(run);
    return number === null ? run : String(number);
  });

/**
 * A telephone number as it is kept: `13812345678`, or `0766-8123456` with its area code.
 * Accepts spaces, dashes, brackets, full-width digits and +86. Refuses `phone_wrong`.
 */
export function normalPhone(text: string): string {
  const typed = halfWidth(text).replace(/[\s\-()/.]/g, '');
  const digits = typed.replace(/^(?:\+|00)86(?=[01])|^86(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return digits;
  const landline = /^(0(?:10|2\d|[3-9]\d{2}))([2-8]\d{6,7})$/.exec(digits);
  if (!landline) throw new Refusal('phone_wrong');
  return `${landline[1]}-${landline[2]}`;
}
