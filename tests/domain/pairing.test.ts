import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentOf, minutesPerMonth, type NotPair, type PairQuestion, whyNotPair } from '#domain/pairing';
import { ANY } from '#domain/suits';

const FINE: PairQuestion = {
  elder: { id: 'mem_elder', state: 'approved', away: false, suits: ANY },
  volunteer: {
    ...{ id: 'mem_volunteer', sex: 'female', state: 'approved', away: false, serves: true },
    ...{ suits: ANY, load: 4, most: 5, inPost: false },
  },
  bond: 'none',
  relativesMay: true,
  already: false,
};
const elder = (changed: Partial<PairQuestion['elder']>) => ({ elder: { ...FINE.elder, ...changed } });
const volunteer = (changed: Partial<PairQuestion['volunteer']>) => ({ volunteer: { ...FINE.volunteer, ...changed } });

describe('who may be paired', () => {
  it('two of whom nothing stands in the way, the fifth elder included', () => {
    expect(whyNotPair(FINE)).toBeNull();
    expect(whyNotPair({ ...FINE, bond: 'relative' })).toBeNull();
  });

  it.each<[NotPair, string | null, Partial<PairQuestion>]>([
    ['pair_self', null, volunteer({ id: 'mem_elder' })],
    ['pair_family', null, { bond: 'family' }],
    ['pair_dead', 'elder', elder({ state: 'deceased' })],
    ['pair_dead', 'volunteer', volunteer({ state: 'deceased' })],
    ['pair_suspended', 'elder', elder({ state: 'suspended' })],
    ['pair_suspended', 'volunteer', volunteer({ state: 'suspended' })],
    ['pair_not_on_file', 'elder', elder({ state: 'checked' })],
    ['pair_not_volunteer', 'volunteer', volunteer({ serves: false })],
    ['pair_in_post', 'volunteer', volunteer({ inPost: true })],
    ['pair_relatives', null, { bond: 'relative', relativesMay: false }],
    ['pair_twice', null, { already: true }],
    ['pair_full', 'volunteer', volunteer({ load: 5 })],
    ['pair_full', 'volunteer', volunteer({ suits: { ...ANY, mostElders: 4 } })],
    ['pair_wish_sex', null, elder({ suits: { ...ANY, volunteerSex: 'male', sexMust: true } })],
    ['pair_wish_tongue', null, elder({ suits: { ...ANY, dialects: ['hakka'], dialectMust: true } })],
    ['pair_twice', null, { already: true, ...volunteer({ load: 5 }) }],
    ['pair_away', 'elder', elder({ away: true })],
    ['pair_away', 'volunteer', volunteer({ away: true })],
  ])('%s: not with %s', (why, who, changed) => {
    expect(whyNotPair({ ...FINE, ...changed })).toEqual({ why, who });
  });

  it('never family, whatever else is so', () => {
    const any = fc.record({
      volunteer: fc
        .record({ load: fc.nat(9), most: fc.nat(9), inPost: fc.boolean() })
        .map((changed) => ({ ...FINE.volunteer, ...changed })),
      already: fc.boolean(),
      relativesMay: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (changed) => whyNotPair({ ...FINE, ...changed, bond: 'family' })?.why === 'pair_family'),
    );
  });
});

describe('what a pairing commits', () => {
  const minutes = fc.integer({ min: 0, max: 5000 });
  const free = fc.integer({ min: -5000, max: 5000 });

  it('adds up to what it takes, takes from nobody more than is free, and from the pool only what she is not given', () => {
    fc.assert(
      fc.property(minutes, free, free, (wanted, grantFree, poolFree) => {
        const { granted, pool, short } = commitmentOf(wanted, grantFree, poolFree);
        expect(granted + pool + short).toBe(wanted);
        expect(Math.min(granted, pool, short)).toBeGreaterThanOrEqual(0);
        expect(granted).toBeLessThanOrEqual(Math.max(0, grantFree));
        expect(pool).toBeLessThanOrEqual(Math.max(0, poolFree));
        if (pool > 0) expect(granted).toBe(Math.max(0, Math.min(wanted, grantFree)));
        if (short > 0) expect(granted + pool).toBe(Math.max(0, grantFree) + Math.max(0, poolFree));
      }),
    );
  });

  it('every week an hour and a half are six hours a month', () => {
    expect(minutesPerMonth({ visitsPerMonth: 4, minutesPerVisit: 90, serviceCodes: [] })).toBe(360);
  });
});
