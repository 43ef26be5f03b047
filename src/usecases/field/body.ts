/** The body of a record as it came: what makes it the same record or another one, whatever order its fields came in. */
import { createHash } from 'node:crypto';
import { canonical } from '#domain/canonical';
import { isRaw } from '#domain/field/raw';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash over the canonical JSON without these fields; what has none (a well of brackets) is hashed as it is. */
function hashWithout(raw: unknown, fields: readonly string[]): string {
  if (!isRaw(raw)) return hashOf(asText(raw));
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !fields.includes(name)));
  try {
    return hashOf(canonical(kept));
  } catch {
    return hashOf(asText(kept));
  }
}

/**
 * Sent again later it is the same body: the moment of sending is no part of it, and neither is the answer to 是不是这一单: it may
 * be given here and on the phone.
 */
export const bodyHash = (raw: unknown): string => hashWithout(raw, ['sentAt', 'order']);

/** What a sealed PIN is bound to. */
export const sealHash = (raw: unknown): string => hashWithout(raw, ['sentAt', 'pin']);

/** As it came, for keeping; a body that cannot be written is none. */
export function asText(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? '';
  } catch {
    return '';
  }
}

/** The id that the phone gave it, where it gave one that can be one. */
export function idOf(raw: unknown): string | null {
  const id = isRaw(raw) ? raw.id : null;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}
