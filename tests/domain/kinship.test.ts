import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bondOf,
  circleOf,
  familyOf,
  type HouseholdRow,
  inverseOf,
  type KinRow,
  RELATIONS,
  type Relation,
} from '#domain/kinship';

const row = (memberId: string, relation: Relation, relativeId: string): KinRow => ({ memberId, relation, relativeId });
const relation = fc.constantFrom(...RELATIONS);
const person = fc.constantFrom('chen', 'zhen', 'son', 'li', 'fen', 'liang');
const kinRow: fc.Arbitrary<KinRow> = fc.record({ memberId: person, relativeId: person, relation });
const roof: fc.Arbitrary<HouseholdRow> = fc.record({
  memberId: person,
  householdId: fc.constantFrom('h1', 'h2', 'h3'),
});

describe('relations', () => {
  it('is family in the straight line, with spouses, and under one roof; all others are relatives', () => {
    const family = RELATIONS.filter((one) => circleOf(one) === 'family').sort();
    expect(family).toEqual(
      ['child', 'childInLaw', 'grandchild', 'grandparent', 'parent', 'parentInLaw', 'sameHousehold', 'spouse'].sort(),
    );
    expect(circleOf('siblingInLaw')).toBe('relative');
  });

  it('has inverses that undo themselves and stay in their circle', () => {
    fc.assert(
      fc.property(relation, (one) => {
        expect(inverseOf(inverseOf(one))).toBe(one);
        expect(circleOf(inverseOf(one))).toBe(circleOf(one));
      }),
    );
    expect(inverseOf('parent')).toBe('child');
    expect(inverseOf('childInLaw')).toBe('parentInLaw');
    expect(inverseOf('uncleAunt')).toBe('nephewNiece');
    expect(inverseOf('grandparent')).toBe('grandchild');
    expect(inverseOf('cousin')).toBe('cousin');
  });
});

describe('the bond of two people', () => {
  it('is read from one row, in either direction', () => {
    const rows = [row('chen', 'child', 'zhen'), row('chen', 'siblingInLaw', 'fen')];
    expect(bondOf('chen', 'zhen', rows, [])).toBe('family');
    expect(bondOf('zhen', 'chen', rows, [])).toBe('family');
    expect(bondOf('fen', 'chen', rows, [])).toBe('relative');
    expect(bondOf('chen', 'li', rows, [])).toBe('none');
  });

  it('knows the husband of a declared daughter, and the mother of a declared husband', () => {
    const rows = [row('chen', 'child', 'zhen'), row('zhen', 'spouse', 'son')];
    expect(bondOf('son', 'chen', rows, [])).toBe('family');
    const two = [row('fen', 'spouse', 'son'), row('chen', 'child', 'son')];
    expect(bondOf('fen', 'chen', two, [])).toBe('family');
    expect(bondOf('li', 'chen', [row('chen', 'child', 'son'), row('son', 'child', 'li')], [])).toBe('family');
    expect(bondOf('li', 'son', [row('chen', 'child', 'son'), row('chen', 'child', 'li')], [])).toBe('relative');
  });

  it('does not run on for ever: a cousin of a cousin is nobody', () => {
    expect(bondOf('chen', 'fen', [row('chen', 'cousin', 'li'), row('li', 'cousin', 'fen')], [])).toBe('none');
  });

  it('is family under one roof, and with oneself', () => {
    const roofs = [
      { memberId: 'chen', householdId: 'h1' },
      { memberId: 'li', householdId: 'h1' },
      { memberId: 'fen', householdId: 'h2' },
    ];
    expect(bondOf('chen', 'li', [], roofs)).toBe('family');
    expect(bondOf('chen', 'li', [row('chen', 'cousin', 'li')], roofs)).toBe('family');
    expect(bondOf('chen', 'fen', [], roofs)).toBe('none');
    expect(bondOf('chen', 'chen', [], [])).toBe('family');
  });

  it('is the same from either side, and never looser for one more row', () => {
    const closeness = { none: 0, relative: 1, family: 2 };
    fc.assert(
      fc.property(
        fc.array(kinRow, { maxLength: 8 }),
        fc.array(roof, { maxLength: 5 }),
        kinRow,
        person,
        person,
        (rows, roofs, more, a, b) => {
          const bond = bondOf(a, b, rows, roofs);
          expect(bondOf(b, a, rows, roofs)).toBe(bond);
          expect(closeness[bondOf(a, b, [...rows, more], roofs)]).toBeGreaterThanOrEqual(closeness[bond]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the family circle that the four-eyes rule asks for', () => {
    const rows = [row('chen', 'child', 'zhen'), row('chen', 'sibling', 'li')];
    expect(familyOf('chen', rows, [{ memberId: 'chen', householdId: 'h1' }])).toEqual(new Set(['zhen']));
    fc.assert(
      fc.property(fc.array(kinRow, { maxLength: 8 }), fc.array(roof, { maxLength: 5 }), person, (given, roofs, a) => {
        for (const other of familyOf(a, given, roofs))
          expect([other === a, bondOf(a, other, given, roofs)]).toEqual([false, 'family']);
      }),
    );
  });
});
