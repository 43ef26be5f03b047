/** Volunteers to choose from for one elder, each with the reasons in words; and those who never fit, with why. */
import type { FitReason } from '#domain/fit';
import { fullName } from '#http/name';
import { placeName } from '#http/place-words';
import type { StaffVisit } from '#http/staff-page';
import { textOf } from '#http/staff-page';
import { asSentence } from '#http/when';
import { type Fitting, type NotFitting, type PairSuggestions, suggestFor } from '#usecases/pairing/suggest';

/** Nobody reads further before they have looked at these. */
const FIRST = 8;
const MOST_NEVER = 40;

export async function candidates(visit: StaffVisit, elderId: string, serviceCodes: readonly string[]) {
  return candidateWords(visit, await suggestFor(visit.desk, elderId, serviceCodes));
}

export function candidateWords(visit: StaffVisit, found: PairSuggestions) {
  const { fitting, never } = found;
  // Who was chosen before stays among them, however the list begins now.
  const chosen = textOf(visit.body, 'volunteerId') || textOf(visit.query, 'volunteer');
  const all = textOf(visit.query, 'all') === 'yes' || fitting.findIndex(({ person }) => person.id === chosen) >= FIRST;
  const shown = all ? fitting : fitting.slice(0, FIRST);
  return {
    people: shown.map((one) => ({
      ...{ value: one.person.id, label: fullName(visit, one.person) },
      hint: asSentence(reasonsOf(one, found, visit).join(visit.t('care.comma'))),
    })),
    chosen,
    more: fitting.length - shown.length,
    never: never
      .slice(0, MOST_NEVER)
      .map((one) => ({ label: fullName(visit, one.person), value: whyNever(one, visit) })),
  };
}

function reasonsOf(
  { person, reasons, load, times }: Fitting,
  { places }: PairSuggestions,
  visit: StaffVisit,
): string[] {
  return fitWords(reasons, { load, times, place: placeName(places.get(person.regionCode), visit) }, visit);
}

/** For and against, in words. */
export const fitWords = (
  reasons: readonly FitReason[],
  said: { load: number; times: number; place: string },
  { t }: Pick<StaffVisit, 't'>,
): string[] => reasons.map((reason) => t(`pairing.fit.${reason}`, said));

function whyNever({ why, unready }: NotFitting, { t }: StaffVisit): string {
  const words = why === 'unready' && unready ? t(`suggest.unready.${unready}`) : t(`pairing.never.${why}`);
  return asSentence(words);
}
