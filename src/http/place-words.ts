/** What places are called on a page: 大稳村, 原云河村 · Dawen Village. */
import { spellPlace } from '#db/pinyin';
import type { Language, Translate } from '#i18n/words';
import { everydayName } from '#records/region';

/** A place as the register has it, or as it is called already. */
interface Place {
  name: string;
  pinyin: string;
  former?: boolean;
  level?: string;
}
/** A visit will do. */
interface Words {
  t: Translate;
  lang: Language;
}

export function placeName(place: Place | null | undefined, { t, lang }: Words): string {
  if (!place) return '';
  const name = lang === 'en' ? place.pinyin : everydayName(place.name);
  return place.former ? t('desk.former', { name }) : name;
}

/** From the widest to the nearest; in English the other way round. */
const inOrder = (names: readonly string[], lang: Language): string =>
  lang === 'en' ? names.toReversed().join(', ') : names.join(' ');

/** 大稳村 三队 · Team 3, Dawen Village */
export const homeWords = (village: Place | null | undefined, hamlet: string, words: Words): string =>
  inOrder([placeName(village, words), placeCalled(hamlet, words.lang)].filter(Boolean), words.lang);

/** 新兴县 新城镇 大稳村, the city left out because everybody is in it · Dawen Village, Xincheng Town, Xinxing County */
export function sayPath(path: readonly Place[], words: Words): string {
  const within = path.filter(({ level }) => level !== 'city' || path.length === 1);
  return inOrder(
    within.map((place) => placeName(place, words)),
    words.lang,
  );
}

/** A hamlet, a station, a pool: places of which only the name is at hand. */
export const placeCalled = (name: string, lang: Language): string => (lang === 'en' && name ? spellPlace(name) : name);
