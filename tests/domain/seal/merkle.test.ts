import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hash, hasherOf } from '#domain/seal/hash';
import {
  consistencyStretches,
  inclusionStretches,
  isConsistent,
  peaksOf,
  rootFromInclusion,
  rootOver,
  rootOverPeaks,
  type Stretch,
} from '#domain/seal/merkle';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hasher = hasherOf('sha256', sha256);

/** The tree that Certificate Transparency publishes for whoever writes one: eight leaves, and the root after each. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const MOST = 700;
const leaves: Hash[] = Array.from({ length: MOST }, (_, at) => hasher.leaf(Buffer.from(`item ${at}`)));
const rootAt = (size: number): Hash => rootOver(leaves.slice(0, size), hasher);
const hashed = (stretches: readonly Stretch[]) =>
  stretches.map(([from, to]) => rootOver(leaves.slice(from, to), hasher));
const pathOf = (index: number, size: number) => hashed(inclusionStretches(index, size));
const proofOf = (before: number, size: number) => hashed(consistencyStretches(before, size));

const size = fc.integer({ min: 1, max: MOST });
const leafIn = size.chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)));
const grown = size.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const flipped = (hash: Hash, bit: number): Hash => {
  const other = Buffer.from(hash);
  other[Math.floor(bit / 8)] = (other[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8));
  return other;
};
const bit = fc.integer({ min: 0, max: 255 });

describe('the tree', () => {
  test('of no leaves is the hash of nothing', () => {
    expect(rootOver([], hasher).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(rootOverPeaks([], hasher)).toEqual(rootOver([], hasher));
  });

  test('of the published leaves has the published roots', () => {
    const published = LEAVES.map((leaf) => hasher.leaf(Buffer.from(leaf, 'hex')));
    const roots = ROOTS.map((_, at) => rootOver(published.slice(0, at + 1), hasher).toString('hex'));
    expect(roots).toEqual(ROOTS);
  });

  test('is the root over its peaks, which are perfect and lie side by side', () => {
    fc.assert(
      fc.property(size, (n) => {
        const peaks = peaksOf(n);
        expect(peaks.at(-1)?.[1]).toBe(n);
        for (const [at, [from, to]] of peaks.entries()) {
          expect(from).toBe(peaks[at - 1]?.[1] ?? 0);
          expect(Number.isInteger(Math.log2(to - from)) && from % (to - from) === 0).toBe(true);
        }
        expect(rootOverPeaks(hashed(peaks), hasher)).toEqual(rootAt(n));
      }),
    );
  });
});

describe('a leaf’s path', () => {
  test('leads to the root, names perfect stretches or such as end with the tree, and no more than log₂ of them', () => {
    fc.assert(
      fc.property(leafIn, ([index, n]) => {
        const path = pathOf(index, n);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(n)));
        for (const [from, to] of inclusionStretches(index, n)) {
          const isPerfect = Number.isInteger(Math.log2(to - from)) && from % (to - from) === 0;
          expect(isPerfect || to === n).toBe(true);
        }
        expect(rootFromInclusion(leaves[index] as Hash, index, n, path, hasher)).toEqual(rootAt(n));
      }),
    );
  });

  test('leads nowhere else: another leaf, place, length or bit', () => {
    fc.assert(
      fc.property(leafIn, fc.nat(), bit, ([index, n], which, flip) => {
        const leaf = leaves[index] as Hash;
        const path = pathOf(index, n);
        const leadsTo = (...told: [Hash, number, number, Hash[]]) => rootFromInclusion(...told, hasher);
        expect(leadsTo(flipped(leaf, flip), index, n, path)).not.toEqual(rootAt(n));
        if (n > 1) expect(leadsTo(leaf, (index + 1) % n, n, path)).not.toEqual(rootAt(n));
        if (path.length > 0) {
          const at = which % path.length;
          const bent = path.map((hash, place) => (place === at ? flipped(hash, flip) : hash));
          expect(leadsTo(leaf, index, n, bent)).not.toEqual(rootAt(n));
          expect(leadsTo(leaf, index, n, path.slice(1))).not.toEqual(rootAt(n));
        }
        expect(leadsTo(leaf, index, n, [...path, leaf])).not.toEqual(rootAt(n));
      }),
    );
  });

  test('is none for a leaf that is not there', () => {
    expect(() => inclusionStretches(5, 5)).toThrow(RangeError);
    expect(rootFromInclusion(leaves[0] as Hash, 5, 5, [], hasher)).toBeNull();
    expect(rootFromInclusion(leaves[0] as Hash, -1, 5, [], hasher)).toBeNull();
    expect(rootFromInclusion(leaves[0] as Hash, 0.5, 5, [], hasher)).toBeNull();
  });
});

describe('growth', () => {
  test('is shown for every older size', () => {
    fc.assert(
      fc.property(grown, ([before, n]) => {
        const [old, now] = [
          { size: before, root: rootAt(before) },
          { size: n, root: rootAt(n) },
        ];
        expect(isConsistent(old, now, proofOf(before, n), hasher)).toBe(true);
      }),
    );
  });

  test('is not shown of a tree in which something changed, was left out, or that shrank', () => {
    fc.assert(
      fc.property(grown, fc.nat(), bit, ([before, n], which, flip) => {
        if (before === 0) return;
        const proof = proofOf(before, n);
        const old = { size: before, root: rootAt(before) };
        const now = { size: n, root: rootAt(n) };
        const holds = (...told: [typeof old, typeof now, Hash[]]) => isConsistent(...told, hasher);
        expect(holds({ ...old, root: flipped(old.root, flip) }, now, proof)).toBe(false);
        expect(holds(old, { ...now, root: flipped(now.root, flip) }, proof)).toBe(false);
        expect(holds(old, now, [...proof, old.root])).toBe(false);
        if (before < n) expect(holds(now, old, proof)).toBe(false);
        if (proof.length > 0) {
          const at = which % proof.length;
          expect(
            holds(
              old,
              now,
              proof.map((hash, place) => (place === at ? flipped(hash, flip) : hash)),
            ),
          ).toBe(false);
          expect(holds(old, now, proof.slice(1))).toBe(false);
        }
      }),
    );
  });

  test('nobody says what an empty tree grew into', () => {
    const now = { size: 3, root: rootAt(3) };
    expect(isConsistent({ size: 0, root: hasher.empty() }, now, [], hasher)).toBe(true);
    expect(isConsistent({ size: 0, root: rootAt(1) }, now, [], hasher)).toBe(false);
    expect(() => consistencyStretches(4, 3)).toThrow(RangeError);
  });
});
