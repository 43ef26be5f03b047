import { expect, test } from 'vitest';
import { cardMeant, find } from '#field/search';
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
  ['71234567', ['chen']],
  ['7123 4567', ['chen']],
  ['７１２３　４５６７', ['chen']],
  ['4567号卡', ['chen']],
  ['卡号：4567', ['chen']],
  ['No. 7123', ['chen']],
  ['四五六七号卡', ['chen']],
  ['2345', []],
  ['号卡', []],
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

test('the number of a card is told where it was what found her, and nowhere else', () => {
  const chen = ROSTER.people.find(({ id }) => id === 'chen') ?? {};
  expect(['７１２３ 4', '4567 号卡', '陈伯', '1234', ''].map((typed) => cardMeant(chen, typed))).toEqual([
    '71234567',
    '71234567',
    ...[null, null, null],
  ]);
  expect(cardMeant({}, '1')).toBeNull();
});
