/**
 * C2SP signed-note: text that ends with its last line break, an empty line, and one line a signature. Written and read here;
 * what a signature is worth is asked of the keys that one trusts.
 */

/** 0x01 Ed25519 over the text, by a log · 0x04 Ed25519 over time and text, by a witness */
export const SIGNATURE_TYPES = { log: 1, witness: 4 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

export interface Signature {
  name: string;
  /** The first four bytes of the hash of name, type and public key. */
  keyId: Buffer;
  signature: Buffer;
}

export interface Note {
  /** With its last line break. */
  text: string;
  signatures: Signature[];
}

/** Asked of nobody for more than these: a note is small. */
const MOST_SIGNATURES = 64;
const KEY_ID_BYTES = 4;
const NAME = /^[^\s+]+$/u;

export const isKeyName = (name: string): boolean => NAME.test(name);

export const signatureLine = ({ name, keyId, signature }: Signature): string =>
  `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;

export const writeNote = ({ text, signatures }: Note): string => `${text}\n${signatures.map(signatureLine).join('')}`;

/** One line without its break; null when it is none. */
export function readSignatureLine(line: string): Signature | null {
  const [, name, coded = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  const bytes = bytesOf(coded);
  if (!name || !isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** Signature lines as a witness answers them; null when one is none. */
export function readSignatureLines(lines: string): Signature[] | null {
  if (lines === '' || !lines.endsWith('\n')) return null;
  const read = lines.slice(0, -1).split('\n').map(readSignatureLine);
  return read.length <= MOST_SIGNATURES && read.every((one) => one !== null) ? read : null;
}

/** @returns null for anything that is no signed note, down to the byte */
export function readNote(written: string): Note | null {
  const cut = written.lastIndexOf('\n\n');
  if (cut < 1 || hasControls(written)) return null;
  const signatures = readSignatureLines(written.slice(cut + 2));
  return signatures ? { text: written.slice(0, cut + 1), signatures } : null;
}

const hasControls = (text: string): boolean =>
  [...text].some((letter) => letter < ' ' && letter !== '\n') || text.includes('�');

/** Standard base64, written as it is written; null for anything else. */
export function bytesOf(coded: string): Buffer | null {
  const bytes = Buffer.from(coded, 'base64');
  return coded !== '' && bytes.toString('base64') === coded ? bytes : null;
}
