/**
 * Reads what came from a phone, field by field, and refuses in words beside the field. Whatever form of whatever year: a
 * reader is made of these.
 */
import { type Day, isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';

export type Raw = Readonly<Record<string, unknown>>;

const LONGEST_ID = 64;
const MOST_MINUTES = 24 * 60;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const not = (field: string): never => {
  throw new Refusal('not_understood', { field });
};

/** An id of ours or of the phone's: letters and digits, never longer than 64. */
export function idIn(raw: Raw, field: string): string {
  const id = raw[field];
  return typeof id === 'string' && /^[\w-]+$/.test(id) && id.length <= LONGEST_ID ? id : not(field);
}

export function listIn(raw: Raw, field: string, most: number): unknown[] {
  const list = raw[field] ?? [];
  if (!Array.isArray(list)) return not(field);
  if (list.length > most) throw new Refusal('too_many', { field, most });
  return list;
}

/** Records in a list. */
export function rowsIn(raw: Raw, field: string, most: number): Raw[] {
  return listIn(raw, field, most).map((row) => (isRaw(row) ? row : not(field)));
}

/** Ids of a list, each once. */
export function idsIn(raw: Raw, field: string, most: number): string[] {
  return [...new Set(listIn(raw, field, most).map((id) => idIn({ [field]: id }, field)))];
}

export function wholeIn(raw: Raw, field: string, least: number, most: number): number {
  const number = raw[field];
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    ? number
    : not(field);
}

/** @throws Refusal `minutes_zero` · `minutes_not_understood` */
export function minutesIn(raw: Raw, field: string): number {
  const minutes = raw[field];
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes > MOST_MINUTES) {
    throw new Refusal('minutes_not_understood', { field });
  }
  if (minutes <= 0) throw new Refusal('minutes_zero', { field });
  return minutes;
}

export function choiceIn<const T extends readonly string[]>(raw: Raw, field: string, choices: T): T[number] {
  const chosen = raw[field];
  return choices.find((one) => one === chosen) ?? not(field);
}

/** What was written beside something; null when nothing was. Cut nowhere: what is too long is said. */
export function noteIn(raw: Raw, field: string, most: number): string | null {
  const note = raw[field] ?? null;
  if (note === null) return null;
  if (typeof note !== 'string' || note.includes('\0')) return not(field);
  if (note.length > most) throw new Refusal('too_long', { field, most });
  return note.trim() || null;
}

/** A moment by the phone's clock, or null: never refused. */
export function momentIn(raw: Raw, field: string): number | null {
  const at = raw[field];
  return typeof at === 'number' && Number.isInteger(at) && Math.abs(at) <= 8.64e15 ? at : null;
}

/** A day by the phone's calendar, or '': never refused. */
export function phoneDayIn(raw: Raw, field: string): Day | '' {
  const day = raw[field];
  return typeof day === 'string' && isDay(day) ? day : '';
}
