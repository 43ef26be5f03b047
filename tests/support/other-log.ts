/** Somebody else's log, in memory: it signs whatever tree it is told to, honest or not. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { checkpointText } from '#domain/seal/checkpoint';
import type { Hash } from '#domain/seal/hash';
import { consistencyStretches, rootOver } from '#domain/seal/merkle';
import { writeNote } from '#domain/seal/note';
import { writeSubmission } from '#domain/seal/submission';
import { signText, treeHasher, verifierOf, writeVerifier } from '#ledger/signature';

export interface OtherLog {
  /** Its public key. */
  key: string;
  /** Its leaves after so many are others from now on: a second story. */
  bend(after: number): void;
  head(size: number): string;
  /** An add-checkpoint request, with the proof that belongs to it. */
  submission(oldSize: number, size: number): string;
}

const hasher = treeHasher('sha256');
const MOST = 600;

export function otherLog(origin: string): OtherLog {
  const { privateKey } = generateKeyPairSync('ed25519');
  const leaves: Hash[] = Array.from({ length: MOST }, () => hasher.leaf(randomBytes(32)));
  const head = (size: number) => {
    const text = checkpointText({ origin, size, root: rootOver(leaves.slice(0, size), hasher) });
    return writeNote({ text, signatures: [signText(origin, privateKey, text)] });
  };
  return {
    key: writeVerifier(verifierOf(origin, 'log', privateKey)),
    bend(after) {
      for (let at = after; at < MOST; at += 1) leaves[at] = hasher.leaf(randomBytes(32));
    },
    head,
    submission(oldSize, size) {
      const stretches = oldSize > size ? [] : consistencyStretches(oldSize, size);
      const proof = stretches.map(([from, to]) => rootOver(leaves.slice(from, to), hasher));
      return writeSubmission(oldSize, proof, head(size));
    },
  };
}
