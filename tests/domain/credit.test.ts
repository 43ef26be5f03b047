import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditQuestion, creditMinutes, leftOf } from '#domain/credit';

const ask = (part: Partial<CreditQuestion>) =>
  creditMinutes({
    served: 90,
    bond: 'none',
    serviceMaximum: 120,
    dayLeft: 240,
    monthLeft: 3600,
    minSession: 10,
    granularity: 1,
    rounding: 'floor',
    duty: false,
    ...part,
  });

const minutes = (max: number) => fc.integer({ min: 0, max });
const question: fc.Arbitrary<CreditQuestion> = fc.record({
  served: minutes(900),
  bond: fc.constantFrom('family', 'relative', 'none'),
  serviceMaximum: minutes(480),
  dayLeft: fc.oneof(fc.integer({ min: -60, max: 300 }), fc.constant(Number.POSITIVE_INFINITY)),
  monthLeft: fc.oneof(fc.integer({ min: -60, max: 400 }), fc.constant(Number.POSITIVE_INFINITY)),
  recipientDayLeft: fc.option(fc.integer({ min: -60, max: 300 }), { nil: undefined }),
  minSession: fc.integer({ min: 1, max: 60 }),
  granularity: fc.constantFrom(1, 15, 30, 60),
  rounding: fc.constant('floor'),
  duty: fc.boolean(),
});

describe('credited minutes', () => {
  it('are the served ones when no rule bites', () => {
    expect(ask({})).toEqual({ minutes: 90, reasons: [] });
    expect(ask({ bond: 'relative' })).toEqual({ minutes: 90, reasons: [] });
    expect(ask({ served: 45 })).toEqual({ minutes: 45, reasons: [] });
    expect(ask({ served: 120, dayLeft: 120, monthLeft: 120, recipientDayLeft: 120 })).toEqual({
      minutes: 120,
      reasons: [],
    });
  });

  it('are 0 for family, for paid hours, and for what never credits, and say so', () => {
    expect(ask({ bond: 'family' })).toEqual({ minutes: 0, reasons: ['family'] });
    expect(ask({ duty: true })).toEqual({ minutes: 0, reasons: ['duty'] });
    expect(ask({ serviceMaximum: 0 })).toEqual({ minutes: 0, reasons: ['not_creditable'] });
    expect(ask({ bond: 'family', duty: true }).reasons).toEqual(['family', 'duty']);
  });

  it('stop at each cap, and name those that bit, in order', () => {
    expect(ask({ served: 380, serviceMaximum: 480 })).toEqual({ minutes: 240, reasons: ['day_cap'] });
    expect(ask({ served: 180 })).toEqual({ minutes: 120, reasons: ['service_maximum'] });
    expect(ask({ served: 180, dayLeft: 60 })).toEqual({ minutes: 60, reasons: ['service_maximum', 'day_cap'] });
    expect(ask({ monthLeft: 20 })).toEqual({ minutes: 20, reasons: ['month_cap'] });
    expect(ask({ recipientDayLeft: 25 })).toEqual({ minutes: 25, reasons: ['recipient_day_cap'] });
    expect(ask({ dayLeft: 0 })).toEqual({ minutes: 0, reasons: ['day_cap'] });
    expect(ask({ dayLeft: -30 })).toEqual({ minutes: 0, reasons: ['day_cap'] });
  });

  it('are 0 below the shortest session, and whole steps of a coarser one, never rounded up', () => {
    expect(ask({ served: 9 })).toEqual({ minutes: 0, reasons: ['too_short'] });
    expect(ask({ served: 10 })).toEqual({ minutes: 10, reasons: [] });
    expect(ask({ served: 0 })).toEqual({ minutes: 0, reasons: [] });
    expect(ask({ served: 89, granularity: 30 })).toEqual({ minutes: 60, reasons: ['granularity'] });
    expect(ask({ served: 90, granularity: 30 })).toEqual({ minutes: 90, reasons: [] });
    expect(ask({ served: 91, granularity: 30 })).toEqual({ minutes: 90, reasons: ['granularity'] });
    expect(ask({ minSession: 1, serviceMaximum: 1 })).toEqual({ minutes: 1, reasons: ['service_maximum'] });
    expect(ask({ served: 90, dayLeft: 50, granularity: 30 })).toEqual({
      minutes: 30,
      reasons: ['day_cap', 'granularity'],
    });
  });

  it('are between 0 and served, within every limit, whole steps, and explained exactly when fewer', () => {
    fc.assert(
      fc.property(question, (one) => {
        const { minutes: credited, reasons } = creditMinutes(one);
        expect(credited).toBeGreaterThanOrEqual(0);
        expect(credited).toBeLessThanOrEqual(one.served);
        for (const limit of [one.serviceMaximum, one.dayLeft, one.monthLeft, one.recipientDayLeft ?? Infinity]) {
          expect(credited).toBeLessThanOrEqual(Math.max(0, limit));
        }
        expect(credited % one.granularity).toBe(0);
        if (one.bond === 'family' || one.duty) expect(credited).toBe(0);
        if (one.served > 0 && !reasons.some((reason) => ['family', 'duty', 'not_creditable'].includes(reason))) {
          expect(reasons.length > 0).toBe(credited < one.served);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never fall when more was served or more is left', () => {
    const growing = fc.constantFrom('served', 'serviceMaximum', 'dayLeft', 'monthLeft', 'recipientDayLeft');
    fc.assert(
      fc.property(question, growing, minutes(200), (one, what, more) => {
        const grown = { ...one, [what]: (one[what] ?? Infinity) + more };
        expect(creditMinutes(grown).minutes).toBeGreaterThanOrEqual(creditMinutes(one).minutes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is left of a cap', () => {
  it('is never negative, and endless where the cap is off', () => {
    expect(leftOf(240, 60)).toBe(180);
    expect(leftOf(240, 300)).toBe(0);
    expect(leftOf(null, 99_999)).toBe(Infinity);
  });
});
