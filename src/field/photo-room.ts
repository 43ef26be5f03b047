/** Which photographs go along in a file to the station: as many as a file can be expected to carry; the others stay here. */
import type { Entry, KeptPhoto } from '#field/types';

/** Letters; a form of the station's page carries them. */
const MOST_LETTERS = 3_000_000;
/** Its id and those of its records. */
const BESIDE = 600;

/** Of these records, those that go along, oldest first, and those for which there is no room. */
export function photosFor(
  entries: readonly Entry[],
  photos: readonly KeptPhoto[],
): { along: KeptPhoto[]; left: KeptPhoto[] } {
  const ids = new Set(entries.map(({ id }) => id));
  const asked = photos.filter(({ recordIds, refused }) => refused === null && recordIds.some((id) => ids.has(id)));
  const along: KeptPhoto[] = [];
  const left: KeptPhoto[] = [];
  let room = MOST_LETTERS;
  for (const photo of [...asked].sort((a, b) => a.takenAt - b.takenAt)) {
    const letters = Math.ceil((photo.size * 4) / 3) + BESIDE;
    // One that the house has is only named to it again, by this phone.
    const goes = photo.sentIds.length === 0 && letters <= room;
    (goes ? along : left).push(photo);
    if (goes) room -= letters;
  }
  return { along, left };
}
