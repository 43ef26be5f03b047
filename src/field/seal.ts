/**
 * Her PIN, typed at the door with no signal, is sealed at once to the house's public key, with the record's id and what
 * stands in it: nobody reads it on this phone, and it fits no other record. The house tries it once when the record comes.
 */
import { canonical } from '#domain/canonical';
import type { Roster, VisitRecord } from '#field/types';

/** Browsers seal nothing on a page that came without https. */
export const canSeal = (): boolean => window.isSecureContext && Boolean(globalThis.crypto?.subtle);

const bytes = (text: string) => new TextEncoder().encode(text);

async function fingerprint(record: VisitRecord): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes(canonical(record)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param record without a PIN */
export async function sealed(
  record: VisitRecord,
  pin: string,
  key: NonNullable<Roster['pinKey']>,
): Promise<VisitRecord> {
  const way = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const publicKey = await crypto.subtle.importKey('jwk', key, way, false, ['encrypt']);
  const letter = bytes(JSON.stringify({ pin, id: record.id, hash: await fingerprint(record) }));
  const closed = new Uint8Array(await crypto.subtle.encrypt(way, publicKey, letter));
  const [memberId = ''] = record.memberIds;
  return { ...record, pin: { memberId, sealed: btoa(String.fromCharCode(...closed)) } };
}

/** 22 letters at random: 128 bits, so that no two phones ever make the same. */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...random))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
