/** Photographs in the file that goes to the station, written as letters, and read again. */
import { isPhoto } from '#domain/photo';
import { phoneNow } from '#field/clock';
import { bytesOf } from '#field/photos';
import type { KeptPhoto } from '#field/types';

export interface FilePhoto {
  id: string;
  records: readonly string[];
  /** In base64. */
  picture: string;
}

export async function inFile(photos: readonly KeptPhoto[]): Promise<FilePhoto[]> {
  const told: FilePhoto[] = [];
  for (const { id, recordIds } of photos) {
    const bytes = await bytesOf(id);
    if (bytes) told.push({ id, records: recordIds, picture: asLetters(new Uint8Array(bytes)) });
  }
  return told;
}

/** In pieces: a call with a million arguments is none. */
function asLetters(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  }
  return btoa(pieces.join(''));
}

/** Out of such a file; what is none is left out. */
export function outOfFile(photos: unknown, userId: string): { photo: KeptPhoto; bytes: ArrayBuffer }[] {
  if (!Array.isArray(photos)) return [];
  return photos.filter(isFilePhoto).flatMap(({ id, records, picture }) => {
    const bytes = asBytes(picture);
    if (!bytes || !isPhoto(bytes)) return [];
    const base = { id, userId, takenAt: phoneNow(), size: bytes.length, thumb: null, refused: null };
    return [{ photo: { ...base, recordIds: [...records], sentIds: [] }, bytes: bytes.buffer }];
  });
}

const isId = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{22}$/.test(value);

const isFilePhoto = (value: unknown): value is FilePhoto =>
  typeof value === 'object' &&
  value !== null &&
  isId((value as FilePhoto).id) &&
  Array.isArray((value as FilePhoto).records) &&
  (value as FilePhoto).records.every(isId) &&
  typeof (value as FilePhoto).picture === 'string';

function asBytes(letters: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
