import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { nextSealing } from '#domain/seal/when';

const at = (minute: number) => instantOf('2026-11-23', minute);

test('every so many minutes of each hour, and before midnight', () => {
  expect(nextSealing(at(600), 10)).toBe(at(610));
  expect(nextSealing(at(609) + 59_000, 10)).toBe(at(610));
  expect(nextSealing(at(659), 7)).toBe(at(660));
  expect(nextSealing(at(656), 7)).toBe(at(660));
  expect(nextSealing(at(1435), 10)).toBe(at(1440) - 2_000);
  expect(nextSealing(at(1440) - 1_000, 10)).toBe(at(1440));
});

test('is after now, and never further off than the time between', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400_000 }), fc.integer({ min: 1, max: 59 }), (ms, every) => {
      const next = nextSealing(at(0) + ms, every);
      expect(next).toBeGreaterThan(at(0) + ms);
      expect(next - at(0) - ms).toBeLessThanOrEqual(every * 60_000);
    }),
  );
});
