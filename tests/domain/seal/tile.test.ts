import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consistencyStretches, inclusionStretches, peaksOf } from '#domain/seal/merkle';
import {
  bundleOf,
  hashesAt,
  isIn,
  levelsOf,
  readTileAddress,
  runOf,
  TILE_WIDTH,
  tileAddress,
  tilePath,
} from '#domain/seal/tile';

const size = fc.integer({ min: 1, max: 20_000_000 });

test('a tree of 70,000 has the tiles of the specification’s example', () => {
  expect([0, 1, 2, 3].map((level) => hashesAt(level, 70_000))).toEqual([70_000, 273, 1, 0]);
  expect(levelsOf(70_000)).toBe(3);
  const there = (level: number, index: number, width: number) => isIn({ level, index, width }, 70_000);
  expect([there(0, 272, 256), there(0, 273, 112), there(0, 273, 113), there(0, 274, 1)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([there(1, 0, 256), there(1, 1, 17), there(1, 1, 18), there(2, 0, 1), there(2, 0, 2), there(3, 0, 1)]).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
  // A full tile has its hash at the level above at once.
  expect(isIn({ level: 1, index: 0, width: 1 }, 256)).toBe(true);
  expect(isIn({ level: 1, index: 0, width: 1 }, 255)).toBe(false);
});

describe('addresses', () => {
  test('are those of the specification', () => {
    expect(tilePath(1_234_067)).toBe('x001/x234/067');
    expect(tileAddress({ level: 0, index: 273, width: 112 })).toBe('0/273.p/112');
    expect(tileAddress({ level: 0, index: 0, width: 256 }, true)).toBe('entries/000');
  });

  test('are read as they are written', () => {
    const tile = fc.record({
      level: fc.integer({ min: 0, max: 63 }),
      index: fc.integer({ min: 0, max: 2 ** 40 }),
      width: fc.integer({ min: 1, max: TILE_WIDTH }),
    });
    fc.assert(
      fc.property(tile, (one) => {
        expect(readTileAddress(tileAddress(one))).toEqual({ ...one, entries: false });
      }),
    );
    expect(readTileAddress('entries/x001/000.p/3')).toEqual({ entries: true, level: 0, index: 1000, width: 3 });
  });

  test('of anything else are none', () => {
    const wrong = [
      '',
      '0',
      '0/1',
      '00/000',
      '64/000',
      '0/x000/001',
      '0/001/002',
      '0/000.p/0',
      '0/000.p/256',
      '0/000.p/03',
    ];
    for (const address of [...wrong, '0/000/', '-1/000', '0/000.p/', 'entries/0', '0/000.p/257', '1/ 00']) {
      expect([address, readTileAddress(address)]).toEqual([address, null]);
    }
  });
});

test('every stretch that a proof names is a run within one tile, or a few of them at the edge', () => {
  const asked = size.chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)));
  fc.assert(
    fc.property(asked, ([index, n]) => {
      const stretches = [...inclusionStretches(index, n), ...consistencyStretches(index, n), ...peaksOf(n)];
      for (const [from, to] of stretches.filter(([start, end]) => Number.isInteger(Math.log2(end - start)))) {
        const run = runOf([from, to]);
        const unit = TILE_WIDTH ** run.level;
        expect([run.from * unit, run.to * unit]).toEqual([from, to]);
        expect(Math.floor(run.from / TILE_WIDTH)).toBe(Math.floor((run.to - 1) / TILE_WIDTH));
        expect(run.to).toBeLessThanOrEqual(hashesAt(run.level, n));
      }
    }),
  );
});

test('a bundle says how long each item is', () => {
  expect(bundleOf([Buffer.from('ab'), Buffer.alloc(300, 1)]).toString('hex')).toBe(`00026162012c${'01'.repeat(300)}`);
});
