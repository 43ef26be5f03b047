/** Photographs on the phone: kept beside their draft at once, since a camera may push the page out of memory. */
import { outboxDb } from '#field/store';
import type { Draft, KeptPhoto, PhotoReceipt } from '#field/types';

const THROUGH = { durability: 'strict' } as const;

/** In one piece: the photograph, its bytes, and the draft that names it. What the draft named before and nobody needs is gone. */
export async function keepPhoto(photo: KeptPhoto, bytes: ArrayBuffer, draft: Draft): Promise<void> {
  const db = await outboxDb();
  const tx = db.transaction(['photos', 'pictures', 'drafts'], 'readwrite', THROUGH);
  const drafts = tx.objectStore('drafts');
  const ended = tx.done.catch((error: unknown) => error ?? new DOMException('aborted', 'AbortError'));
  try {
    await tx.objectStore('photos').put(photo);
    await tx.objectStore('pictures').put(bytes, photo.id);
    await drafts.put({ ...((await drafts.get(draft.id)) ?? draft), photoId: photo.id });
  } catch (error) {
    abort(tx);
    await ended;
    throw error;
  }
  const failed = await ended;
  if (failed) throw failed;
  await dropUnused(draft.photoId);
}

/** Half of it is none of it. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

export const bytesOf = async (id: string): Promise<ArrayBuffer | null> =>
  (await (await outboxDb()).get('pictures', id)) ?? null;

/** One that belongs to no record: another one was taken instead, or its draft was thrown away. */
export async function dropUnused(id: string | null | undefined): Promise<void> {
  if (!id) return;
  const photo = await (await outboxDb()).get('photos', id);
  if (photo?.recordIds.length === 0) await dropPhoto(id);
}

export async function dropPhoto(id: string): Promise<void> {
  const db = await outboxDb();
  const tx = db.transaction(['photos', 'pictures'], 'readwrite', THROUGH);
  await Promise.all([tx.objectStore('photos').delete(id), tx.objectStore('pictures').delete(id), tx.done]);
}

/** What the house answered. Its bytes leave the phone with its receipt and not before; a refused one stays until she says so. */
export async function putPhotoReceipt(
  id: string,
  recordIds: readonly string[],
  { outcome, words }: Omit<PhotoReceipt, 'id'>,
): Promise<void> {
  if (outcome === 'later') return;
  const db = await outboxDb();
  const tx = db.transaction(['photos', 'pictures'], 'readwrite', THROUGH);
  const photos = tx.objectStore('photos');
  const photo = await photos.get(id);
  if (photo && outcome === 'refused') await photos.put({ ...photo, refused: words });
  else if (photo) {
    const sentIds = [...new Set([...photo.sentIds, ...recordIds])];
    await photos.put({ ...photo, sentIds, thumb: null, refused: null });
    await tx.objectStore('pictures').delete(id);
  }
  await tx.done;
}

/** Out of a file, for whoever is signed in here. What is here already stays as it is. @returns how many came */
export async function bringPhotos(brought: readonly { photo: KeptPhoto; bytes: ArrayBuffer }[]): Promise<number> {
  const db = await outboxDb();
  let count = 0;
  for (const { photo, bytes } of brought) {
    if (await db.get('photos', photo.id)) continue;
    const tx = db.transaction(['photos', 'pictures'], 'readwrite', THROUGH);
    const puts = [tx.objectStore('photos').put(photo), tx.objectStore('pictures').put(bytes, photo.id)];
    await Promise.all([...puts, tx.done]);
    count++;
  }
  return count;
}
