/** 刚做的一次: what is only unlikely is asked about, and never refused for good. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#domain/refusal';
import { askIfUnlikely, isUnlikely } from '#domain/served';

describe('a visit far longer than its service takes', () => {
  test('is one of more than two hours above the maximum', () => {
    expect([isUnlikely(240, 120), isUnlikely(241, 120)]).toEqual([false, true]);
  });

  test('is asked about while nobody was asked, and kept whatever was answered', () => {
    const sures = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1440 }),
        fc.integer({ min: 10, max: 480 }),
        sures,
        (minutes, most, sure) => {
          const ask = expect(() => askIfUnlikely(minutes, most, sure));
          if (sure === false && minutes > most + 120) {
            ask.toThrow(new Refusal('long_log', { minutes, field: 'sure' }));
          } else ask.not.toThrow();
        },
      ),
    );
  });
});
