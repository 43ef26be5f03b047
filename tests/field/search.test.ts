import { expect, test } from 'vitest';
import { find } from '#field/search';
import { ROSTER } from '#tests/field/roster-for-tests';

const found = (typed: string) => find(ROSTER.people, typed).map(({ id }) => id);

test.each([
  ['七婆', ['qi']],
  ['林七', ['qi']],
  ['lqm', ['qi']],
  ['LQ', ['qi']],
  ['ｌｑｍ', ['qi']],
  ['linqi', ['qi']],
  ['lin qi', ['qi']],
  ['1234', ['qi']],
  ['chenguang', ['chen']],
  ['lü', ['lv']],
  ['九九', []],
  ['', []],
  ['  ', []],
])('%s finds %j', (typed, ids) => {
  expect(found(typed)).toEqual(ids);
});

test('whoever begins so stands before whoever has it somewhere', () => {
  const people = ['王林', '林王'].map((name) => ({ name, pinyin: '', initials: '' }));
  expect(find(people, '林').map(({ name }) => name)).toEqual(['林王', '王林']);
});
