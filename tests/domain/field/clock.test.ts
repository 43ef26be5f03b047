import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, instantOf } from '#domain/day';
import { readClock } from '#domain/field/clock';

const NOW = instantOf('2026-11-23', 17 * 60);
const HOUR = 3_600_000;
const MINUTE = 60_000;
const read = (savedAt: number | null, sentAt: number | null, ago = 0, phoneDay = '', on = '') =>
  readClock(NOW, { savedAt, sentAt, ago, phoneDay, on });

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

  it.each([
    ['four minutes fast, before midnight', 23 * 60 + 58, 4, '2026-11-22'],
    ['four minutes slow, after midnight', 24 * 60 + 2, -4, '2026-11-23'],
    ['right, before midnight', 23 * 60 + 58, 0, '2026-11-22'],
    ['right, after midnight', 24 * 60 + 2, 0, '2026-11-23'],
  ])('at midnight a few minutes make no other day: %s', (_, minute, off, servedOn) => {
    const savedAt = instantOf('2026-11-22', 0) + (minute + off) * MINUTE;
    expect(read(savedAt, NOW + off * MINUTE, 0, dayOf(savedAt))).toMatchObject({ verdict: 'good', servedOn });
  });

  it('never moves a day that was written out, and one that cannot be is none', () => {
    const written = (savedAt: number | null, sentAt: number | null, on: string) => read(savedAt, sentAt, 3, on, on);
    expect(written(NOW - HOUR, NOW, '2026-11-20')).toMatchObject({ verdict: 'good', servedOn: '2026-11-20' });
    expect(written(3 * HOUR, 4 * HOUR, '2026-11-19')).toMatchObject({ verdict: 'off', servedOn: '2026-11-19' });
    expect(written(null, NOW, '2026-11-19')).toMatchObject({ verdict: 'impossible', servedOn: '2026-11-19' });
    expect(written(3 * HOUR, 4 * HOUR, '1969-12-29')).toMatchObject({ servedOn: '2026-11-20' });
    expect(written(NOW - HOUR, NOW, '2026-11-24')).toMatchObject({ servedOn: '2026-11-20' });
  });

  it('that is off by whatever it is gives the day on which it was really saved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }),
        fc.nat(60 * 24 * 30),
        fc.nat(20),
        fc.nat(366),
        (off, before, ago, carried) => {
          // To the minute, so that the way here (seconds) is no day either.
          fc.pre(Math.abs(off) !== 1);
          const really = NOW - before * MINUTE - 30_000;
          const savedAt = really + off * MINUTE;
          const sentAt = NOW + off * MINUTE - (carried % 20) * 1_000;
          expect(read(savedAt, sentAt, ago, addDays(dayOf(savedAt), -ago)).servedOn).toBe(addDays(dayOf(really), -ago));
        },
      ),
    );
  });

  it('that was off at saving and is right at sending is told, and the day is the one it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60 * 24 * 60, max: 60 * 24 * 60 }),
        fc.nat(60 * 24 * 6),
        fc.nat(60 * 24),
        fc.nat(3),
        (offMinutes, before, waited, ago) => {
          fc.pre(Math.abs(offMinutes) > 5);
          const off = -offMinutes * MINUTE;
          const really = NOW - before * MINUTE - 30_000;
          const savedAt = really - off;
          const heard = { at: savedAt - waited * MINUTE, off };
          const phone = { savedAt, sentAt: NOW, ago, phoneDay: '' as const, on: '' as const, heard };
          expect(readClock(NOW, phone)).toMatchObject({ verdict: 'off', servedOn: addDays(dayOf(really), -ago) });
        },
      ),
    );
  });

  it('that says an earlier time than it had said already tells nothing, however right it is when it sends', () => {
    const heard = { at: NOW - 3 * HOUR, off: 0 };
    const lost = { savedAt: NOW - 20 * 24 * HOUR, sentAt: NOW, ago: 1, phoneDay: '' as const, on: '' as const, heard };
    expect(readClock(NOW, lost)).toEqual({ verdict: 'impossible', savedAt: NOW, servedOn: '2026-11-22' });
    expect(readClock(NOW, { ...lost, on: '2026-11-19' }).servedOn).toBe('2026-11-19');
  });

  it('of a file, which nobody sent, counts from the day of saving and not from that of the desk', () => {
    const saved = { savedAt: NOW - 3 * 24 * HOUR, sentAt: null, ago: 1, phoneDay: '' as const, on: '' as const };
    const heard = { at: NOW - 4 * 24 * HOUR, off: 0 };
    expect(readClock(NOW, { ...saved, heard })).toMatchObject({ verdict: 'good', servedOn: '2026-11-19' });
    const slow = { at: heard.at - HOUR, off: 24 * HOUR };
    expect(readClock(NOW, { ...saved, heard: slow })).toMatchObject({ verdict: 'off', servedOn: '2026-11-20' });
    expect(readClock(NOW, saved)).toMatchObject({ verdict: 'impossible', servedOn: '2026-11-22' });
  });

  it('that was right all the time is not suspected, nor one that is off by as much as the house said', () => {
    fc.assert(
      fc.property(
        fc.nat(60 * 24 * 6),
        fc.nat(60 * 24),
        fc.integer({ min: -290, max: 290 }),
        (before, waited, seconds) => {
          const off = seconds * 1_000;
          const savedAt = NOW - before * MINUTE - off;
          const heard = { at: savedAt - waited * MINUTE, off };
          const phone = { savedAt, sentAt: NOW - off, ago: 0, phoneDay: '' as const, on: '' as const };
          expect(readClock(NOW, { ...phone, heard })).toEqual(readClock(NOW, phone));
          const [wrong] = [{ ...phone, savedAt: savedAt - 90 * HOUR, sentAt: phone.sentAt - 90 * HOUR }];
          const told = { at: heard.at - 90 * HOUR, off: off + 90 * HOUR };
          expect(readClock(NOW, { ...wrong, heard: told })).toEqual(readClock(NOW, wrong));
        },
      ),
    );
  });

  it('never makes a day that has not come, whatever it says', () => {
    const moment = fc.option(
      fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: NOW - 9e9, max: NOW + 9e9 })),
    );
    fc.assert(
      fc.property(moment, moment, fc.nat(366), fc.integer({ min: -400, max: 400 }), (savedAt, sentAt, ago, days) => {
        const { servedOn, savedAt: at } = read(savedAt, sentAt, ago);
        const heard = { at: sentAt ?? 0, off: (savedAt ?? 0) - days };
        const knowing = readClock(NOW, { savedAt, sentAt, ago, phoneDay: '', on: '', heard });
        expect(knowing.servedOn <= addDays('2026-11-23', -ago)).toBe(true);
        expect(servedOn <= addDays('2026-11-23', -ago)).toBe(true);
        expect(read(savedAt, sentAt, ago, '', addDays('2026-11-23', days)).servedOn <= '2026-11-23').toBe(true);
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
          const phone = { savedAt, ago: 0, phoneDay: '' as const, on: '' as const };
          const { verdict, servedOn } = readClock(NOW, { ...phone, sentAt: NOW + off * 1_000 });
          expect(readClock(again, { ...phone, sentAt: again + off * 1_000 })).toMatchObject({ verdict, servedOn });
        },
      ),
    );
  });
});
