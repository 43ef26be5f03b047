/** The photographs of a file before they are taken in: of which the record is here, and of which it has not come. */
import type { Act } from '#db/act';
import { recordsNamed } from '#records/field-record';
import { keptUnder } from '#records/submission';
import { type HandedPhoto, shownKey } from '#usecases/field/take-photo';

export interface PhotosLook {
  count: number;
  /** Their records are here, or in the file: one press takes them in. */
  ready: number;
  /** Taken in before, with every record that they name. */
  same: number;
  /** A record of theirs is neither here nor in the file. */
  waiting: number;
}

/** @param readable ids of the records in the same file that can be read */
export async function lookAtPhotos(
  act: Act,
  photos: readonly HandedPhoto[],
  writerId: string,
  readable: readonly string[],
): Promise<PhotosLook> {
  const named = await recordsNamed(act, [...new Set(photos.flatMap(({ recordIds }) => recordIds))]);
  const here = new Set(named.filter((row) => row.writerId === writerId).map(({ id }) => id));
  const look: PhotosLook = { count: photos.length, ready: 0, same: 0, waiting: 0 };
  for (const photo of photos) {
    const comes = photo.recordIds.every((id) => here.has(id) || readable.includes(id));
    if (!comes) look.waiting++;
    else if (await isShown(act, photo, writerId)) look.same++;
    else look.ready++;
  }
  return look;
}

async function isShown(act: Act, photo: HandedPhoto, writerId: string): Promise<boolean> {
  for (const id of photo.recordIds) if (!(await keptUnder(act, shownKey(photo, id), writerId))) return false;
  return true;
}
