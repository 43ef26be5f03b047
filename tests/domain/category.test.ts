import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABILITIES,
  ALLOWANCES,
  abilityOf,
  atLeast,
  CATEGORIES,
  categoriesOf,
  type Facts,
  GRANT_RULE,
  LIVE_IN,
  LIVES,
  onGrantList,
  onVisitRegister,
  SELF_CARE,
  SELF_CARE_ANSWERS,
} from '#domain/category';

const PLAIN: Facts = {
  spouse: 'none',
  children: [{ lives: 'sameVillage' }],
  livesWith: ['child'],
  allowance: 'none',
  disability: null,
  ability: 'none',
  selfCare: {},
  familyPlanningSpecial: false,
};
const facts = (part: Partial<Facts>): Facts => ({ ...PLAIN, ...part });
const of = (part: Partial<Facts>, age = 84) => [...categoriesOf(facts(part), age)].sort();

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  spouse: fc.constantFrom('alive', 'none'),
  children: fc.array(fc.record({ lives: fc.constantFrom(...LIVES) }), { maxLength: 4 }),
  livesWith: fc.uniqueArray(fc.constantFrom(...LIVE_IN), { maxLength: 3 }),
  allowance: fc.constantFrom(...ALLOWANCES),
  disability: fc.option(fc.record({ level: fc.constantFrom(1, 2, 3, 4), kind: fc.constant('肢体') })),
  ability: fc.constantFrom(...ABILITIES),
  selfCare: fc.dictionary(fc.constantFrom(...SELF_CARE), fc.constantFrom(...SELF_CARE_ANSWERS)),
  familyPlanningSpecial: fc.boolean(),
});
const anyAge = fc.integer({ min: 0, max: 110 });

describe('categories', () => {
  it('has nothing to say of somebody at home with a child', () => expect(of({})).toEqual([]));

  it('is alone with nobody at home; a son in Shenzhen does not lift it, a child in the county does', () => {
    expect(of({ children: [], livesWith: [] })).toEqual(['livingAlone']);
    expect(of({ children: [{ lives: 'elsewhere' }], livesWith: [] })).toEqual(['leftBehind', 'livingAlone']);
    for (const lives of ['sameVillage', 'sameTown', 'sameCounty'] as const) {
      expect(of({ children: [{ lives: 'elsewhere' }, { lives }], livesWith: [] })).toEqual([]);
    }
    expect(of({ spouse: 'alive', children: [], livesWith: [] })).toEqual(['livingAlone']);
  });

  it('is an empty nest with only her spouse or her own old parents', () => {
    expect(of({ spouse: 'alive', children: [], livesWith: ['spouse'] })).toEqual(['emptyNest']);
    expect(of({ children: [], livesWith: ['spouse', 'parent'] })).toEqual(['emptyNest']);
    expect(of({ children: [{ lives: 'elsewhere' }], livesWith: ['spouse'] })).toEqual(['emptyNest', 'leftBehind']);
    expect(of({ children: [{ lives: 'sameCounty' }], livesWith: ['spouse'] })).toEqual([]);
    expect(of({ children: [], livesWith: ['spouse', 'other'] })).toEqual([]);
  });

  it('is left behind when every child is away, also with a grandchild at home', () => {
    expect(of({ children: [{ lives: 'elsewhere' }], livesWith: ['grandchild'] })).toEqual(['leftBehind']);
    expect(of({ children: [{ lives: 'elsewhere' }], livesWith: ['childInLaw'] })).toEqual([]);
    expect(of({ children: [], livesWith: ['grandchild'] })).toEqual([]);
  });

  it('is disabled from mild on, by the assessment, or by what she cannot do where nobody assessed', () => {
    for (const ability of ['mild', 'moderate', 'severe', 'total'] as const)
      expect(of({ ability })).toEqual(['disabled']);
    expect(of({ ability: 'intact', selfCare: { eating: 'cannot' } })).toEqual([]);
    expect(of({ selfCare: { bathing: 'cannot' } })).toEqual(['disabled']);
    expect(of({ selfCare: { bathing: 'withHelp', walking: 'withHelp' } })).toEqual([]);
  });

  it('counts the six items: 1–2 mild, 3–4 moderate, 5–6 severe, all six asked and none intact', () => {
    const cannot = (count: number) =>
      facts({ selfCare: Object.fromEntries(SELF_CARE.map((item, at) => [item, at < count ? 'cannot' : 'alone'])) });
    expect([0, 1, 2, 3, 4, 5, 6].map((count) => abilityOf(cannot(count)))).toEqual([
      'intact',
      'mild',
      'mild',
      'moderate',
      'moderate',
      'severe',
      'severe',
    ]);
    expect(abilityOf(facts({ selfCare: { eating: 'alone' } }))).toBe('none');
  });

  it('orders the grades, and not assessed is never enough', () => {
    expect(atLeast('none', 'intact')).toBe(false);
    expect(atLeast('moderate', 'moderate')).toBe(true);
    expect(atLeast('mild', 'moderate')).toBe(false);
  });

  it('is severely handicapped by a certificate of level 1 or 2', () => {
    const level = (one: 1 | 2 | 3 | 4) => of({ disability: { level: one, kind: '视力' } });
    expect([level(1), level(2), level(3), level(4)]).toEqual([
      ['severelyHandicapped'],
      ['severelyHandicapped'],
      [],
      [],
    ]);
  });

  it('says nothing below 60, and a child near always lifts alone, empty nest and left behind', () => {
    expect(of({ children: [], livesWith: [] }, 59)).toEqual([]);
    expect(of({ children: [], livesWith: [] }, 60)).toEqual(['livingAlone']);
    fc.assert(
      fc.property(anyFacts, anyAge, fc.constantFrom('sameVillage', 'sameTown', 'sameCounty'), (given, age, lives) => {
        const found = categoriesOf(given, age);
        if (age < 60) expect(found.size).toBe(0);
        expect(found.has('livingAlone') && found.has('emptyNest')).toBe(false);
        expect(onVisitRegister(found)).toBe(CATEGORIES.some((category) => found.has(category)));
        const near = categoriesOf({ ...given, children: [...given.children, { lives }] }, age);
        expect(['livingAlone', 'emptyNest', 'leftBehind'].filter((one) => near.has(one as 'livingAlone'))).toEqual([]);
        expect(
          categoriesOf({ ...given, children: [...given.children, { lives: 'elsewhere' }] }, age).has('livingAlone'),
        ).toBe(found.has('livingAlone'));
      }),
    );
  });

  it('knows the childless couple whose plan was one child', () => {
    expect(of({ familyPlanningSpecial: true })).toEqual(['familyPlanningSpecial']);
  });
});

