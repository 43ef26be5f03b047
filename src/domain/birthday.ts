/**
 * A birthday as people give it: in full, or only the month, or only the year, which is what an elder without papers
 * knows. What is not known becomes the first, as on the state's own registers.
 */
import { type Day, isDay } from '#domain/day';
import { foldNumbers } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';

/** Nobody on file is older: a birth before that is a slip of the pen. */
const OLDEST_YEARS = 130;

const pad = (number: string): string => number.padStart(2, '0');

/**
 * "1942-03-05", "1942年3月5日", "19420305", "1942年3月", "1942-3", "1942年", "一九四二年".
 * @throws Refusal birthday_not_understood · day_in_future
 */
export function readBirthday(text: string, today: Day): Day {
  const typed = foldNumbers(text).replace(/\s/g, '');
  const part = /^(\d{4})年?$/.exec(typed) ?? /^(\d{4})(?:年|[-/.])(\d{1,2})月?$/.exec(typed);
  const born = part ? `${part[1]}-${pad(part[2] ?? '1')}-01` : inFull(text, typed, today);
  if (!isDay(born) || Number(today.slice(0, 4)) - Number(born.slice(0, 4)) > OLDEST_YEARS) {
    throw new Refusal('birthday_not_understood');
  }
  if (born > today) throw new Refusal('day_in_future');
  return born;
}

/** A day without its year would be guessed to be a near one, and nobody here was born last week. */
function inFull(text: string, typed: string, today: Day): Day {
  if (!/\d{4}/.test(typed)) throw new Refusal('birthday_not_understood');
  try {
    return readDay(text, today, 'past');
  } catch (error) {
    // Of a birthday one says otherwise what would be understood than of a visit.
    if (error instanceof Refusal && error.code === 'day_not_understood') throw new Refusal('birthday_not_understood');
    throw error;
  }
}
