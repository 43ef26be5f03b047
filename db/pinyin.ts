/** Names spelled in Latin letters: what a list is sorted by, what a helper types to find somebody, what English pages show. */
import { createRequire } from 'node:module';
import type { pinyin as Pinyin } from 'pinyin-pro';
import { HOUSE_ENDINGS, NUMBERED_PARTS, ORDINAL, PLACE_ENDINGS } from '#db/data/place-endings';
import { DOUBLE_SURNAMES } from '#db/data/surnames';
import { TITLES } from '#db/data/titles';
import { foldNumbers } from '#domain/digits';

/** Its dictionaries take 30 MB and a moment to open: only when somebody is put on file, not at every start. */
const pinyin: typeof Pinyin = ((...words: Parameters<typeof Pinyin>) => {
  const { pinyin: spelled } = createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof Pinyin };
  return spelled(...words);
}) as typeof Pinyin;

/** How many spelled names are kept; a city has more people than a process needs to remember. */
const KEPT = 20_000;

/** Spelled once and remembered: a page of fifty rows is read many times a day. */
function remembered(spelling: (name: string) => string): (name: string) => string {
  const kept = new Map<string, string>();
  return (name) => {
    let spelled = kept.get(name);
    if (spelled === undefined) {
      spelled = spelling(name);
      if (kept.size >= KEPT) kept.clear();
      kept.set(name, spelled);
    }
    return spelled;
  };
}

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
    // A character that few people have is two units of a string, and half of one is none.
    initials: syllables.map((syllable) => [...syllable][0]).join(''),
  };
}

/** How many characters of a name are the surname: 欧阳娜娜 has two; so have four characters without a known one (陈李美华). */
export const surnameLength = (name: string): number =>
  DOUBLE_SURNAMES.some((double) => name.startsWith(double)) || /^\p{Script=Han}{4}$/u.test(name) ? 2 : 1;

const TITLED = new RegExp(`^(\\p{Script=Han}{1,2})(${Object.keys(TITLES).join('|')})$`, 'u');

/**
 * A person on an English page, family name first: 陈光财 → 'Chen Guangcai', 欧阳娜 → 'Ouyang Na', 阿芬 → 'A Fen',
 * 吕四娘 → 'Lü Siniang', 梁主任 → 'Director Liang'. What is not Chinese stays as it is.
 */
export const spellName = remembered((name) =>
  name.replace(/\p{Script=Han}+/gu, (han) => {
    const [, surname, title] = TITLED.exec(han) ?? [];
    if (surname && title && surnameLength(han) === surname.length) return `${TITLES[title]} ${spellName(surname)}`;
    const syllables = pinyin(han, { surname: 'head', toneType: 'none', type: 'array' });
    // 阿依古丽·买买提: names with a dot have no surname, each part is one word.
    const at = name.includes('·') ? 0 : surnameLength(han);
    return [syllables.slice(0, at), syllables.slice(at)].map(joined).filter(Boolean).join(' ');
  }),
);

/** Syllables as one word, with the apostrophe of pinyin: 云安 is Yun'an, and 郁南 is Yunan. */
function joined(syllables: readonly string[]): string {
  const word = syllables.map((one, at) => (at > 0 && /^[aoe]/i.test(one) ? `'${one}` : one)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

const spellCore = (name: string): string =>
  joined(pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }));

/**
 * A place on an English page: 大稳村民委员会 → 'Dawen Village', 新兴县 → 'Xinxing County', 云安区 → "Yun'an District",
 * 三组 → 'Group 3', 大稳村居家养老服务站 → 'Dawen Village Elder Care Station'.
 */
export const spellPlace = remembered((name) => spellHouse(name) ?? spellPart(name) ?? spellDivision(name));

function spellHouse(name: string): string | null {
  const found = HOUSE_ENDINGS.find(([ending]) => name.endsWith(ending) && name !== ending);
  return found ? `${spellDivision(name.slice(0, -found[0].length))} ${found[1]}` : null;
}

function spellPart(name: string): string | null {
  const found = NUMBERED_PARTS.find(([ending]) => name.endsWith(ending));
  if (!found) return null;
  const number = foldNumbers(name.slice(0, -found[0].length).replace(ORDINAL, '')).trim();
  return /^\d+$/.test(number) ? `${found[1]} ${number}` : null;
}

function spellDivision(name: string): string {
  const found = PLACE_ENDINGS.find(({ seal }) => name.endsWith(seal) && name !== seal);
  return found ? `${spellCore(name.slice(0, -found.seal.length))} ${found.english}` : spellCore(name);
}
