/** Words of the page's language, which came with the page; figures are put where their names stand. */
import { need } from '#field/dom';
import type { PhoneWord } from '#i18n/phone-words';
import type { Language } from '#i18n/words';

let words: Partial<Record<string, string>> | null = null;

export function say(key: PhoneWord, figures: Readonly<Record<string, string | number>> = {}): string {
  words ??= JSON.parse(need('screen').dataset.words ?? '{}') as Record<string, string>;
  return (words[key] ?? '').replace(/\{(\w+)\}/g, (_whole, name: string) => String(figures[name] ?? ''));
}

/** Refusals of the house's own rules have their words in the catalogue; a code that this page does not know has none. */
export const sayRefusal = (code: string): string => say(`refusal.${code}` as PhoneWord);

export const lang = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN');
