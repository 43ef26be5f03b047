/**
 * Resident identity numbers (公民身份号码, GB 11643-1999): six digits of region, eight of birth, three of sequence (odd =
 * male), one check digit by ISO 7064 MOD 11-2. Another document, or none, is accepted at enrolment and does not come
 * here.
 */
import { ageOn, type Day, isDay } from '#domain/day';
import { halfWidth } from '#domain/digits';
import { Refusal } from '#domain/refusal';

export interface Identity {
  /** 18 characters, X in capitals. */
  number: string;
  born: Day;
  sex: 'female' | 'male';
}

const CHECK_DIGITS = '10X98765432';
/** Nobody on file is older: a birth before that is a slip of the pen. */
const OLDEST = 130;

/** The check digit of the first 17 digits: weights are 2^(17−i) modulo 11. */
export function checkDigit(first17: string): string {
  const sum = [...first17].reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/**
 * Reads what was typed: spaces and dashes, full-width digits, x for X.
 * Refuses `identity_wrong` with `reason`: 'length' (and `length`; 15 is an old number, which the words answer kindly),
 * 'date' (no such birthday, or after `today`), 'check' (a digit is wrong).
 */
export function readIdentity(text: string, today: Day): Identity {
  const number = halfWidth(text).replace(/[\s-]/g, '').toUpperCase();
  if (number.length !== 18) throw new Refusal('identity_wrong', { reason: 'length', length: number.length });
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) throw new Refusal('identity_wrong', { reason: 'check' });
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(born) || born > today || ageOn(born, today) > OLDEST)
    throw new Refusal('identity_wrong', { reason: 'date' });
  if (checkDigit(number.slice(0, 17)) !== number.charAt(17)) throw new Refusal('identity_wrong', { reason: 'check' });
  return { number, born, sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female' };
}

/** The number with all but its last four characters hidden: what a page shows. */
export const maskIdentity = (number: string): string => '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
