import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#domain/day';
import {
  AGE_AT,
  covered,
  coveredUntil,
  coversOn,
  INSURANCE_KINDS,
  type Insurance,
  type InsuredName,
  lastDayOf,
  needsInsurance,
  spansOf,
  UNCOVERED,
  whyUncovered,
} from '#domain/insurance';

const TOWN = '445302101';
const volunteer = { id: 'mem_1', bornOn: '1956-02-29', regionCode: '445302101001' };
const policy = (more: Partial<Insurance> = {}): Insurance => ({
  ...{ id: 'ins_1', regionCode: TOWN, kind: 'accident', fromDay: '2026-01-01', toDay: '2026-12-31' },
  ...{ ageFrom: 18, ageTo: 75, ageAt: 'day', everybody: true, endedOn: null },
  ...more,
});
const name = (more: Partial<InsuredName> = {}): InsuredName => ({
  ...{ insuranceId: 'ins_1', memberId: 'mem_1', fromDay: '2026-01-01', toDay: null },
  ...more,
});

describe('who is covered', () => {
  it('only what has a risk asks for it', () => {
    expect((['low', 'med', 'high'] as const).map((risk) => needsInsurance({ risk }))).toEqual([false, true, true]);
  });

  it('says why a policy does not cover, the first reason that is found', () => {
    const why = (day: Day, more: Partial<Insurance>, names: InsuredName[] = []) =>
      whyUncovered(volunteer, day, policy(more), names);
    expect(why('2026-05-01', {})).toBeNull();
    expect(why('2026-05-01', { kind: 'liability' })).toBe('kind');
    expect(why('2026-05-01', { regionCode: '445302102' })).toBe('place');
    expect(why('2026-05-01', { everybody: false })).toBe('name');
    expect(why('2026-05-01', { everybody: false }, [name({ toDay: '2026-04-30' })])).toBe('name');
    expect(why('2025-12-31', {})).toBe('period');
    expect(why('2026-12-31', {})).toBeNull();
    expect(why('2027-01-01', {})).toBe('period');
    expect(why('2026-05-02', { endedOn: '2026-05-01' })).toBe('period');
    expect(why('2026-05-01', { ageFrom: 71 })).toBe('young');
    expect(why('2026-05-01', { ageTo: 69 })).toBe('old');
  });

  it('counts the age on the day, or when the policy began: somebody of 70 ages out in the middle, or not', () => {
    const at = (ageAt: Insurance['ageAt'], day: Day) => whyUncovered(volunteer, day, policy({ ageTo: 69, ageAt }), []);
    expect([at('day', '2026-02-28'), at('day', '2026-03-01')]).toEqual([null, 'old']);
    expect([at('begin', '2026-02-28'), at('begin', '2026-03-01'), at('begin', '2026-12-31')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

const DAYS = 1500;
const anyDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays('2024-01-01', days));
const anyPolicy = (id: string) =>
  fc.record({
    id: fc.constant(id),
    regionCode: fc.constantFrom('445302', TOWN, '445302102'),
    kind: fc.constantFrom(...INSURANCE_KINDS),
    fromDay: anyDay,
    toDay: anyDay,
    ageFrom: fc.integer({ min: 0, max: 70 }),
    ageTo: fc.option(fc.integer({ min: 60, max: 80 })),
    ageAt: fc.constantFrom(...AGE_AT),
    everybody: fc.boolean(),
    endedOn: fc.option(anyDay),
  });
const anyName = fc.record({
  insuranceId: fc.constantFrom('ins_1', 'ins_2', 'ins_3'),
  memberId: fc.constantFrom('mem_1', 'mem_2'),
  fromDay: anyDay,
  toDay: fc.option(anyDay),
});
const anyWorld = fc.record({
  policies: fc.tuple(anyPolicy('ins_1'), anyPolicy('ins_2'), anyPolicy('ins_3')),
  names: fc.array(anyName, { maxLength: 6 }),
  born: fc.integer({ min: 0, max: 9000 }).map((days) => addDays('1944-01-01', days)),
  day: anyDay,
});

describe('the rule and its spans, for any policies and names', () => {
  const person = (bornOn: Day) => ({ ...volunteer, bornOn });

  it('a day is covered by the rule exactly when it lies in a span', () => {
    fc.assert(
      fc.property(anyWorld, ({ policies, names, born, day }) => {
        const inSpan = spansOf(person(born), policies, names).some(({ from, to }) => from <= day && day <= to);
        expect(covered(person(born), day, policies, names)).toBe(inSpan);
        expect(coversOn(person(born), day, policies, names).length > 0).toBe(inSpan);
      }),
      { numRuns: 2000 },
    );
  });

  it('is covered on every day up to the last, and not on the day after', () => {
    fc.assert(
      fc.property(anyWorld, ({ policies, names, born, day }) => {
        const is = (on: Day) => covered(person(born), on, policies, names);
        const until = coveredUntil(day, spansOf(person(born), policies, names));
        expect(is(day)).toBe(until !== null);
        if (until === null) return;
        expect(is(addDays(until, 1))).toBe(false);
        for (let on = day; on <= until; on = addDays(on, 1)) expect(is(on)).toBe(true);
      }),
    );
  });

  it('one more policy, or one more name, never takes cover away', () => {
    fc.assert(
      fc.property(anyWorld, anyPolicy('ins_4'), anyName, ({ policies, names, born, day }, more, another) => {
        if (!covered(person(born), day, policies, names)) return;
        expect(covered(person(born), day, [...policies, more], [...names, another])).toBe(true);
      }),
    );
  });

  it('is never covered outside the days of a policy, and every no has its reason', () => {
    fc.assert(
      fc.property(anyWorld, ({ policies, names, born, day }) => {
        for (const one of policies) {
          const why = whyUncovered(person(born), day, one, names);
          if (why === null) expect(one.fromDay <= day && day <= lastDayOf(one)).toBe(true);
          else expect(UNCOVERED).toContain(why);
        }
      }),
    );
  });
});
