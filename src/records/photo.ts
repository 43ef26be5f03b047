/**
 * Photographs are made anew: small, turned upright, and without what the camera wrote into them (where, when, on whose phone).
 * It takes a tenth of a second and runs in no unit of work; one at a time, so that memory stays flat however many arrive.
 */
import { PHOTO_BYTES_MOST } from '#db/schema/papers';
import { isPhoto } from '#domain/photo';
import { Refusal } from '#domain/refusal';

export interface Photo {
  jpeg: Buffer;
  width: number;
  height: number;
}

/** What a phone's camera makes; a picture of more dots than any of them is no photograph. */
const DOTS_MOST = 60_000_000;
/** Longest side and quality, tried in this order until it is small enough; writing on a card stays readable to the last. */
const WAYS = [
  [1600, 72],
  [1600, 58],
  [1600, 44],
  [1400, 44],
  [1200, 40],
  [900, 36],
  [600, 30],
] as const;

let before: Promise<unknown> = Promise.resolve();

/** @throws Refusal photo_unreadable: no JPEG, PNG or WebP, broken, or far too large */
export function developPhoto(raw: Buffer): Promise<Photo> {
  const mine = before.then(() => develop(raw));
  before = mine.catch(() => {});
  return mine;
}

async function develop(raw: Buffer): Promise<Photo> {
  if (!isPhoto(raw)) throw new Refusal('photo_unreadable', { field: 'photo' });
  // Loaded with the first photograph: a house that gets none does without its memory.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    for (const [side, quality] of WAYS) {
      const { data, info } = await sharp(raw, { limitInputPixels: DOTS_MOST, failOn: 'error' })
        .rotate()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#fff' })
        .jpeg({ quality, chromaSubsampling: '4:2:0' })
        .toBuffer({ resolveWithObject: true });
      if (data.length <= PHOTO_BYTES_MOST) return { jpeg: data, width: info.width, height: info.height };
    }
  } catch {
    // Whatever the decoder complains of, it could not be read as a picture.
  }
  throw new Refusal('photo_unreadable', { field: 'photo' });
}
