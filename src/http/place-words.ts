/** A place on an officer's page: 大稳村, 原云河村, Dawencun. */
import type { Translate } from '#i18n/words';
import type { PlaceName } from '#records/place';

export function placeName(place: PlaceName | null | undefined, { t, lang }: { t: Translate; lang: string }): string {
  if (!place) return '';
  const name = lang === 'en' ? place.pinyin : place.name;
  return place.former ? t('desk.former', { name }) : name;
}
