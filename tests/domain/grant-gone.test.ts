import { describe, expect, test } from 'vitest';
import { type Facts, GRANT_RULE } from '#domain/category';
import { type GoneFile, whyGone } from '#domain/grant-gone';

const ALONE: Facts = {
  spouse: 'none',
  children: [{ lives: 'elsewhere' }],
  livesWith: [],
  allowance: 'dibao',
  disability: null,
  ability: 'severe',
  selfCare: {},
  familyPlanningSpecial: false,
};
const FILE: GoneFile = { state: 'approved', receives: true, here: true, facts: ALONE, age: 84 };
const BEFORE = ['ageAlone', 'livingAlone'];
const why = (changes: Partial<GoneFile>, before = BEFORE) => whyGone({ ...FILE, ...changes }, before, GRANT_RULE);

describe('why somebody is off the list', () => {
  test('what became of the file goes before any fact', () => {
    for (const state of ['deceased', 'closed', 'suspended'] as const) {
      expect(why({ state, here: false, facts: null })).toEqual([state]);
    }
    expect(why({ here: false, receives: false })).toEqual(['moved']);
    expect(why({ receives: false })).toEqual(['notReceiving']);
  });

  test('else the facts of before that no longer hold', () => {
    expect(why({ facts: { ...ALONE, livesWith: ['child'] } })).toEqual(['livingAlone']);
    expect(why({ age: 79 })).toEqual(['ageAlone']);
    const hardship = ['ageHardship', 'dibao', 'disabled'];
    expect(why({ age: 70, facts: { ...ALONE, allowance: 'none' } }, hardship)).toEqual(['dibao']);
    expect(why({ age: 80 }, hardship)).toEqual(['ageHardship']);
    expect(why({ age: 70, facts: { ...ALONE, ability: 'intact' } }, hardship)).toEqual(['disabled']);
    expect(why({ facts: null })).toEqual(BEFORE);
  });

  test('where every fact holds, the record is the twin of another', () => {
    expect(why({})).toEqual(['duplicate']);
  });
});
