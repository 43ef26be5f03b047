/** What is pressed beside the photograph of the log. */
import { PHOTO_MEGABYTES_MOST } from '#domain/photo';
import { phoneNow } from '#field/clock';
import { need, notice } from '#field/dom';
import { showPhoto } from '#field/log-photo';
import { dropUnused, keepPhoto } from '#field/photos';
import { say } from '#field/say';
import { newId } from '#field/seal';
import { shrunk } from '#field/shrink';
import { look } from '#field/state';
import type { Draft } from '#field/types';
import { isFull, withPhoto } from '#field/writing';

/** A camera gave a photograph: made small, and kept at once. Where that cannot be, the record can be kept all the same. */
export function photoTaken(file: File): Promise<void> {
  const title = need('screen').querySelector('[data-slot=photo] [data-slot=take]');
  if (title) title.textContent = say('phone.photo_working');
  return withPhoto(async (draft) => {
    try {
      return await kept(draft, file);
    } catch (error) {
      return told(draft, say(isFull(error) ? 'phone.photo_full' : 'phone.photo_not_kept'), true);
    }
  });
}

async function kept(draft: Draft, file: File): Promise<Partial<Draft>> {
  const small = await shrunk(file);
  if (typeof small === 'string') return told(draft, say(`refusal.${small}`, { most: PHOTO_MEGABYTES_MOST }));
  const { userId } = draft;
  const { bytes, thumb } = small;
  const photo = { id: newId(), userId, takenAt: phoneNow(), size: bytes.byteLength, thumb };
  await keepPhoto({ ...photo, recordIds: [], sentIds: [], refused: null }, bytes, draft);
  await look();
  const change = { photoId: photo.id, photoLost: false };
  showPhoto({ ...draft, ...change });
  return change;
}

function told(draft: Draft, words: string, lost = false): Partial<Draft> {
  showPhoto(draft, notice('grave', words));
  return lost ? { photoLost: true } : {};
}

/** The one of a moment ago, or none: one that belongs to no record is gone. */
export const photoChosen = (photoId: string | null): Promise<void> =>
  withPhoto(async (draft) => {
    const change = { photoId, photoLost: false };
    if (draft.photoId !== photoId) await dropUnused(draft.photoId);
    await look();
    showPhoto({ ...draft, ...change });
    return change;
  });
