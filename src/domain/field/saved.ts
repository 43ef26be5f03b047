/** Reads what stands in every record of a phone, whatever its form: its id, its people, and the day as both clocks have it. */
import { idIn, isRaw, momentIn, phoneDayIn, type Raw, wholeIn } from '#domain/field/raw';
import type { Kept, Saved } from '#domain/field/record';

/** How far back or ahead a helper can reach on a form: what is further away wants somebody to ask. */
export const MOST_DAYS = 366;

/** The same of a service. @throws Refusal not_understood, with the field */
export const readSaved = (raw: Raw, memberIds: string[], days: readonly [number, number]): Saved => ({
  ...readKept(raw, memberIds, days),
  serviceCode: idIn(raw, 'serviceCode'),
});

/**
 * @param days the least and the most days before the day of saving; below 0 are those to come
 * @throws Refusal not_understood, with the field
 */
export function readKept(raw: Raw, memberIds: string[], [least, most]: readonly [number, number]): Kept {
  const day = isRaw(raw.day) ? raw.day : {};
  return {
    id: idIn(raw, 'id'),
    memberIds,
    ago: day.ago === undefined ? 0 : wholeIn(day, 'ago', least, most),
    phoneDay: phoneDayIn(day, 'phone'),
    on: phoneDayIn(day, 'on'),
    savedAt: momentIn(raw, 'savedAt'),
    heard: heardIn(raw),
  };
}

/** Never refused: what cannot be read is not known. */
function heardIn({ heard }: Raw): Saved['heard'] {
  if (!isRaw(heard)) return null;
  const [at, off] = [momentIn(heard, 'at'), momentIn(heard, 'off')];
  return at === null || off === null ? null : { at, off };
}
