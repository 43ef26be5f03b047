/**
 * 存证树: the Merkle tree of RFC 6962 §2.1 over the items of a journal, as arithmetic on ranges of leaves. What is stored
 * where is not known here: whoever asks for a proof is told which stretches of the tree to hash, and hands the hashes in.
 *
 * A tree of n leaves splits at the largest power of two below n. A stretch [from, to) is *perfect* when its length is a
 * power of two and its beginning a multiple of it; every stretch that a proof names is perfect or ends with the tree.
 */
import type { Hash, Hasher } from '#domain/seal/hash';

/** Leaves from, up to and without to. */
export type Stretch = readonly [from: number, to: number];

/** The largest power of two smaller than n. @param n at least 2 */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH: the root over neighbouring subtrees of one size, in their order; over none the hash of nothing. */
export function rootOver(hashes: readonly Hash[], hasher: Hasher): Hash {
  if (hashes.length === 0) return hasher.empty();
  const [only] = hashes;
  if (hashes.length === 1 && only) return only;
  const k = splitOf(hashes.length);
  return hasher.node(rootOver(hashes.slice(0, k), hasher), rootOver(hashes.slice(k), hasher));
}

/** 峰: the perfect stretches that a tree of this size is made of, largest first. */
export function peaksOf(size: number): Stretch[] {
  const peaks: Stretch[] = [];
  let from = 0;
  while (from < size) {
    let length = 1;
    while (length * 2 <= size - from) length *= 2;
    peaks.push([from, from + length]);
    from += length;
  }
  return peaks;
}

/** The root over peaks: the smaller ones on the right are put together first. */
export function rootOverPeaks(peaks: readonly Hash[], hasher: Hasher): Hash {
  const [last, ...rest] = [...peaks].reverse();
  return last ? rest.reduce((right, left) => hasher.node(left, right), last) : hasher.empty();
}

/** PATH(index, D[size]) of RFC 6962 §2.1.1: the stretches beside the way from a leaf up to the root. */
export function inclusionStretches(index: number, size: number): Stretch[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const beside: Stretch[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    beside.push(index < middle ? [middle, to] : [from, middle]);
    if (index < middle) to = middle;
    else from = middle;
  }
  return beside.reverse();
}

/** PROOF(before, D[size]) of RFC 6962 §2.1.2: what shows that a tree only grew. Nothing for a tree of none or of the same size. */
export function consistencyStretches(before: number, size: number): Stretch[] {
  if (!(before >= 0 && before <= size)) throw new RangeError(`a tree of ${size} did not grow from ${before}`);
  if (before === 0 || before === size) return [];
  const named: Stretch[] = [];
  let [from, to] = [0, size];
  // Down to the subtree in which the old tree ends; what lies beside the way is named on the way back.
  while (to !== before) {
    const middle = from + splitOf(to - from);
    named.push(before <= middle ? [middle, to] : [from, middle]);
    if (before <= middle) to = middle;
    else from = middle;
  }
  // The old root itself need not be told: whoever checks has it.
  if (from !== 0) named.push([from, to]);
  return named.reverse();
}

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2); null for a path of the wrong length. */
export function rootFromInclusion(
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
  hasher: Hasher,
): Hash | null {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = hasher.node(beside, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      root = hasher.node(root, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

const half = (n: number): number => Math.floor(n / 2);

/** Did the tree only grow? (RFC 9162 §2.1.4.2) */
export function isConsistent(
  before: { size: number; root: Hash },
  now: { size: number; root: Hash },
  proof: readonly Hash[],
  hasher: Hasher,
): boolean {
  if (before.size > now.size) return false;
  if (before.size === now.size) return proof.length === 0 && before.root.equals(now.root);
  if (before.size === 0) return proof.length === 0 && before.root.equals(hasher.empty());
  const isPower = peaksOf(before.size).length === 1;
  const [first, ...rest] = isPower ? [before.root, ...proof] : proof;
  if (!first) return false;
  let [at, last] = [before.size - 1, now.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, fresh] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = hasher.node(beside, old);
      fresh = hasher.node(beside, fresh);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      fresh = hasher.node(fresh, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(before.root) && fresh.equals(now.root);
}
