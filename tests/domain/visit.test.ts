import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertFloor, deadlineAt, floorAbove } from '#domain/alert';
import { CATEGORIES, type Category, type Facts } from '#domain/category';
import { POLICY } from '#domain/policy';
import { RISKS, type RiskQuestion, riskOf } from '#domain/risk';
import {
  ASPECTS,
  checkVisit,
  FINDING_CODES,
  FINDINGS,
  findingsOf,
  meetsDue,
  URGENCIES,
  urgencyOf,
  wasSeen,
} from '#domain/visit';

describe('what is found on a visit', () => {
  it('every aspect has something that may be wrong, the gravest first', () => {
    for (const aspect of ASPECTS) {
      const ranks = findingsOf(aspect).map((code) => URGENCIES.indexOf(FINDINGS[code].urgency));
      expect(ranks.length).toBeGreaterThan(1);
      expect(ranks).toEqual([...ranks].sort());
    }
  });

  it('is as urgent as the gravest of it', () => {
    expect(urgencyOf([])).toBeNull();
    expect(urgencyOf(['lonely', 'fell', 'roof'])).toBe('now');
    fc.assert(
      fc.property(fc.subarray(FINDING_CODES, { minLength: 1 }), (codes) => {
        const said = codes.map((code) => FINDINGS[code].urgency);
        const whole = urgencyOf(codes) as (typeof URGENCIES)[number];
        expect(said).toContain(whole);
        expect(said.every((one) => URGENCIES.indexOf(whole) <= URGENCIES.indexOf(one))).toBe(true);
      }),
    );
  });

  it('nothing is found about whom nobody saw or heard, and no day lies ahead', () => {
    const said = { visitedOn: '2026-11-30', note: null };
    expect(() => checkVisit({ ...said, mode: 'notSeen', findings: [] }, 0)).not.toThrow();
    expect(() => checkVisit({ ...said, mode: 'notSeen', findings: ['fell'] }, 0)).toThrow('visit_unseen');
    expect(() => checkVisit({ ...said, mode: 'seen', findings: [] }, -1)).toThrow('day_in_future');
    expect(() => checkVisit({ ...said, mode: 'seen', findings: [] }, 400)).toThrow('day_too_long_ago');
  });

  it('a telephone call meets what is due, and is not seeing her; nobody at home meets nothing', () => {
    expect([meetsDue('phone'), wasSeen('phone'), meetsDue('notSeen'), wasSeen('seen')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('an alert', () => {
  it('has the sooner a deadline the graver it is', () => {
    const hours = POLICY['alert.deadlineHours'].default;
    const at = URGENCIES.map((urgency) => deadlineAt(urgency, 0, hours));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBe(24 * 3_600_000);
  });

  it('goes up floor by floor, and from the county nowhere', () => {
    const floors: AlertFloor[] = ['village', 'town', 'county'];
    expect(floors.map(floorAbove)).toEqual(['town', 'county', 'county']);
  });
});

describe('risk', () => {
  const FACTS: Facts = {
    ...{ spouse: 'none', children: [], livesWith: [], allowance: 'none', disability: null },
    ...{ ability: 'none', selfCare: {}, familyPlanningSpecial: false },
  };
  const ask = (categories: Category[], changed: Partial<RiskQuestion> = {}): RiskQuestion => ({
    ...{ facts: FACTS, categories: new Set(categories), age: 72, daysSinceCrisis: null, daysSinceAlert: null },
    ...changed,
  });

  it('is nobody’s who is not on the register', () => {
    expect(riskOf(ask([], { age: 99, daysSinceCrisis: 1 }))).toBeNull();
  });

  it('is high for whom nobody would find, and for a month after a crisis', () => {
    expect(riskOf(ask(['livingAlone'], { age: 80 }))).toEqual({ risk: 'high', reasons: ['aloneOld'] });
    expect(riskOf(ask(['livingAlone', 'disabled']))?.reasons).toEqual(['aloneFrail']);
    expect(riskOf(ask(['disabled'], { facts: { ...FACTS, ability: 'severe' } }))?.reasons).toEqual(['cannotCare']);
    expect(riskOf(ask(['leftBehind'], { daysSinceCrisis: 30 }))?.risk).toBe('high');
    expect(riskOf(ask(['leftBehind'], { daysSinceCrisis: 31, daysSinceAlert: 31 }))).toEqual({
      ...{ risk: 'medium', reasons: ['alertLately'] },
    });
  });

  it('is medium for who lives alone, or needs care, and low for the rest of the register', () => {
    expect(riskOf(ask(['livingAlone']))?.risk).toBe('medium');
    expect(riskOf(ask(['emptyNest'], { age: 81 }))?.reasons).toEqual(['emptyNestOld']);
    expect(riskOf(ask(['emptyNest'], { age: 70 }))).toEqual({ risk: 'low', reasons: ['onRegister'] });
  });

  it('never falls by a category more, by age, or by an alert', () => {
    const rank = (question: RiskQuestion) => RISKS.indexOf(riskOf(question)?.risk ?? 'low');
    const since = fc.option(fc.nat(200), { nil: null });
    fc.assert(
      fc.property(
        fc.subarray([...CATEGORIES], { minLength: 1 }),
        fc.nat(40),
        since,
        since,
        (held, more, crisis, alert) => {
          const question = ask(held, { age: 60 + more, daysSinceCrisis: crisis, daysSinceAlert: alert });
          for (const category of CATEGORIES) {
            expect(rank({ ...question, categories: new Set([...held, category]) })).toBeLessThanOrEqual(rank(question));
          }
          expect(rank({ ...question, age: question.age + 10 })).toBeLessThanOrEqual(rank(question));
          expect(rank({ ...question, daysSinceCrisis: 0 })).toBeLessThanOrEqual(rank(question));
        },
      ),
    );
  });
});
