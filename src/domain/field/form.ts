/**
 * The forms a phone may have in its hands. A page that was kept offline is as old as the last day with signal, so a form
 * that was replaced is still read for ninety days; what is older is kept as it came, and asked for again on the new one.
 */
import { type Day, daysBetween } from '#domain/day';
import { readAbsent1 } from '#domain/field/absent-1';
import { readAsk1 } from '#domain/field/ask-1';
import { readCorrect1 } from '#domain/field/correct-1';
import { readGo1 } from '#domain/field/go-1';
import { readLog1 } from '#domain/field/log-1';
import { readLog2 } from '#domain/field/log-2';
import { readLog3 } from '#domain/field/log-3';
import { isRaw, type Raw } from '#domain/field/raw';
import type { FieldRecord } from '#domain/field/record';
import { readVisit1 } from '#domain/field/visit-1';
import { must, Refusal } from '#domain/refusal';

export interface Form {
  /** The day a newer one took its place; null for the one that is given out now. */
  replacedOn: Day | null;
  /**
   * What it is for: to write a service down, to put one right, to ask for help, to say that nobody was at home, to set out, to
   * write down that somebody was looked in on.
   */
  does: 'visit' | 'correct' | 'ask' | 'absent' | 'go' | 'duty';
  read(raw: Raw): FieldRecord;
}

/** Version → reader. Only ever added to. */
export type Forms = Readonly<Record<string, Form>>;

export const FORMS: Forms = {
  'log.1': { replacedOn: '2026-11-30', does: 'visit', read: readLog1 },
  'log.2': { replacedOn: '2026-12-01', does: 'visit', read: readLog2 },
  'log.3': { replacedOn: null, does: 'visit', read: readLog3 },
  'correct.1': { replacedOn: null, does: 'correct', read: readCorrect1 },
  'ask.1': { replacedOn: null, does: 'ask', read: readAsk1 },
  'absent.1': { replacedOn: null, does: 'absent', read: readAbsent1 },
  'go.1': { replacedOn: null, does: 'go', read: readGo1 },
  'visit.1': { replacedOn: null, does: 'duty', read: readVisit1 },
};

/** How long a replaced form is still read. */
const DAYS = 90;

const isOpen = ({ replacedOn }: Form, today: Day): boolean =>
  replacedOn === null || daysBetween(replacedOn, today) <= DAYS;

/** What is read today. */
export const acceptedForms = (today: Day, forms: Forms = FORMS): string[] =>
  Object.keys(forms).filter((version) => isOpen(forms[version] as Form, today));

/** The one that is given out for a visit. */
export const currentForm = (forms: Forms = FORMS): string =>
  must(Object.keys(forms).find((version) => forms[version]?.replacedOn === null && forms[version]?.does === 'visit'));

/** @throws Refusal `unreadable` (no record at all) · `form_unknown` */
export function formOf(raw: unknown, forms: Forms = FORMS): Form {
  if (!isRaw(raw)) throw new Refusal('unreadable');
  const version = typeof raw.form === 'string' ? raw.form : '';
  if (!Object.hasOwn(forms, version)) throw new Refusal('form_unknown');
  return must(forms[version]);
}

/**
 * @throws Refusal `unreadable` · `form_unknown` · `form_too_old` · what its reader refuses
 */
export function readForm(raw: unknown, today: Day, forms: Forms = FORMS): FieldRecord {
  const form = formOf(raw, forms);
  if (!isOpen(form, today)) throw new Refusal('form_too_old');
  return form.read(raw as Raw);
}
