/** 新兴县民政局, 新城镇民政办 · Civil Affairs Bureau of Xinxing County. */
import { placeName } from '#http/place-words';
import type { Language, Translate } from '#i18n/words';

export function bureauName(
  { level, ...place }: { level: string; name: string; pinyin: string },
  words: { t: Translate; lang: Language },
): string {
  return words.t(level === 'town' ? 'bureau.of_town' : 'bureau.of', { place: placeName(place, words) });
}
