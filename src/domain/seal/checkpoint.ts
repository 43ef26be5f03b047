/** C2SP tlog-checkpoint: the head of a tree as the text of a signed note. Origin, size and root, each on a line of its own. */
import { HASH_BYTES, type Hash } from '#domain/seal/hash';
import { bytesOf, type Note, readNote } from '#domain/seal/note';

export interface Head {
  /** Names the log for good: two trees never share one. */
  origin: string;
  /** Leaves. */
  size: number;
  root: Hash;
}

export interface Checkpoint extends Head {
  note: Note;
}

export const checkpointText = ({ origin, size, root }: Head): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** A whole number as it is written in the one way there is; null for anything else. */
export function readCount(written: string): number | null {
  const count = Number(written);
  return /^(0|[1-9]\d{0,15})$/.test(written) && Number.isSafeInteger(count) ? count : null;
}

/** What the text says; lines after the third are let stand and not looked at. Null when it says nothing of a tree. */
export function readHead(text: string): Head | null {
  const [origin = '', written = '', coded = '', ...rest] = text.slice(0, -1).split('\n');
  const [size, root] = [readCount(written), bytesOf(coded)];
  const isWhole = text.endsWith('\n') && origin !== '' && rest.every((line) => line !== '');
  if (!isWhole || size === null || root?.length !== HASH_BYTES) return null;
  return { origin, size, root };
}

/** @returns null for anything that is no signed checkpoint. Whose signatures it carries is not asked here. */
export function readCheckpoint(written: string): Checkpoint | null {
  const note = readNote(written);
  const head = note && readHead(note.text);
  return note && head ? { ...head, note } : null;
}

/** What a witness signs: since when it knows of no larger tree. @param at seconds since 1970 */
export const cosignedText = (at: number, text: string): string => `cosignature/v1\ntime ${at}\n${text}`;
