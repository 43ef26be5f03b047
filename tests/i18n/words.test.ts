import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { en } from '#i18n/en';
import { type Key, LANGUAGES, translator } from '#i18n/words';
import { zhCN } from '#i18n/zh-CN';

const keys = Object.keys(zhCN) as Key[];

/** Names of the figures and words that a line wants. */
function wants(elements: MessageFormatElement[]): string[] {
  const names = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inside = 'options' in element ? Object.values(element.options).flatMap(({ value }) => wants(value)) : [];
    return [String(element.value), ...inside];
  });
  return [...new Set(names)].sort();
}

/** What it gives, or nothing where a word was handed in for a number. */
function attempt(say: () => string): string | null {
  try {
    return say();
  } catch {
    return null;
  }
}

describe('words', () => {
  test('want the same figures in both languages', () => {
    for (const key of keys) {
      const asked = (words: string) => wants(parse(words, { ignoreTag: true }));
      // A plural may need a count that the other language can do without, never the other way round.
      expect(asked(en[key]), key).toEqual(asked(zhCN[key]));
    }
  });

  test('are said as ICU says them, whatever stands between them', () => {
    for (const language of LANGUAGES) {
      const t = translator(language);
      const catalogue = language === 'en' ? en : zhCN;
      for (const key of keys) {
        const names = wants(parse(catalogue[key], { ignoreTag: true }));
        const params = Object.fromEntries(names.map((name, at) => [name, at % 2 === 0 ? at + 1 : `<${name}> '{0}'`]));
        const message = new IntlMessageFormat(catalogue[key], language, undefined, { ignoreTag: true });
        const said = attempt(() => String(message.format(params)));
        expect(
          attempt(() => t(key, params)),
          key,
        ).toBe(said);
        if (names.length > 0) expect(() => t(key), key).toThrow();
      }
    }
  });

  test('no file brings a key that another one has', () => {
    for (const folder of ['zh-CN', 'en']) {
      const files = readdirSync(`src/i18n/${folder}`);
      const named = files.flatMap(
        (file) => readFileSync(`src/i18n/${folder}/${file}`, 'utf8').match(/^ {2}'[\w.-]+'(?=:)/gm) ?? [],
      );
      expect(named.length, folder).toBe(new Set(named).size);
      expect(named.length, folder).toBe(keys.length);
    }
  });

  test('never speak of banks, and never scold', () => {
    for (const key of keys) {
      expect(zhCN[key], key).not.toMatch(/银行|存款|贷款|利息|非法|无效|失败|错误的/);
      expect(en[key], key).not.toMatch(/\b(bank|deposit|loan|interest|illegal|invalid|fail(ed|ure)?)\b/i);
    }
  });

  test('Chinese lines are Chinese, with Chinese punctuation', () => {
    for (const key of keys) {
      if (key === 'common.other_language') continue;
      const bare = zhCN[key].replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '');
      expect(bare, key).not.toMatch(/[A-Za-z]{3,}/);
      expect(bare, key).not.toMatch(/[\u4e00-\u9fff][,;:!?]/);
    }
  });

  test('every refusal ends with a full sentence', () => {
    for (const key of keys.filter((name) => name.startsWith('refusal.'))) {
      expect(zhCN[key], key).toMatch(/[。？]$/);
      expect(en[key], key).toMatch(/[.?]$/);
    }
  });
});

describe('translator', () => {
  test('a wrong key or a missing figure throws, except in production, where the page must be shown', () => {
    for (const lang of LANGUAGES) {
      expect(() => translator(lang)('no.such' as Key)).toThrow('no.such');
      expect(() => translator(lang)('common.step', { step: 1 })).toThrow('common.step');
      expect(translator(lang, true)('no.such' as Key)).toBe('');
    }
    expect(translator('zh-CN', true)('common.step', { step: 1 })).toBe('第 … 步，共 … 步');
    expect(translator('en', true)('common.chosen_rows')).toBe('…');
  });

  test('plurals', () => {
    expect(translator('en')('common.chosen_rows', { count: 1 })).toBe('1 row chosen');
    expect(translator('en')('common.chosen_rows', { count: 3 })).toBe('3 rows chosen');
    expect(translator('zh-CN')('common.chosen_rows', { count: 3 })).toBe('已选 3 条');
  });
});
