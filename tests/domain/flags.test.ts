import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '#domain/day';
import { type Flag, type FlagCaps, type FlagVisit, flagsOf, monthCloses } from '#domain/flags';

const CAPS: FlagCaps = { dailyCap: 240, monthlyCap: 3600, recipientDailyCap: 240 };
const visit = (id: string, part: Partial<FlagVisit> = {}): FlagVisit => ({
  id,
  volunteerIds: ['li'],
  beneficiaryIds: [`elder-${id}`],
  servedOn: '2026-11-23',
  start: null,
  end: null,
  halfDay: null,
  servedMinutes: 60,
  serviceMaximum: 480,
  bond: 'none',
  witnessed: false,
  duty: false,
  loggedOn: '2026-11-23',
  closesOn: '2026-12-07',
  certificateLapsed: false,
  uninsured: false,
  diedOn: null,
  doors: 1,
  phoneClock: false,
  byFile: false,
  pinNew: false,
  sharedDevice: false,
  ...part,
});
const at = (id: string, start: number, end: number | null, part: Partial<FlagVisit> = {}) =>
  visit(id, { start, end, servedMinutes: end === null ? 60 : (end - start + 1440) % 1440, ...part });
/** Flags by visit, without the visits that have none. */
const flags = (visits: FlagVisit[], caps: Partial<FlagCaps> = {}) =>
  Object.fromEntries([...flagsOf(visits, () => ({ ...CAPS, ...caps }))].filter(([, found]) => found.length > 0));

describe('overlap', () => {
  it('is told of both visits that one volunteer cannot have made, and not of those that touch', () => {
    expect(flags([at('a', 540, 600), at('b', 590, 650), at('c', 650, 700)])).toEqual({
      a: ['overlap'],
      b: ['overlap'],
    });
    expect(flags([at('a', 540, 600), at('b', 590, 650, { volunteerIds: ['wu'] })])).toEqual({});
    expect(flags([at('a', 540, 600), at('b', 550, 560, { servedOn: '2026-11-24' })])).toEqual({});
  });

  it('sees two volunteers of one visit', () => {
    const two = at('a', 540, 600, { volunteerIds: ['li', 'wu'] });
    expect(flags([two, at('b', 550, 610, { volunteerIds: ['wu'] })])).toEqual({ a: ['overlap'], b: ['overlap'] });
  });

  it('reaches over midnight, and over the turn of a year', () => {
    const night = at('a', 1410, 30, { servedOn: '2026-12-31' });
    const early = { servedOn: '2027-01-01', closesOn: '2027-02-05' };
    expect(flags([night, at('b', 20, 80, early)])).toEqual({ a: ['overlap'], b: ['overlap'] });
    expect(flags([night, at('b', 30, 90, early)])).toEqual({});
  });

  it('takes the minutes served where no end is known', () => {
    expect(flags([at('a', 540, null), at('b', 599, 620)])).toEqual({ a: ['overlap'], b: ['overlap'] });
    expect(flags([at('a', 540, null), at('b', 600, 620)])).toEqual({});
  });

  it('is told of all in a half-day that holds less than was served in it', () => {
    const caps = { dailyCap: 9999, recipientDailyCap: 9999 };
    const half = (id: string, servedMinutes: number, part: Partial<FlagVisit> = {}) =>
      visit(id, { halfDay: 'afternoon', servedMinutes, ...part });
    expect(flags([half('a', 180), half('b', 180)], caps)).toEqual({});
    expect(flags([half('a', 180), half('b', 181)], caps)).toEqual({ a: ['overlap'], b: ['overlap'] });
    expect(flags([half('a', 180), half('b', 181, { halfDay: 'evening' })], caps)).toEqual({});
    expect(flags([half('a', 180), half('b', 181, { servedOn: '2026-11-24' })], caps)).toEqual({});
    expect(flags([half('a', 480)], caps)).toEqual({});
  });

  it('counts visits with a start into the half-day, as far as they lie in it', () => {
    const caps = { dailyCap: 9999, recipientDailyCap: 9999 };
    const half = visit('h', { halfDay: 'morning', servedMinutes: 300 });
    expect(flags([half, at('t', 660, 780)], caps)).toEqual({});
    expect(flags([half, at('t', 650, 780)], caps)).toEqual({ h: ['overlap'], t: ['overlap'] });
    expect(flags([half, at('t', 720, 900)], caps)).toEqual({});
    const full = visit('h', { halfDay: 'morning', servedMinutes: 360 });
    expect(flags([full, at('t', 719, 780)], caps)).toEqual({ h: ['overlap'], t: ['overlap'] });
    expect(flags([{ ...full, servedMinutes: 400 }, at('t', 720, 780)], caps)).toEqual({});
  });
});

