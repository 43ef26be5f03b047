/**
 * Personal data at rest: sealed with AES-256-GCM, found again by a keyed hash.
 *
 * A sealed value is `v1.<key id>.<iv>.<tag + ciphertext>` in base64url; sealed bytes are the same parts without coding, with
 * the length of `v1.<key id>` before them. It names the key that opens it, so a key is
 * changed by putting a new one first: old values still open, new ones are sealed with the new key.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Vault } from '#db/act';

export interface VaultKeys {
  /** First is current. Each key has 32 bytes and an id without dots. */
  keys: readonly { id: string; key: Buffer }[];
  /** Of its own and never changed: a new one would lose every row found by its hash. */
  lookupKey: Buffer;
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @throws Error when no key is given; `open` throws when a value was tampered with or its key is gone */
export function createVault({ keys, lookupKey }: VaultKeys): Vault {
  const current = keys[0];
  if (!current) throw new Error('A vault needs at least one key.');
  const byId = new Map(keys.map((held) => [held.id, held.key]));

  const cipherOf = (plain: Buffer) => {
    const iv = randomBytes(IV_BYTES);
    const head = `${VERSION}.${current.id}`;
    const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(head));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { head, iv, rest: Buffer.concat([cipher.getAuthTag(), sealed]) };
  };
  const plainOf = (head: string, iv: Buffer, rest: Buffer): Buffer => {
    const [version, id = ''] = head.split('.');
    if (version !== VERSION) throw new Error('This is not a sealed value.');
    const key = byId.get(id);
    if (!key) throw new Error(`The vault key "${id}" is not in VAULT_KEYS.`);
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(head))
      .setAuthTag(rest.subarray(0, TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]);
  };

  return {
    seal(plain) {
      const { head, iv, rest } = cipherOf(Buffer.from(plain, 'utf8'));
      return `${head}.${iv.toString('base64url')}.${rest.toString('base64url')}`;
    },

    open(sealed) {
      const [version, id, iv, rest] = sealed.split('.');
      if (version === undefined || id === undefined || !iv || !rest) throw new Error('This is not a sealed value.');
      const bytes = Buffer.from(rest, 'base64url');
      return plainOf(`${version}.${id}`, Buffer.from(iv, 'base64url'), bytes).toString('utf8');
    },

    sealBytes(plain) {
      const { head, iv, rest } = cipherOf(plain);
      return Buffer.concat([Buffer.of(head.length), Buffer.from(head), iv, rest]);
    },

    openBytes(sealed) {
      const end = 1 + (sealed[0] ?? 0);
      const from = end + IV_BYTES;
      return plainOf(sealed.toString('utf8', 1, end), sealed.subarray(end, from), sealed.subarray(from));
    },

    lookup: (plain) => createHmac('sha256', lookupKey).update(plain, 'utf8').digest('base64url'),
  };
}
