import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  dayOf,
  daysBetween,
  firstOfMonth,
  halfDayOf,
  instantOf,
  isDay,
  isWorkingDay,
  minuteOfDay,
  monthOf,
  spanMinutes,
  workingDaysSince,
} from '#domain/day';

const day = fc
  .date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const minute = fc.integer({ min: 0, max: 1439 });
const step = fc.integer({ min: -20_000, max: 20_000 });

describe('two clocks', () => {
  it('meet in Shanghai: a day and a minute make an instant, and back', () => {
    fc.assert(
      fc.property(day, minute, (on, at) => {
        const instant = instantOf(on, at);
        expect([dayOf(instant), minuteOfDay(instant)]).toEqual([on, at]);
        expect([dayOf(instant + 59_999), minuteOfDay(instant + 59_999)]).toEqual([on, at]);
      }),
    );
  });

  it('agree with the calendar of Asia/Shanghai', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(day, minute, (on, at) => {
        expect(shanghai.format(instantOf(on, at))).toBe(on);
      }),
    );
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(dayOf(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  });
});

describe('days', () => {
  it('are counted forth and back', () => {
    fc.assert(
      fc.property(day, step, (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
        expect(addDays(addDays(from, days), -days)).toBe(from);
        expect(isDay(addDays(from, days))).toBe(true);
      }),
    );
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('are days of the calendar', () => {
    expect(['2026-02-28', '2028-02-29', '2000-12-31'].map(isDay)).toEqual([true, true, true]);
    for (const none of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '20260101',
      '',
      '2026-01-01 ',
    ]) {
      expect([none, isDay(none)]).toEqual([none, false]);
    }
  });

  it('have months', () => {
    expect([monthOf('2026-11-23'), firstOfMonth('2026-11-23')]).toEqual(['2026-11', '2026-11-01']);
    expect([
      addMonths('2026-11-23', 1),
      addMonths('2026-12-31', 1),
      addMonths('2026-01-15', -1),
      addMonths('2026-11-23', 0),
    ]).toEqual(['2026-12-01', '2027-01-01', '2025-12-01', '2026-11-01']);
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (on, months) => {
        expect(addMonths(addMonths(on, months), -months)).toBe(firstOfMonth(on));
      }),
    );
  });
});

describe('age', () => {
  it('is in completed years', () => {
    expect([ageOn('1942-11-23', '2026-11-22'), ageOn('1942-11-23', '2026-11-23')]).toEqual([83, 84]);
    expect([ageOn('1964-02-29', '2027-02-28'), ageOn('1964-02-29', '2027-03-01')]).toEqual([62, 63]);
  });
  it('is completed on the birthday that is told beforehand', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 100 }), (born, years) => {
        const on = birthdayOf(born, years);
        expect([ageOn(born, addDays(on, -1)), ageOn(born, on)]).toEqual([years - 1, years]);
      }),
      { numRuns: 500 },
    );
  });
  it('grows by one on each birthday and on no other day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 36_000 }), (born, days) => {
        const on = addDays(born, days);
        const birthday =
          on.slice(5) === born.slice(5) ||
          (born.endsWith('-02-29') && on.endsWith('-03-01') && !isDay(`${on.slice(0, 4)}-02-29`));
        if (days > 0) expect(ageOn(born, on) - ageOn(born, addDays(on, -1))).toBe(birthday ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('working days', () => {
  it('are Monday to Friday', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays('2026-11-23', days));
    expect(week.map(isWorkingDay)).toEqual([true, true, true, true, true, false, false]);
  });
  it('are counted after the first day up to the last', () => {
    expect(workingDaysSince('2026-11-23', '2026-11-23')).toBe(0);
    expect(workingDaysSince('2026-11-20', '2026-11-23')).toBe(1);
    expect(workingDaysSince('2026-11-20', '2026-11-22')).toBe(0);
    expect(workingDaysSince('2026-11-23', '2026-11-30')).toBe(5);
    expect(workingDaysSince('2026-11-24', '2026-11-23')).toBe(0);
  });
  it('add up', () => {
    const some = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(day, some, some, (from, a, b) => {
        const [middle, to] = [addDays(from, a), addDays(from, a + b)];
        expect(workingDaysSince(from, to)).toBe(workingDaysSince(from, middle) + workingDaysSince(middle, to));
      }),
    );
  });
});

describe('the parts of a day', () => {
  it('are three', () => {
    expect([0, 719, 720, 1079, 1080, 1439].map(halfDayOf)).toEqual([
      'morning',
      'morning',
      'afternoon',
      'afternoon',
      'evening',
      'evening',
    ]);
  });
  it('hold spans, over midnight too, never negative', () => {
    expect([spanMinutes(540, 600), spanMinutes(1410, 30), spanMinutes(600, 600)]).toEqual([60, 60, 0]);
    fc.assert(
      fc.property(minute, minute, (start, end) => {
        const span = spanMinutes(start, end);
        expect(span >= 0 && span < 1440).toBe(true);
        expect((start + span) % 1440).toBe(end);
      }),
    );
  });
});