describe('caps', () => {
  it('are told of every visit of the day when the day holds more than may be credited', () => {
    expect(flags([at('a', 480, 600), at('b', 600, 720)])).toEqual({});
    expect(flags([at('a', 480, 600), at('b', 600, 721)])).toEqual({ a: ['day_cap'], b: ['day_cap'] });
    expect(flags([at('a', 480, 600), at('b', 600, 721, { servedOn: '2026-11-24' })])).toEqual({});
  });

  it('bind the month of the volunteer, unless the month is free', () => {
    const visits = [visit('a', { servedOn: '2026-11-01' }), visit('b', { servedOn: '2026-11-30' })];
    expect(flags(visits, { monthlyCap: 119 })).toEqual({ a: ['month_cap'], b: ['month_cap'] });
    expect(flags(visits, { monthlyCap: 120 })).toEqual({});
    expect(flags(visits, { monthlyCap: null })).toEqual({});
    expect(flags([...visits, visit('c', { servedOn: '2026-12-01' })], { monthlyCap: 120 })).toEqual({});
  });

  it('bind the day of one beneficiary, whoever serves', () => {
    const show = (id: string) => visit(id, { volunteerIds: [`v-${id}`], beneficiaryIds: ['chen'], servedMinutes: 121 });
    expect(flags([show('a'), show('b')])).toEqual({ a: ['recipient_day_cap'], b: ['recipient_day_cap'] });
    expect(flags([show('a')])).toEqual({});
    const station = (id: string) => ({ ...show(id), beneficiaryIds: [] });
    expect(flags([station('a'), station('b')])).toEqual({});
  });

  it('leave out what never credits, and what is above the service maximum', () => {
    const long = at('a', 480, 720);
    expect(flags([long, at('b', 720, 780, { bond: 'family' })])).toEqual({});
    expect(flags([long, at('b', 720, 780, { duty: true })])).toEqual({});
    expect(flags([long, at('b', 720, 780, { serviceMaximum: 0 })])).toEqual({});
    expect(flags([at('a', 480, 780, { serviceMaximum: 240 })])).toEqual({ a: ['over_long'] });
    const one = at('c', 780, 781);
    expect(flags([long, at('b', 720, 780, { bond: 'family' }), one])).toEqual({ a: ['day_cap'], c: ['day_cap'] });
  });

  it('are each visit’s own: by its day and place', () => {
    const found = flagsOf([at('a', 480, 600), at('b', 600, 660)], (one) => ({
      ...CAPS,
      dailyCap: one.id === 'a' ? 120 : 240,
    }));
    expect([found.get('a'), found.get('b')]).toEqual([['day_cap'], []]);
  });
});

describe('a visit by itself', () => {
  it('is over-long above the service maximum', () => {
    expect(flags([visit('a', { servedMinutes: 61, serviceMaximum: 60 })])).toEqual({ a: ['over_long'] });
    expect(flags([visit('a', { servedMinutes: 60, serviceMaximum: 60 })])).toEqual({});
    expect(flags([visit('a', { servedMinutes: 2, serviceMaximum: 1 })])).toEqual({ a: ['over_long'] });
    expect(flags([visit('a', { servedMinutes: 60, serviceMaximum: 0 })])).toEqual({});
  });
  it('is late after the closing day, not on it', () => {
    expect(flags([visit('a', { loggedOn: '2026-12-07' })])).toEqual({});
    expect(flags([visit('a', { loggedOn: '2026-12-08' })])).toEqual({ a: ['late'] });
  });
  it('tells of a lapsed certificate, of relatives, and of a day after death, sorted', () => {
    const all = { certificateLapsed: true, bond: 'relative', diedOn: '2026-11-22' } as const;
    expect(flags([visit('a', all)])).toEqual({
      a: ['after_death', 'certificate_lapsed', 'relative', 'relative_unwitnessed'],
    });
    expect(flags([visit('a', { diedOn: '2026-11-23' })])).toEqual({});
    expect(flags([visit('a', { bond: 'family' })])).toEqual({});
  });
  it('tells of relatives whom nobody outside saw, and of nobody else', () => {
    expect(flags([visit('a', { bond: 'relative', witnessed: true })])).toEqual({ a: ['relative'] });
    expect(flags([visit('a', { bond: 'none', witnessed: false })])).toEqual({});
  });
});

