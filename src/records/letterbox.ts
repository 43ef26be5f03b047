/**
 * A PIN that was typed without signal waits on somebody else's phone for days: it is sealed there to the key that only
 * this house has, and opened here (RSA-OAEP with SHA-256, which every browser speaks).
 */
import { constants, createPrivateKey, createPublicKey, privateDecrypt } from 'node:crypto';

export interface Letterbox {
  /** For the phone: a JWK with the algorithm it is for. */
  publicKey: Record<string, unknown>;
  /** What was sealed, or null when it cannot be opened: another key, or no seal at all. */
  open(sealed: string): string | null;
}

/** @param privateKey PKCS #8, DER. @throws Error when it is none */
export function createLetterbox(privateKey: Buffer): Letterbox {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  const how = { key, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING };
  return {
    publicKey: { ...createPublicKey(key).export({ format: 'jwk' }), alg: 'RSA-OAEP-256', use: 'enc' },
    open(sealed) {
      try {
        return privateDecrypt(how, Buffer.from(sealed, 'base64')).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
