/**
 * 印: what a book is sealed with. It lies outside the database, so that whoever can write there can neither sign nor turn
 * back: beside the key lies the last head that was signed.
 */
import type { Head } from '#domain/seal/checkpoint';
import type { Hasher } from '#domain/seal/hash';
import type { Signature } from '#domain/seal/note';
import type { Verifier } from '#ledger/signature';

export interface Seal {
  /** How nodes are hashed; leaves are always made of SHA-256 commitments. */
  tree: Hasher;
  /** Name of the log of a journal. */
  originOf(journal: string): string;
  /** By the present key, and by the one before it for as long as a change of keys is under way. */
  sign(origin: string, text: string): Signature[];
  /** Keys whose signatures under this name count: the present ones first, then those that were given up, each up to its last head. */
  verifiersOf(origin: string): Verifier[];
  /** The last checkpoint of a journal that was signed, as it lies beside the key; null before the first. */
  kept(journal: string): string | null;
  /** On the disk when it returns. */
  keep(journal: string, note: string): void;
  /** The checkpoint beside the key is laid aside and the journal's log goes on under another name. */
  beginAnew(journal: string): void;
  /** We put our name to other logs' checkpoints; null where we do not. */
  witness: Witness | null;
  /** Who is asked to put their name to ours. */
  witnesses: readonly Countersigner[];
}

export interface Witness {
  verifier: Verifier;
  /** Logs that we know, by their keys: one that changes its key stands here with both. */
  logs: readonly KnownLog[];
  /** @param at seconds since 1970 */
  cosign(text: string, at: number): Signature;
}

export interface KnownLog {
  /** Its name is the log's. */
  verifier: Verifier;
  tree: Hasher;
}

export interface Countersigner {
  /** Submission prefix, without a slash at its end. */
  url: string;
  verifier: Verifier;
}

export const isSameHead = (one: Head, other: Head): boolean =>
  one.origin === other.origin && one.size === other.size && one.root.equals(other.root);
