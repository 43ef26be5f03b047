/** Photographs go after their records, one a letter, oldest first; one that cannot be taken does not hold up the next. */
import { askPhoto, HouseTrouble } from '#field/house';
import { kept } from '#field/outbox';
import { bytesOf, putPhotoReceipt } from '#field/photos';
import { say } from '#field/say';
import type { Entry, KeptPhoto, PhotoReceipt, Roster } from '#field/types';

/** Its records that the house has and that do not have it yet. */
const dueOf = ({ recordIds, sentIds }: KeptPhoto, entries: readonly Entry[]): string[] =>
  recordIds.filter(
    (id) => !sentIds.includes(id) && entries.some((entry) => entry.id === id && entry.state === 'taken'),
  );

/** @param changed told after each */
export async function drainPhotos({ user, csrf }: Roster, changed: () => void): Promise<void> {
  const { entries, photos } = await kept();
  let later = false;
  for (const photo of [...photos].reverse()) {
    const due = dueOf(photo, entries);
    if (photo.userId !== user.id || photo.refused !== null || due.length === 0) continue;
    const receipt = await handIn(photo, due, csrf);
    if (receipt.outcome === 'later') later = true;
    await putPhotoReceipt(photo.id, due, receipt);
    changed();
  }
  if (later) throw new HouseTrouble('later');
}

async function handIn({ id, sentIds }: KeptPhoto, due: readonly string[], csrf: string): Promise<PhotoReceipt> {
  // What the house has need not come again: it is only told of one more line.
  const bytes = sentIds.length > 0 ? null : await bytesOf(id);
  try {
    const { receipt } = await askPhoto({ id, recordIds: due, bytes }, csrf);
    // An answer about something else is none.
    return receipt.id === id ? receipt : { id, outcome: 'later', words: '' };
  } catch (error) {
    if (!(error instanceof HouseTrouble) || error.trouble !== 'large') throw error;
    return { id, outcome: 'refused', words: say('phone.photo_large') };
  }
}
