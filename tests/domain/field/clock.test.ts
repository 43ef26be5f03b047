import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, instantOf } from '#domain/day';
import { readClock } from '#domain/field/clock';

const NOW = instantOf('2026-11-23', 17 * 60);
const HOUR = 3_600_000;
const read = (savedAt: number | null, sentAt: number | null, ago = 0, phoneDay = '') =>
  readClock(NOW, { savedAt, sentAt, ago, phoneDay });

describe('the clock of a phone', () => {
  it('that is right is believed to the moment', () => {
    expect(read(NOW - 50 * HOUR, NOW - 2_000, 0, '2026-11-21')).toEqual({
      verdict: 'good',
      savedAt: NOW - 50 * HOUR,
      servedOn: '2026-11-21',
    });
  });

  it('that is minutes off is told, and only the time between is believed', () => {
    expect(read(NOW - 20 * HOUR + 6 * 60_000, NOW + 6 * 60_000)).toEqual({
      verdict: 'off',
      savedAt: NOW - 20 * HOUR,
      servedOn: '2026-11-22',
    });
    expect(read(NOW - HOUR, NOW + 5 * 60_000)).toMatchObject({ verdict: 'good' });
  });

  it.each([
    [null, NOW],
    [NOW, null],
    [NOW, NOW - 1],
    [0, NOW],
  ])('that cannot be right leaves only the day of arrival: saved %s, sent %s', (savedAt, sentAt) => {
    expect(read(savedAt, sentAt, 1)).toEqual({ verdict: 'impossible', savedAt: NOW, servedOn: '2026-11-22' });
  });

  it('in another time zone says another date, and that is told', () => {
    expect(read(NOW, NOW, 0, '2026-11-22')).toMatchObject({ verdict: 'calendar', servedOn: '2026-11-23' });
  });

  it('never makes a day that has not come, whatever it says', () => {
    const moment = fc.option(
      fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: NOW - 9e9, max: NOW + 9e9 })),
    );
    fc.assert(
      fc.property(moment, moment, fc.nat(366), (savedAt, sentAt, ago) => {
        const { servedOn, savedAt: at } = read(savedAt, sentAt, ago);
        expect(servedOn <= addDays('2026-11-23', -ago)).toBe(true);
        expect(dayOf(at) <= '2026-11-23').toBe(true);
      }),
    );
  });

  it('that is right gives the same day however often and late it is sent', () => {
    fc.assert(
      fc.property(
        fc.nat(60 * 24 * 30),
        fc.nat(60 * 24 * 30),
        fc.integer({ min: -290, max: 290 }),
        (before, later, off) => {
          const savedAt = NOW - before * 60_000 + off * 1_000;
          const again = NOW + later * 60_000;
          const phone = { savedAt, ago: 0, phoneDay: '' as const };
          const { verdict, servedOn } = readClock(NOW, { ...phone, sentAt: NOW + off * 1_000 });
          expect(readClock(again, { ...phone, sentAt: again + off * 1_000 })).toMatchObject({ verdict, servedOn });
        },
      ),
    );
  });
});
