/**
 * 回执: what somebody takes home of an entry. On paper a code of twenty digits; as a file a `tlog-proof` that carries the
 * entry and its salt, so that it can be checked without us.
 */
import { createHmac } from 'node:crypto';
import { readCount } from '#domain/seal/checkpoint';
import type { Hash, Hasher } from '#domain/seal/hash';
import { rootFromInclusion } from '#domain/seal/merkle';
import { type LogProof, readProof, writeProof } from '#domain/seal/proof';
import { canonicalJson, commitmentOf, type EntryDocument, SALT_BYTES } from '#ledger/leaf';

const CODE_DOMAIN = 'yinling/receipt/v1';
const CODE_DIGITS = 20;

/**
 * 查验码: twenty digits that bind everything the entry says. Its key is the salt, because commitments are public and would
 * let anybody walk through the book; digits, because they are read out on the telephone.
 */
export function codeOf(salt: Buffer, commitment: Buffer): string {
  const mac = createHmac('sha256', salt).update(CODE_DOMAIN).update(commitment).digest();
  const digits = mac.readBigUInt64BE() * 2n ** 64n + mac.readBigUInt64BE(8);
  return String(digits % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

export interface Receipt {
  entry: EntryDocument;
  salt: Buffer;
  commitment: Buffer;
  proof: LogProof;
}

/**
 * A `tlog-proof` whose extra line is the salt in hexadecimal digits, a line break, and the canonical JSON of the entry.
 * @param path from beside the leaf up to below the root
 * @param checkpoint as it was published, with its signatures
 */
export const writeReceipt = (entry: EntryDocument, salt: Buffer, path: readonly Hash[], checkpoint: string): string =>
  writeProof(entry.seq - 1, path, checkpoint, Buffer.from(`${salt.toString('hex')}\n${canonicalJson(entry)}`));

/** `strange`: it never was a receipt · `cut`: its end is missing · `changed`: it is no receipt any more */
export type Unreadable = 'strange' | 'cut' | 'changed';

/** As it was downloaded, down to the byte. Whether it is true is not asked here. */
export function readReceipt(written: string): Receipt | Unreadable {
  const proof = readProof(written);
  if (!proof) return faultOf(written);
  const [salt = '', json = '', ...more] = proof.extra?.toString('utf8').split('\n') ?? [];
  const entry = readEntry(json);
  if (!entry || more.length > 0 || !new RegExp(`^[0-9a-f]{${2 * SALT_BYTES}}$`).test(salt)) return 'changed';
  const bytes = Buffer.from(salt, 'hex');
  return { entry, salt: bytes, commitment: commitmentOf(entry, bytes), proof };
}

const BEGINNING = 'c2sp.org/tlog-proof@';
const LAST_LINE = /\n— \S+ [A-Za-z0-9+/]+={0,2}\n$/u;

function faultOf(written: string): Unreadable {
  if (!BEGINNING.startsWith(written.slice(0, BEGINNING.length)) || written === '') return 'strange';
  return LAST_LINE.test(written) ? 'changed' : 'cut';
}

/** Only what is spelled as the book spells it. */
function readEntry(json: string): EntryDocument | null {
  try {
    const entry = JSON.parse(json) as EntryDocument;
    const isEntry = typeof entry.journal === 'string' && (readCount(String(entry.seq)) ?? 0) > 0;
    return isEntry && canonicalJson(entry) === json ? entry : null;
  } catch {
    return null;
  }
}

/** Does the entry lead to the root that the receipt's own checkpoint names? Whose signature that carries is asked elsewhere. */
export function isProven({ entry, commitment, proof }: Receipt, hasher: Hasher): boolean {
  const { index, path, checkpoint } = proof;
  const root = rootFromInclusion(hasher.leaf(commitment), index, checkpoint.size, path, hasher);
  return index === entry.seq - 1 && root !== null && root.equals(checkpoint.root);
}
