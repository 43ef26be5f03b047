/** One honest state a photograph, in words, beside the record that can be read on it. */
import { notice, part, tag } from '#field/dom';
import { say } from '#field/say';
import { known, roster } from '#field/state';
import type { Entry, KeptPhoto } from '#field/types';

export const photosOf = (entryId: string): KeptPhoto[] =>
  known.photos.filter(({ recordIds }) => recordIds.includes(entryId));

/** Its record is with the house, and it is not. */
const isDue = ({ refused, recordIds, sentIds }: KeptPhoto): boolean =>
  refused === null &&
  recordIds.some(
    (id) => !sentIds.includes(id) && known.entries.some((entry) => entry.id === id && entry.state === 'taken'),
  );

const own = (): KeptPhoto[] => known.photos.filter(({ userId }) => !roster() || userId === roster()?.user.id);
export const photosDue = (): number => own().filter(isDue).length;
export const photosRefused = (): number =>
  own().filter(({ refused, recordIds }) => refused !== null && recordIds.length > 0).length;

/** In the tile of a record. */
export function photoLines(entry: Entry): DocumentFragment[] {
  const lost = entry.photoLost ? [tag('grave', say('phone.photo_lost'))] : [];
  return [...lost, ...photosOf(entry.id).map((photo) => photoLine(photo, entry))];
}

function photoLine({ id, sentIds, refused }: KeptPhoto, entry: Entry): DocumentFragment {
  if (sentIds.includes(entry.id)) return tag('plain', say('phone.photo_sent'));
  if (refused === null) return tag('waiting', say('phone.photo_kept'));
  const exchangeId = entry.receipt?.exchangeId;
  return part('photo-back', {
    words: notice('grave', refused),
    ...{ id, anew: `/exchanges/${exchangeId}/photos/new`, anewWords: Boolean(exchangeId) },
  });
}
