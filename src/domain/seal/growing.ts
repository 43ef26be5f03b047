/** 存证树 as it grows, leaf by leaf: by sealing, and again from nothing by whoever checks what was sealed. */
import type { Hash, Hasher } from '#domain/seal/hash';
import { peaksOf } from '#domain/seal/merkle';
import { TILE_WIDTH } from '#domain/seal/tile';

/** A tree of this size, and the hashes of its peaks. */
export interface Edge {
  size: number;
  peaks: readonly Hash[];
}

export const EMPTY: Edge = { size: 0, peaks: [] };

/** A tile's hash, where its tile has become full. */
export interface Full {
  level: number;
  place: number;
  hash: Hash;
}

export interface Growing {
  readonly size: number;
  /** @returns the tiles that this leaf filled */
  add(leaf: Hash): Full[];
  peaks(): Hash[];
}

/** A tree in memory that knows its peaks only: they are all that it needs to take one leaf more. */
export function growingFrom({ size, peaks }: Edge, hasher: Hasher): Growing {
  const stack = peaksOf(size).map(([from, to], at) => ({ length: to - from, hash: peaks[at] as Hash }));
  let count = size;
  return {
    get size() {
      return count;
    },
    add(leaf) {
      count += 1;
      let [length, hash] = [1, leaf];
      const full: Full[] = [];
      while (stack.at(-1)?.length === length) {
        hash = hasher.node((stack.pop() as { hash: Hash }).hash, hash);
        length *= 2;
        const level = tileLevelOf(length);
        if (level > 0) full.push({ level, place: count / length - 1, hash });
      }
      stack.push({ length, hash });
      return full;
    },
    peaks: () => stack.map(({ hash }) => hash),
  };
}

/** The level at which so many leaves are one hash; 0 where they are none. @param length a power of two */
function tileLevelOf(length: number): number {
  let level = 0;
  let unit = 1;
  while (unit < length) {
    unit *= TILE_WIDTH;
    level += 1;
  }
  return unit === length ? level : 0;
}
