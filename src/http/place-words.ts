/** What places are called on a page: 大稳村, 原云河村 · Dawen Village. */
import { spellPlace } from '#db/pinyin';
import type { Language, Translate } from '#i18n/words';
import type { PlaceName } from '#records/place';

export function placeName(place: PlaceName | null | undefined, { t, lang }: { t: Translate; lang: Language }): string {
  if (!place) return '';
  const name = lang === 'en' ? place.pinyin : place.name;
  return place.former ? t('desk.former', { name }) : name;
}

/** 大稳村 三队 · Team 3, Dawen Village */
export function homeWords(
  village: PlaceName | null | undefined,
  hamlet: string,
  words: { t: Translate; lang: Language },
) {
  const said = [placeName(village, words), placeCalled(hamlet, words.lang)].filter(Boolean);
  return words.lang === 'en' ? said.reverse().join(', ') : said.join(' ');
}

/** A hamlet, a station, a pool: places of which only the name is at hand. */
export const placeCalled = (name: string, lang: Language): string => (lang === 'en' && name ? spellPlace(name) : name);