describe('the grant list', () => {
  const ask = (part: Partial<Facts>, age: number, rule = GRANT_RULE) =>
    onGrantList(categoriesOf(facts(part), age), facts(part), age, rule);
  const alone = { children: [], livesWith: [] };
  const poor = { allowance: 'dibao', ability: 'mild' } as const;

  it('lists 80 and over, alone or empty-nest, and says why', () => {
    expect(ask(alone, 80)).toEqual({ listed: true, reasons: ['ageAlone', 'livingAlone'] });
    expect(ask({ children: [], livesWith: ['spouse'] }, 91).reasons).toEqual(['ageAlone', 'emptyNest']);
    expect(ask(alone, 79)).toEqual({ listed: false, reasons: [] });
    expect(ask({}, 95)).toEqual({ listed: false, reasons: [] });
  });

  it('lists 60 to 79, low-income and disabled', () => {
    expect(ask(poor, 60)).toEqual({ listed: true, reasons: ['ageHardship', 'dibao', 'disabled'] });
    expect(ask({ ...poor, allowance: 'tekun' }, 79).reasons).toEqual(['ageHardship', 'tekun', 'disabled']);
    expect(ask(poor, 59).listed).toBe(false);
    expect(ask(poor, 80).listed).toBe(false);
    expect(ask({ ...poor, ability: 'intact' }, 70).listed).toBe(false);
    expect(ask({ ...poor, allowance: 'none' }, 70).listed).toBe(false);
  });

  it('follows the county’s own rule', () => {
    const rule = { aloneFromAge: 75, hardshipFromAge: 65, hardshipToAge: 120, allowances: ['dibao'] as const };
    expect(ask(alone, 75, rule).listed).toBe(true);
    expect(ask(poor, 64, rule).listed).toBe(false);
    expect(ask(poor, 90, rule).listed).toBe(true);
    expect(ask({ ...poor, allowance: 'dibian' }, 70, rule).listed).toBe(false);
  });

  it('gives reasons exactly when she is listed, and lists nobody who is not on the visit register', () => {
    fc.assert(
      fc.property(anyFacts, anyAge, (given, age) => {
        const categories = categoriesOf(given, age);
        const { listed, reasons } = onGrantList(categories, given, age);
        expect(reasons.length > 0).toBe(listed);
        if (listed) expect(onVisitRegister(categories)).toBe(true);
      }),
    );
  });
});
