import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { costOf } from '#domain/assignment';
import { type Between, fitOf, type Offered, type Sought } from '#domain/fit';
import { type PlanQuestion, planOf, tableOf, WITHOUT } from '#domain/plan';
import { ANY, DIALECTS, type Suits, WEEK_TIMES } from '#domain/suits';
import { hasModule } from '#tests/support/tools';

const suits: fc.Arbitrary<Suits> = fc.record({
  dialects: fc.subarray([...DIALECTS], { maxLength: 2 }),
  times: fc.subarray(WEEK_TIMES, { maxLength: 3 }),
  volunteerSex: fc.constantFrom('female' as const, 'male' as const, null, null),
  sexMust: fc.boolean(),
  dialectMust: fc.boolean(),
  mostElders: fc.constantFrom(null, null, 1, 2),
});
const place = fc.record({
  regionCode: fc.constantFrom('445321100210', '445321100211', '445321101201'),
  hamletId: fc.constantFrom('ham_1', 'ham_2', null),
});
const elder = (at: number): fc.Arbitrary<Sought> =>
  fc.tuple(place, suits).map(([where, theirs]) => ({ id: `mem_e${at}`, ...where, suits: theirs }));
const volunteer = (at: number): fc.Arbitrary<Offered> =>
  fc
    .record({
      ...{ where: place, suits, sex: fc.constantFrom('female' as const, 'male' as const) },
      ...{ load: fc.nat(5), inPost: fc.nat(9).map((dice) => dice === 0) },
      unready: fc.constantFrom(null, null, null, 'certificate'),
    })
    .map(({ where, ...one }) => ({ id: `mem_v${at}`, ...where, ...one, most: 5 }));

/** Elders, volunteers, and what each of the two is to each. */
const town = (most: number): fc.Arbitrary<PlanQuestion> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([elders, volunteers]) =>
      fc.record({
        elders: fc.tuple(...Array.from({ length: elders }, (_, at) => elder(at))),
        volunteers: fc.tuple(...Array.from({ length: volunteers }, (_, at) => volunteer(at))),
        relativesMay: fc.boolean(),
        kin: fc.array(fc.nat(9), { minLength: elders * volunteers, maxLength: elders * volunteers }),
      }),
    )
    .map(({ elders, volunteers, kin, relativesMay }) => ({
      ...{ elders, volunteers },
      between(elderId, volunteerId): Between {
        const row = elders.findIndex(({ id }) => id === elderId);
        const dice = kin[row * volunteers.length + volunteers.findIndex(({ id }) => id === volunteerId)] ?? 9;
        const bond = dice === 0 ? 'family' : dice === 1 ? 'relative' : 'none';
        return { bond, declined: dice === 2, times: dice === 3 ? 2 : 0, relativesMay };
      },
    }));

describe('a plan for a town', () => {
  it('never pairs family, exceeds a load, or breaks a wish that is a must', () => {
    fc.assert(
      fc.property(town(9), (question) => {
        const { pairs, without } = planOf(question);
        const loads = new Map<string, number>();
        for (const { elderId, volunteerId } of pairs) {
          const sought = question.elders.find(({ id }) => id === elderId) as Sought;
          const one = question.volunteers.find(({ id }) => id === volunteerId) as Offered;
          const { bond, relativesMay } = question.between(elderId, volunteerId);
          expect(bond === 'family' || (bond === 'relative' && !relativesMay)).toBe(false);
          expect([one.unready, one.inPost]).toEqual([null, false]);
          if (sought.suits.sexMust && sought.suits.volunteerSex) expect(one.sex).toBe(sought.suits.volunteerSex);
          if (sought.suits.dialectMust && sought.suits.dialects.length > 0) {
            expect(sought.suits.dialects.some((dialect) => one.suits.dialects.includes(dialect))).toBe(true);
          }
          loads.set(volunteerId, (loads.get(volunteerId) ?? one.load) + 1);
          expect(loads.get(volunteerId)).toBeLessThanOrEqual(Math.min(one.most, one.suits.mostElders ?? one.most));
        }
        const named = [...pairs.map(({ elderId }) => elderId), ...without].sort();
        expect(named).toEqual(question.elders.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nobody without for whom there is room and nobody better placed', () => {
    fc.assert(
      fc.property(town(6), (question) => {
        const { pairs, without } = planOf(question);
        for (const elderId of without) {
          const sought = question.elders.find(({ id }) => id === elderId) as Sought;
          for (const one of question.volunteers) {
            const load = one.load + pairs.filter(({ volunteerId }) => volunteerId === one.id).length;
            expect(fitOf(sought, { ...one, load }, question.between(elderId, one.id))).toHaveProperty('never');
          }
        }
      }),
    );
  });

  it('spreads the work: two elders of one hamlet, two volunteers of it, one each', () => {
    const where = { regionCode: '445321100210', hamletId: 'ham_1', suits: ANY };
    const free = { ...where, sex: 'female' as const, load: 0, most: 5, unready: null, inPost: false };
    const { pairs } = planOf({
      elders: ['a', 'b'].map((id) => ({ id, ...where })),
      volunteers: ['x', 'y'].map((id) => ({ id, ...free })),
      between: () => ({ bond: 'none', declined: false, times: 0, relativesMay: true }),
    });
    expect(new Set(pairs.map(({ volunteerId }) => volunteerId)).size).toBe(2);
  });

  it.runIf(hasModule('scipy'))('costs what SciPy says is the least, for two hundred towns', () => {
    const questions = fc.sample(town(40), { numRuns: 200, seed: 20_261_130 });
    const ours = questions.map((question) => {
      const { costs } = tableOf(question);
      const sum = planOf(question).pairs.reduce((total, { cost }) => total + cost, 0);
      const { without } = planOf(question);
      return { costs, sum: sum + without.length * WITHOUT };
    });
    expect(leastBySciPy(ours.map(({ costs }) => costs))).toEqual(ours.map(({ sum }) => sum));
  });
});

/** Each row may also take a column of its own, which nobody else may: to be left alone. */
const SCIPY = `
import json, sys, numpy
from scipy.optimize import linear_sum_assignment
def least(rows, columns, at, alone):
    table = numpy.array([numpy.inf if one is None else one for one in at]).reshape(rows, columns)
    own = numpy.full((rows, rows), numpy.inf)
    numpy.fill_diagonal(own, alone)
    whole = numpy.hstack([table, own])
    taken = linear_sum_assignment(whole)
    return float(whole[taken].sum())
towns = json.load(sys.stdin)
print(json.dumps([least(*town) for town in towns]))
`;

function leastBySciPy(tables: readonly Parameters<typeof costOf>[0][]): number[] {
  const asked = tables.map(({ rows, columns, at }) => [rows, columns, [...at], WITHOUT]);
  const input = JSON.stringify(asked);
  const { stdout, stderr } = spawnSync('python3', ['-c', SCIPY], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as number[];
}
