/** C2SP tlog-witness: a checkpoint as it is handed to a witness, with what shows that its tree only grew. */
import { type Checkpoint, readCheckpoint, readCount } from '#domain/seal/checkpoint';
import { HASH_BYTES, type Hash } from '#domain/seal/hash';
import { bytesOf } from '#domain/seal/note';

export interface Submission {
  /** Size of the head that the witness put its name to last; 0 when there was none. */
  oldSize: number;
  /** RFC 6962 §2.1.2, from the old size. */
  proof: Hash[];
  checkpoint: Checkpoint;
}

/** No proof is longer: there are not so many leaves in the world. */
const MOST_HASHES = 63;

/** @param checkpoint as it was signed */
export const writeSubmission = (oldSize: number, proof: readonly Hash[], checkpoint: string): string =>
  [`old ${oldSize}`, ...proof.map((hash) => hash.toString('base64')), '', checkpoint].join('\n');

/** @returns null for anything that is none, down to the byte */
export function readSubmission(written: string): Submission | null {
  const cut = written.indexOf('\n\n');
  if (cut < 0) return null;
  const [first = '', ...coded] = written.slice(0, cut).split('\n');
  const oldSize = first.startsWith('old ') ? readCount(first.slice('old '.length)) : null;
  const proof = coded.map(bytesOf);
  const checkpoint = readCheckpoint(written.slice(cut + 2));
  if (oldSize === null || !checkpoint || proof.length > MOST_HASHES || !proof.every(isHash)) return null;
  return { oldSize, proof, checkpoint };
}

const isHash = (bytes: Buffer | null): bytes is Hash => bytes?.length === HASH_BYTES;
