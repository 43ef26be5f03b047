/** Ed25519 keys of signed notes: ours that sign, and others' that we trust. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { cosignedText } from '#domain/seal/checkpoint';
import { type Hasher, hasherOf, type TreeHash } from '#domain/seal/hash';
import { bytesOf, isKeyName, type Note, SIGNATURE_TYPES, type Signature, type SignatureType } from '#domain/seal/note';

/** A key that signatures are checked with, under the name it signs for. */
export interface Verifier {
  name: string;
  type: SignatureType;
  keyId: Buffer;
  key: KeyObject;
  /** Of a key that was given up: the largest head that its signature counts for. */
  upTo?: number;
}

export const treeHasher = (name: TreeHash): Hasher =>
  hasherOf(name, (...parts) => {
    const hash = createHash(name);
    for (const part of parts) hash.update(part);
    return hash.digest();
  });

/** 32 bytes. */
const rawPublic = (key: KeyObject): Buffer =>
  Buffer.from((key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' }).x ?? '', 'base64url');

const publicFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });

/** The first four bytes of SHA-256(name ‖ line break ‖ type ‖ public key). */
function keyIdOf(name: string, type: SignatureType, raw: Buffer): Buffer {
  const told = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(SIGNATURE_TYPES[type]), raw]);
  return createHash('sha256').update(told).digest().subarray(0, 4);
}

export const verifierOf = (name: string, type: SignatureType, key: KeyObject): Verifier => ({
  name,
  type,
  keyId: keyIdOf(name, type, rawPublic(key)),
  key: key.type === 'private' ? createPublicKey(key) : key,
});

/** `name+hash+key`: how a public key is handed on (signed-note, "Verifier keys"). */
export const writeVerifier = ({ name, type, keyId, key }: Verifier): string =>
  `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.of(SIGNATURE_TYPES[type]), rawPublic(key)]).toString('base64')}`;

/** @returns null for anything that is no such key, or whose hash is not its own */
export function readVerifier(written: string): Verifier | null {
  const [, name = '', id = '', coded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(written.trim()) ?? [];
  const bytes = bytesOf(coded);
  const type = bytes?.[0] === SIGNATURE_TYPES.log ? 'log' : bytes?.[0] === SIGNATURE_TYPES.witness ? 'witness' : null;
  if (bytes?.length !== 33 || !type || !isKeyName(name)) return null;
  const read = verifierOf(name, type, publicFrom(bytes.subarray(1)));
  return read.keyId.toString('hex') === id ? read : null;
}

/** Sign as a log does. @param text ends with a line break */
export function signText(name: string, key: KeyObject, text: string): Signature {
  return { name, keyId: keyIdOf(name, 'log', rawPublic(key)), signature: sign(null, Buffer.from(text), key) };
}

/** Sign as a witness does. @param at seconds since 1970 */
export function cosignText(name: string, key: KeyObject, text: string, at: number): Signature {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  const signed = sign(null, Buffer.from(cosignedText(at, text)), key);
  return { name, keyId: keyIdOf(name, 'witness', rawPublic(key)), signature: Buffer.concat([time, signed]) };
}

/** Is this line this key's? Name and id say so; whether it holds is another question. */
export const isOf = ({ name, keyId }: Signature, verifier: Verifier): boolean =>
  name === verifier.name && keyId.equals(verifier.keyId);

export function holds(text: string, { signature }: Signature, { type, key }: Verifier): boolean {
  if (type === 'log') return signature.length === 64 && verify(null, Buffer.from(text), key, signature);
  if (signature.length !== 72) return false;
  const at = signature.readBigUInt64BE();
  if (at > BigInt(Number.MAX_SAFE_INTEGER)) return false;
  return verify(null, Buffer.from(cosignedText(Number(at), text)), key, signature.subarray(8));
}

/** Of the head that is signed: its second line. */
const sizeIn = (text: string): number => Number(text.split('\n')[1]);

/**
 * Who of these signed. Lines of unknown keys are passed over, and so are those of a key that had been given up by then; a line
 * of a known key that does not hold spoils the note.
 * @returns null for a spoilt note; else the keys that signed it, perhaps none
 */
export function signersOf({ text, signatures }: Note, trusted: readonly Verifier[]): Verifier[] | null {
  const signers: Verifier[] = [];
  for (const one of signatures) {
    const known = trusted.find((verifier) => isOf(one, verifier));
    if (!known) continue;
    if (!holds(text, one, known)) return null;
    if (known.upTo !== undefined && !(sizeIn(text) <= known.upTo)) continue;
    signers.push(known);
  }
  return signers;
}
