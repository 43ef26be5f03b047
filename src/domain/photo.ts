/** What may be a photograph, told by its first bytes; and how large one may be. The phone asks the same before it keeps one. */

/** A phone that could not make it smaller itself sends a few megabytes. */
export const PHOTO_MEGABYTES_MOST = 12;
export const MEGABYTE = 1024 * 1024;

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

const stands = (bytes: Uint8Array, mark: readonly number[], from = 0): boolean =>
  mark.every((byte, at) => bytes[from + at] === byte);

/** JPEG, PNG or WebP, before any decoder sees it: drawings and documents can do more than show. */
export const isPhoto = (bytes: Uint8Array): boolean =>
  stands(bytes, JPEG) || stands(bytes, PNG) || (stands(bytes, RIFF) && stands(bytes, WEBP, 8));
