/** Names spelled in Latin letters: what a list is sorted by, what a helper types to find somebody, what English pages show. */
import { createRequire } from 'node:module';
import type { pinyin as Pinyin } from 'pinyin-pro';

/** Its dictionaries take 30 MB and a moment to open: only when somebody is put on file, not at every start. */
const pinyin: typeof Pinyin = ((...words: Parameters<typeof Pinyin>) => {
  const { pinyin: spelled } = createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof Pinyin };
  return spelled(...words);
}) as typeof Pinyin;

export interface Spelling {
  /** 吕四娘 → 'lv si niang': lower case, ü as v, so that every keyboard can type it. */
  pinyin: string;
  /** 吕四娘 → 'lsn' */
  initials: string;
}

/** A person's name; its first character is read as a surname (单 is shan, 区 is ou). */
export function spell(name: string): Spelling {
  const syllables = pinyin(name, { surname: 'head', toneType: 'none', v: true, type: 'array', nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().trim())
    .filter((syllable) => syllable !== '');
  return {
    pinyin: syllables.join(' '),
    initials: syllables.map((syllable) => syllable[0]).join(''),
  };
}

/** Endings of a division's name that English says with the name of its level. */
const ENDING = /(社区居民委员会|居民委员会|居委会|村民委员会|街道|镇|乡|县|区|市)$/;

/** A division: 大稳村民委员会 → 'Dawen', 新兴县 → 'Xinxing', 云安区 → "Yun'an". */
export function spellPlace(name: string): string {
  const core = name.replace(ENDING, '') || name;
  const syllables = pinyin(core, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  // The apostrophe of pinyin: 云安 is Yun'an, and 郁南 is Yunan.
  const word = syllables
    .map((one, at) => (at > 0 && /^[aoe]/i.test(one) ? `'${one}` : one))
    .join('')
    .toLowerCase();
  return word.charAt(0).toUpperCase() + word.slice(1);
}
