/** The photograph of the card on the log: taken, taken again, or the one of a moment ago, since one serves ten lines. */
import { minuteOfDay } from '#domain/day';
import { phoneNow, trueNow } from '#field/clock';
import { need, notice, part, put } from '#field/dom';
import { photosOf } from '#field/photo-words';
import { lang, say } from '#field/say';
import { known } from '#field/state';
import type { Draft, KeptPhoto } from '#field/types';
import { sayTime } from '#i18n/say';

/** As long as somebody sits at one table with one card. */
const MOMENT_MS = 15 * 60_000;

/** Hers, taken a moment ago for another record, and not sent back. */
const isRecent = ({ userId, recordIds, takenAt, refused }: KeptPhoto, draft: Draft): boolean => {
  const age = phoneNow() - takenAt;
  const another = recordIds.length > 0 && !recordIds.includes(draft.id);
  return userId === draft.userId && another && refused === null && age >= 0 && age < MOMENT_MS;
};

const takenWords = ({ takenAt }: KeptPhoto): string =>
  say('phone.photo_same', { at: sayTime(lang(), minuteOfDay(takenAt + trueNow() - phoneNow())) });

/** @param said what is to be known of the last press */
export function photoPart(draft: Draft, said: DocumentFragment | null = null): DocumentFragment {
  const chosen = known.photos.find(({ id }) => id === draft.photoId);
  const before = chosen ? undefined : known.photos.find((one) => isRecent(one, draft));
  const there = !chosen && draft.mends && photosOf(draft.id).length > 0;
  return part('photo', {
    said: said ?? (there ? notice('plain', say('phone.photo_there')) : null),
    ...{ chosen: Boolean(chosen), words: say('phone.photo_chosen') },
    ...{ picture: Boolean(chosen?.thumb), thumb: chosen?.thumb ?? null },
    take: say(chosen ? 'phone.photo_again' : 'phone.photo_take'),
    ...{ sameId: before?.id, same: before ? takenWords(before) : null },
    none: Boolean(chosen),
  });
}

/** Drawn anew in its place: what else is typed stays as it is. */
export function showPhoto(draft: Draft, said: DocumentFragment | null = null): void {
  const place = need('screen').querySelector('[data-slot=photo]');
  if (place) put(place, photoPart(draft, said));
}
