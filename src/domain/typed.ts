/** Small words that people type into fields of figures, in both languages: data of the readers. */
import { foldNumbers, halfWidth } from '#domain/digits';

/** "No limit", where that is an answer. */
const NO_LIMIT = /^(?:不限|不设上限|不设|没有|无|不过期|永久|no limit|none|never|off)$/i;
export const saysNoLimit = (typed: string): boolean => NO_LIMIT.test(typed);

/** 30、60、90 → ['30', '60', '90']: parts between commas and semicolons of either keyboard; none is empty. */
export const partsTyped = (typed: string): string[] =>
  typed
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** 两个, 3 人, "2" → their number; nothing typed is 0. @returns null where it is none, or more than `most` */
export function countTyped(typed: string, most: number): number | null {
  const number = foldNumbers(typed).replace(/[\s个人]/g, '');
  if (number === '') return 0;
  return /^\d{1,4}$/.test(number) && Number(number) <= most ? Number(number) : null;
}

/**
 * 1234 5678, 12 号卡, 十二号, 卡号：12, No. 12 → the digits of a card or a telephone, as far as they are known.
 * @returns null where it is no number; Chinese numerals are one only beside a word that says so: 三 may be a name
 */
export function digitsTyped(typed: string): string | null {
  const text = halfWidth(typed).trim();
  const bare = text.replace(/^(?:卡号|卡|card|no\.?|#)/i, '').replace(/(?:号卡|号|卡)$/, '');
  const digits = (bare === text ? bare : foldNumbers(bare)).replace(/[\s:-]/g, '');
  return /^\d+$/.test(digits) ? digits : null;
}
