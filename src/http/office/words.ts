/** What the pages of the office share: places by their path, months, pages of a list, what was just done. */
import { Refusal } from '#domain/refusal';
import type { Fields } from '#http/form';
import type { Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import type { Key, Language } from '#i18n/words';

const MONTHS: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', year: 'numeric', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'long' }),
};

/** 2026年12月 · December 2026. @param month 'YYYY-MM' */
export const sayMonth = (lang: Language, month: string): string =>
  MONTHS[lang].format(new Date(`${month}-01T00:00:00Z`));

/** The page that an address asks for; the first one for anything that is none. */
export function pageOf(query: Fields): number {
  const typed = Number(textOf(query, 'page'));
  return Number.isInteger(typed) && typed >= 1 && typed <= 100_000 ? typed : 1;
}

/** What was just done, in words; '' for a page that was simply opened. */
export function doneWords<D extends string>({ query, t }: Visit, words: Record<D, Key>, params = {}): string {
  const done = textOf(query, 'done');
  return Object.hasOwn(words, done) ? t(words[done as D], params) : '';
}

/** A use case names the fields of its own input; the words belong beside the form's: `.catch(beside({ minutes: 'poolMinutes' }))`. */
export const beside =
  (fields: Record<string, string>) =>
  (error: unknown): never => {
    const named = error instanceof Refusal ? error.params.field : undefined;
    if (!(error instanceof Refusal) || typeof named !== 'string') throw error;
    throw new Refusal(error.code, { ...error.params, field: fields[named] ?? named });
  };
