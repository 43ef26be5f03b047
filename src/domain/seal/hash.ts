/** How nodes of a tree are hashed: RFC 6962 §2.1 with one function or another. The function itself is handed in. */

/** 32 bytes. */
export type Hash = Buffer;
export const HASH_BYTES = 32;

/** sha256: what every standard client reads. sm3: GB/T 32905-2016, by setting; the log then has a name of its own. */
export const TREE_HASHES = ['sha256', 'sm3'] as const;
export type TreeHash = (typeof TREE_HASHES)[number];

export interface Hasher {
  name: TreeHash;
  /** Of a tree without leaves. */
  empty(): Hash;
  /** A leaf is prefixed with 0x00, so that it can never be taken for a node. @param item 32 bytes: a commitment */
  leaf(item: Buffer): Hash;
  /** A node is prefixed with 0x01. */
  node(left: Hash, right: Hash): Hash;
}

/** @param digest the hash of some bytes */
export const hasherOf = (name: TreeHash, digest: (...parts: Buffer[]) => Hash): Hasher => ({
  name,
  empty: () => digest(),
  leaf: (item) => digest(LEAF, item),
  node: (left, right) => digest(NODE, left, right),
});

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
