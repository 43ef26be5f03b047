/** C2SP tlog-proof: that an item stands in a tree, with the checkpoint of that tree; to be kept and checked without us. */
import { type Checkpoint, readCheckpoint, readCount } from '#domain/seal/checkpoint';
import { HASH_BYTES, type Hash } from '#domain/seal/hash';
import { bytesOf } from '#domain/seal/note';

export interface LogProof {
  /** Counted from 0: the entry's number less one. */
  index: number;
  /** What whoever made it added for themselves: bound by nothing but what they make of it. Null for none. */
  extra: Buffer | null;
  /** From beside the leaf up to below the root. */
  path: Hash[];
  checkpoint: Checkpoint;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** No path is longer: there are not so many leaves in the world. */
const MOST_HASHES = 63;

/** @param checkpoint as it was published, with its signatures */
export const writeProof = (index: number, path: readonly Hash[], checkpoint: string, extra?: Buffer): string =>
  [
    HEADER,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/** @returns null for anything that is no proof, down to the byte */
export function readProof(written: string): LogProof | null {
  const cut = written.indexOf('\n\n');
  const [header, ...lines] = written.slice(0, cut).split('\n');
  if (cut < 0 || header !== HEADER) return null;
  const added = lines[0]?.startsWith('extra ') ? (lines.shift() ?? '').slice('extra '.length) : null;
  const [first = '', ...coded] = lines;
  const index = first.startsWith('index ') ? readCount(first.slice('index '.length)) : null;
  const path = coded.map(bytesOf);
  const extra = added === null ? null : bytesOf(added);
  const checkpoint = readCheckpoint(written.slice(cut + 2));
  if (added !== null && extra === null) return null;
  if (index === null || !checkpoint || path.length > MOST_HASHES || !path.every(isHash)) return null;
  return { index, extra, path, checkpoint };
}

const isHash = (bytes: Buffer | null): bytes is Hash => bytes?.length === HASH_BYTES;