describe('perhaps one visit, written down twice', () => {
  const chen = { beneficiaryIds: ['chen'] };
  const morning = (id: string, part: Partial<FlagVisit> = {}) => visit(id, { ...chen, halfDay: 'morning', ...part });
  const both = { a: ['twice'], b: ['twice'] };

  it('is told of both of one pair, day and half-day, however their times are written', () => {
    expect(flags([morning('a'), morning('b')])).toEqual(both);
    expect(flags([morning('a'), at('b', 719, 720, chen)])).toEqual(both);
    expect(flags([at('a', 540, 570, chen), at('b', 600, 630, chen)])).toEqual(both);
    // A start that is known goes before what was pressed.
    expect(flags([morning('a'), at('b', 720, 780, { ...chen, halfDay: 'morning' })])).toEqual({});
  });

  it('is not told of another half-day, day, volunteer or elder, nor where no elder is', () => {
    const others: Partial<FlagVisit>[] = [
      { halfDay: 'afternoon' },
      { servedOn: '2026-11-24' },
      { volunteerIds: ['wu'] },
      { beneficiaryIds: ['qi'] },
      { halfDay: null },
    ];
    for (const other of others) expect(flags([morning('a'), morning('b', other)])).toEqual({});
    const station = { beneficiaryIds: [] };
    expect(flags([morning('a', station), morning('b', station)])).toEqual({});
  });

  it('is told of one pair among several people, of a couple and of a round', () => {
    const couple = morning('b', { volunteerIds: ['wu', 'li'], beneficiaryIds: ['qi', 'chen'], doors: 2 });
    expect(flags([morning('a'), couple, morning('c', { volunteerIds: ['wu'] })])).toEqual({ ...both, c: ['twice'] });
    expect(flags([couple])).toEqual({});
  });
});

describe('any order of syncing', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const anyVisit = fc.record({
    volunteerIds: fc.uniqueArray(fc.constantFrom('li', 'wu', 'he'), { minLength: 1, maxLength: 2 }),
    beneficiaryIds: fc.uniqueArray(fc.constantFrom('chen', 'qi'), { maxLength: 2 }),
    servedOn: fc.constantFrom('2026-11-29', '2026-11-30', '2026-12-01'),
    start: fc.option(minute),
    end: fc.option(minute),
    halfDay: fc.option(fc.constantFrom('morning', 'afternoon', 'evening')),
    servedMinutes: fc.integer({ min: 1, max: 300 }),
    serviceMaximum: fc.constantFrom(0, 60, 240),
    bond: fc.constantFrom('family', 'relative', 'none'),
    witnessed: fc.boolean(),
    duty: fc.boolean(),
    loggedOn: fc.constantFrom('2026-12-01', '2026-12-09'),
    certificateLapsed: fc.boolean(),
    uninsured: fc.boolean(),
    diedOn: fc.option(fc.constantFrom('2026-11-29', '2026-12-01')),
  });
  const anyVisits = fc
    .array(anyVisit, { maxLength: 8 })
    .map((all) => all.map((one, index): FlagVisit => ({ ...visit(String(index)), ...(one as Partial<FlagVisit>) })));
  const caps = () => ({ dailyCap: 240, monthlyCap: 500, recipientDailyCap: 200 });
  const asObject = (found: Map<string, Flag[]>) => Object.fromEntries(found);

  it('gives the same flags to every visit', () => {
    const shuffled = anyVisits.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(asObject(flagsOf(other, caps))).toEqual(asObject(flagsOf(all, caps)));
      }),
      { numRuns: 500 },
    );
  });

  it('flags every visit once asked, overlap never alone, and one more visit takes no flag away', () => {
    fc.assert(
      fc.property(anyVisits, (all) => {
        const found = flagsOf(all, caps);
        expect([...found.keys()].sort()).toEqual(all.map((one) => one.id).sort());
        for (const flag of ['overlap', 'twice'] as const)
          expect([...found.values()].filter((list) => list.includes(flag)).length).not.toBe(1);
        const fewer = flagsOf(all.slice(0, -1), caps);
        for (const [id, list] of fewer) expect(found.get(id)).toEqual(expect.arrayContaining(list));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the month closes', () => {
  it('on the fifth of the next month, moved to a working day', () => {
    expect(monthCloses('2026-10-01', 5)).toBe('2026-11-05');
    expect(monthCloses('2026-10-31', 5)).toBe('2026-11-05');
    expect(monthCloses('2026-11-23', 5)).toBe('2026-12-07'); // the 5th is a Saturday
    expect(monthCloses('2026-12-31', 5)).toBe('2027-01-05');
    expect(monthCloses('2026-10-31', 1)).toBe('2026-11-02'); // the 1st is a Sunday
  });
  it('not before a pause has ended', () => {
    expect(monthCloses('2027-01-20', 5, '2027-02-20')).toBe('2027-02-22');
    expect(monthCloses('2026-10-31', 5, '2026-11-03')).toBe('2026-11-05');
  });
  it('always on a working day, in the next month or later', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 10 }), (date, closeDay) => {
        const servedOn = date.toISOString().slice(0, 10);
        const closes = monthCloses(servedOn, closeDay);
        expect(isWorkingDay(closes)).toBe(true);
        expect(closes.slice(0, 7) > servedOn.slice(0, 7)).toBe(true);
        expect(Number(closes.slice(8))).toBeGreaterThanOrEqual(closeDay);
        expect(Number(closes.slice(8))).toBeLessThanOrEqual(closeDay + 2);
      }),
    );
  });
});
