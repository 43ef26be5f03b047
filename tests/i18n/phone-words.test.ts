import { expect, test } from 'vitest';
import { phoneWords } from '#i18n/phone-words';
import { LANGUAGES } from '#i18n/words';

test('a phone puts figures where their names stand, and knows no grammar', () => {
  for (const lang of LANGUAGES) {
    for (const [key, words] of Object.entries(phoneWords(lang))) {
      expect(words.replace(/\{\w+\}/g, ''), key).not.toMatch(/[{}']{1}[^a-z]|[{}]/);
    }
  }
});
