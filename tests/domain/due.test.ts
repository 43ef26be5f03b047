import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day, daysBetween } from '#domain/day';
import {
  type DueQuestion,
  deadlineOf,
  mondayOf,
  type Period,
  periodsOf,
  RHYTHMS,
  sharesOf,
  standingOn,
} from '#domain/due';

const month = fc.integer({ min: 0, max: 240 }).map((at) => addMonths('2020-01-01', at));
const YEARS = Array.from({ length: 36 }, (_, at) => addMonths('2026-01-01', at));

describe('the periods of a rhythm', () => {
  it.each(RHYTHMS)('%s: follow each other without a gap, and none lies in two', (rhythm) => {
    const all = YEARS.flatMap((day) => periodsOf(rhythm, day));
    expect(all.length).toBeGreaterThan(10);
    for (const [at, period] of all.entries()) {
      const next = all[at + 1];
      if (next) expect(next.fromDay).toBe(addDays(period.dueOn, 1));
    }
  });

  it('begin in the month that was asked for', () => {
    fc.assert(
      fc.property(month, fc.constantFrom(...RHYTHMS), (day, rhythm) => {
        for (const { fromDay } of periodsOf(rhythm, day)) expect(fromDay.slice(0, 7)).toBe(day.slice(0, 7));
      }),
    );
  });

  it('weeks begin on a Monday', () => {
    expect(mondayOf('2026-11-30')).toBe('2026-11-30');
    expect(mondayOf('2026-12-06')).toBe('2026-11-30');
    expect(periodsOf('weekly', '2026-11-15').map(({ fromDay }) => fromDay)).toEqual([
      ...['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
    ]);
  });

  it('a quarter begins in its first month only', () => {
    expect(periodsOf('quarterly', '2026-10-20')).toEqual([{ fromDay: '2026-10-01', dueOn: '2026-12-31' }]);
    expect(periodsOf('quarterly', '2026-11-20')).toEqual([]);
  });

  it('the visits of a pairing cut a month into parts as even as its days', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 12 }), (day, visits) => {
        const shares = sharesOf(visits, day);
        const lengths = shares.map(({ fromDay, dueOn }) => daysBetween(fromDay, dueOn) + 1);
        expect(shares[0]?.fromDay).toBe(day);
        expect(shares.at(-1)?.dueOn).toBe(addDays(addMonths(day, 1), -1));
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        for (const [at, share] of shares.entries()) {
          if (at > 0) expect(share.fromDay).toBe(addDays((shares[at - 1] as Period).dueOn, 1));
        }
      }),
    );
  });
});

describe('how a period stands', () => {
  const NOVEMBER: DueQuestion = {
    ...{ fromDay: '2026-11-01', dueOn: '2026-11-30' },
    ...{ metOn: null, aways: [], storms: [] },
  };
  const on = (today: Day, changed: Partial<DueQuestion> = {}) => standingOn({ ...NOVEMBER, ...changed }, today);
  const away = (fromDay: Day, toDay: Day | null) => [{ kind: 'hospital' as const, fromDay, toDay }];

  it('is coming, due, late, met', () => {
    expect(on('2026-10-31')).toBe('coming');
    expect(on('2026-11-01')).toBe('due');
    expect(on('2026-11-30')).toBe('due');
    expect(on('2026-12-01')).toBe('late');
    expect(on('2026-12-01', { metOn: '2026-11-12' })).toBe('met');
  });

  it('whoever is away is neither due nor late', () => {
    expect(on('2026-11-15', { aways: away('2026-11-10', null) })).toBe('away');
    expect(on('2026-12-03', { aways: away('2026-11-10', null) })).toBe('away');
    // Back in December: nobody could have found her on the last day.
    expect(on('2026-12-20', { aways: away('2026-11-10', '2026-12-05') })).toBe('away');
    // Back in time: as if she had never gone.
    expect(on('2026-12-01', { aways: away('2026-11-10', '2026-11-20') })).toBe('late');
  });

  it('days of a storm are not missed: two days after it', () => {
    const storms = [{ fromDay: '2026-11-28', toDay: '2026-12-02' }];
    expect(on('2026-11-29', { storms })).toBe('storm');
    expect(on('2026-12-03', { storms })).toBe('due');
    expect(on('2026-12-04', { storms })).toBe('due');
    expect(on('2026-12-05', { storms })).toBe('late');
    expect(on('2026-12-20', { storms: [{ fromDay: '2026-11-28', toDay: null }] })).toBe('storm');
  });

  it('one storm after another: the deadline is after the last that it lay in', () => {
    const storms = [
      { fromDay: '2026-12-03', toDay: '2026-12-04' },
      { fromDay: '2026-11-29', toDay: '2026-12-01' },
    ];
    expect(deadlineOf({ dueOn: '2026-11-30' }, storms)).toBe('2026-12-06');
    expect(deadlineOf({ dueOn: '2026-11-28' }, storms)).toBe('2026-11-28');
  });

  it('is never late before its last day, nor while she is away, nor in a storm', () => {
    const days = fc.integer({ min: -40, max: 40 }).map((days) => addDays('2026-11-15', days));
    const span = fc.tuple(days, fc.nat(20)).map(([fromDay, length]) => ({ fromDay, toDay: addDays(fromDay, length) }));
    const aways = fc.array(
      span.map((one) => ({ kind: 'travelling' as const, ...one })),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(days, aways, fc.array(span, { maxLength: 3 }), (today, gone, storms) => {
        if (on(today, { aways: gone, storms }) !== 'late') return;
        expect(today > '2026-11-30').toBe(true);
        for (const { fromDay, toDay } of [...gone, ...storms]) expect(fromDay <= today && today <= toDay).toBe(false);
      }),
    );
  });
});
