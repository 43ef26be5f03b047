import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Line, type Side, share } from '#domain/allocate';
import { Refusal } from '#domain/refusal';

const total = (sides: readonly { minutes: number }[]) => sides.reduce((sum, side) => sum + side.minutes, 0);
const sides = (prefix: string, minutes: number[]): Side<string>[] =>
  minutes.map((one, at) => ({ account: `${prefix}${at}`, minutes: one }));
const through = (lines: readonly Line<string>[], end: 'from' | 'to', account: string) =>
  total(lines.filter((line) => line[end] === account));

/** Two ways to cut the same sum. */
const balanced = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
  )
  .filter(([minutes]) => minutes.some((one) => one > 0))
  .map(([minutes, weights]) => {
    const payers = sides('payer', minutes);
    return { payers, payees: sides('payee', share(total(payers), weights)) };
  });

describe('allocate', () => {
  it('lets the first pay the first until one of them is done', () => {
    expect(allocate(sides('p', [60, 30]), sides('v', [45, 45]))).toEqual([
      { from: 'p0', to: 'v0', minutes: 45 },
      { from: 'p0', to: 'v1', minutes: 15 },
      { from: 'p1', to: 'v1', minutes: 30 },
    ]);
    expect(allocate(sides('p', [1]), sides('v', [1]))).toEqual([{ from: 'p0', to: 'v0', minutes: 1 }]);
    expect(allocate(sides('p', [0, 20]), sides('v', [20, 0]))).toEqual([{ from: 'p1', to: 'v0', minutes: 20 }]);
  });

  it('keeps every sum, makes no empty line, at most payers + payees − 1 lines, always the same', () => {
    fc.assert(
      fc.property(balanced, ({ payers, payees }) => {
        const lines = allocate(payers, payees);
        for (const payer of payers) expect(through(lines, 'from', payer.account)).toBe(payer.minutes);
        for (const payee of payees) expect(through(lines, 'to', payee.account)).toBe(payee.minutes);
        expect(lines.every((line) => line.minutes > 0)).toBe(true);
        expect(lines.length).toBeLessThan(payers.length + payees.length);
        expect(allocate(payers, payees)).toEqual(lines);
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    const payees = sides('v', [45, 45]);
    allocate(sides('p', [90]), payees);
    expect(payees).toEqual(sides('v', [45, 45]));
  });

  it('refuses sums that differ, nothing at all, and figures that are no minutes', () => {
    const bad: [number[], number[]][] = [
      [[60], [59]],
      [[60], [61]],
      [[], []],
      [[0], [0]],
      [[-10, 70], [60]],
      [[60], [70, -10]],
      [[0.5], [0.5]],
      [[60], [59.5, 0.5]],
      [[Number.NaN], [Number.NaN]],
    ];
    for (const [payers, payees] of bad) {
      expect(() => allocate(sides('p', payers), sides('v', payees)), JSON.stringify([payers, payees])).toThrow(
        new Refusal('ledger_unbalanced'),
      );
    }
  });
});

describe('share', () => {
  it('gives the rest to the largest remainders, the earlier first', () => {
    expect(share(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(share(100, [1, 2, 2])).toEqual([20, 40, 40]);
    expect(share(10, [1, 5, 0])).toEqual([2, 8, 0]);
    expect(share(45, [1, 1])).toEqual([23, 22]);
    expect(share(2, [1, 1, 1, 1])).toEqual([1, 1, 0, 0]);
    expect(share(0, [1, 1])).toEqual([0, 0]);
  });

  it('sums exactly, each within one minute of its true part, and more weight is never less', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000 }),
        weights.filter((all) => all.some(Boolean)),
        (minutes, all) => {
          const parts = share(minutes, all);
          const sum = all.reduce((a, b) => a + b, 0);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(minutes);
          for (const [at, weight] of all.entries()) {
            const part = parts[at] ?? Number.NaN;
            expect(Math.abs(part - (minutes * weight) / sum)).toBeLessThan(1);
            for (const [other, less] of all.entries()) {
              if (less < weight) expect(part).toBeGreaterThanOrEqual(parts[other] ?? Number.NaN);
            }
          }
        },
      ),
    );
  });

  it('refuses to share among nobody', () => {
    for (const weights of [[], [0], [-1, 2], [0.5, 0.5], [2 ** 53, 1]]) {
      expect(() => share(60, weights), JSON.stringify(weights)).toThrow(Refusal);
    }
    expect(() => share(-60, [1])).toThrow(Refusal);
    expect(() => share(1.5, [1])).toThrow(Refusal);
  });
});
