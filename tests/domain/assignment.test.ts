import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE, assign, type Costs, costOf } from '#domain/assignment';

const NEVER = Number.POSITIVE_INFINITY;

const table = (lines: number[][], columns = lines[0]?.length ?? 0): Costs => ({
  ...{ rows: lines.length, columns },
  at: Float64Array.from(lines.flat()),
});

/** The least there is, by trying everything. */
function leastOf({ rows, columns, at }: Costs, alone: number): number {
  const taken = new Set<number>();
  const from = (row: number): number => {
    if (row === rows) return 0;
    let least = alone + from(row + 1);
    for (let column = 0; column < columns; column++) {
      if (taken.has(column)) continue;
      taken.add(column);
      least = Math.min(least, (at[row * columns + column] as number) + from(row + 1));
      taken.delete(column);
    }
    return least;
  };
  return from(0);
}

const cost = fc.oneof({ weight: 4, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(NEVER) });
const small = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.array(cost, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
      .map((lines) => table(lines)),
  );

describe('an assignment', () => {
  it('costs what the best of all costs, whoever is left alone', () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 0, max: 40 }), (costs, alone) => {
        const columnOf = assign(costs, alone);
        expect(costOf(costs, columnOf, alone)).toBe(leastOf(costs, alone));
      }),
      { numRuns: 400 },
    );
  });

  it('gives no column twice, and none that may never be', () => {
    fc.assert(
      fc.property(small, (costs) => {
        const columnOf = [...assign(costs, 25)];
        const placed = columnOf.filter((column) => column !== ALONE);
        expect(new Set(placed).size).toBe(placed.length);
        for (const [row, column] of columnOf.entries()) {
          if (column !== ALONE) expect(costs.at[row * costs.columns + column]).toBeLessThan(NEVER);
        }
      }),
    );
  });

  it('takes a column from whoever can do better elsewhere', () => {
    expect([
      ...assign(
        table([
          [1, 2],
          [1, 9],
        ]),
      ),
    ]).toEqual([1, 0]);
    expect([...assign(table([[1], [5]]), 100)]).toEqual([0, ALONE]);
    expect([...assign(table([[5], [1]]), 100)]).toEqual([ALONE, 0]);
  });

  it('says so where nobody may be left alone and there is nobody', () => {
    expect(() => assign(table([[NEVER, NEVER]]))).toThrow(RangeError);
    expect(() => assign(table([[1], [1]]))).toThrow(RangeError);
  });

  it('of nobody is nobody', () => {
    expect([...assign(table([], 3))]).toEqual([]);
    expect([...assign(table([[]], 0), 7)]).toEqual([ALONE]);
  });
});
