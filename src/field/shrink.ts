/**
 * A photograph is made small before it is kept: on one bar of signal 250 KB arrive and 6 MB do not, and a phone is soon full.
 * Where the browser cannot, it is kept as it is; the house makes it small.
 */
import { isPhoto, MEGABYTE, PHOTO_MEGABYTES_MOST } from '#domain/photo';

const LONG_SIDE = 1600;
const ENOUGH_BYTES = 250 * 1024;
/** Tried in this order until it is small enough. */
const QUALITIES = [0.72, 0.6, 0.5, 0.4];
const THUMB_SIDE = 192;

export interface Small {
  bytes: ArrayBuffer;
  /** To recognise it by. */
  thumb: string | null;
}

/** @returns what it became, or why it is none */
export async function shrunk(file: Blob): Promise<Small | 'photo_unreadable' | 'photo_too_large'> {
  const small = await drawn(file).catch(() => null);
  const blob = small && small.blob.size < file.size ? small.blob : file;
  if (blob.size > PHOTO_MEGABYTES_MOST * MEGABYTE) return 'photo_too_large';
  const bytes = await blob.arrayBuffer();
  return isPhoto(new Uint8Array(bytes)) ? { bytes, thumb: small?.thumb ?? null } : 'photo_unreadable';
}

async function drawn(file: Blob): Promise<{ blob: Blob; thumb: string }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const canvas = onCanvas(picture, LONG_SIDE);
    let blob = await asJpeg(canvas, QUALITIES[0]);
    for (const quality of QUALITIES.slice(1)) if (blob.size > ENOUGH_BYTES) blob = await asJpeg(canvas, quality);
    return { blob, thumb: onCanvas(canvas, THUMB_SIDE).toDataURL('image/jpeg', 0.6) };
  } finally {
    picture.close();
  }
}

function onCanvas(picture: ImageBitmap | HTMLCanvasElement, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws nothing.');
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const asJpeg = (canvas: HTMLCanvasElement, quality: number | undefined): Promise<Blob> =>
  new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('No picture came of it.'))), 'image/jpeg', quality);
  });
