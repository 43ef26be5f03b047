/** `t('common.back')`: a line of the catalogue in the visitor's language, with ICU for figures and plurals. */
import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '#i18n/en';
import { zhCN } from '#i18n/zh-CN';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Key = keyof typeof zhCN;
export type Params = Record<string, string | number>;
export type Translate = (key: Key, params?: Params) => string;

const CATALOGUES: Record<Language, Record<Key, string>> = { 'zh-CN': zhCN, en };

export const isLanguage = (text: unknown): text is Language => (LANGUAGES as readonly unknown[]).includes(text);
export const isKey = (text: string): text is Key => Object.hasOwn(zhCN, text);

/** Parsing a message costs a hundred times what formatting it does, and there are few hundred of them. */
const parsed: Record<Language, Map<Key, Message>> = { 'zh-CN': new Map(), en: new Map() };
type Message = (params: Params) => string;

function messageOf(language: Language, key: Key): Message {
  const known = parsed[language].get(key);
  if (known) return known;
  const text = CATALOGUES[language][key];
  const message = PLAIN.test(text) ? withBlanks(text) : withPlurals(text, language);
  parsed[language].set(key, message);
  return message;
}

/** Nothing in it but words and `{names}` of what is put between them: most lines, and a page says a hundred of them. */
const PLAIN = /^[^{}']*(\{\w+\}[^{}']*)*$/;

function withBlanks(text: string): Message {
  const pieces = text.split(/\{(\w+)\}/);
  return (params) => {
    let said = pieces[0] as string;
    for (let at = 1; at < pieces.length; at += 2) {
      const value = params[pieces[at] as string];
      if (value === undefined) throw new Error(`"${pieces[at]}" was left out`);
      said += `${value ?? ''}${pieces[at + 1]}`;
    }
    return said;
  };
}

function withPlurals(text: string, language: Language): Message {
  const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  return (params) => String(message.format(params));
}

/**
 * The words of a language.
 * @param lenient in production a wrong key or a figure left out must not cost anybody the page: the line is shown with a
 *   gap, or is empty. Everywhere else it throws, so that a test finds it.
 */
export function translator(language: Language, lenient = false): Translate {
  return (key, params = {}) => {
    if (!isKey(key)) {
      if (lenient) return '';
      throw new Error(`There are no words for "${key}".`);
    }
    try {
      return messageOf(language, key)(params);
    } catch (error) {
      if (!lenient) throw new Error(`"${key}" could not be said in ${language}.`, { cause: error });
      return CATALOGUES[language][key].replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '…');
    }
  };
}
