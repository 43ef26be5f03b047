import { expect, test } from 'vitest';
import { goneSince, isOver } from '#field/list-age';
import { ROSTER } from '#tests/field/roster-for-tests';

const DAY = 86_400_000;
const heard = { roster: ROSTER, heardAt: 5_000, lang: 'zh-CN', gone: [] };
const without = (id: string) => ({ ...ROSTER, people: ROSTER.people.filter((one) => one.id !== id) });

test("seven days after it was heard it is over, whatever the phone's clock calls that day", () => {
  expect(isOver(heard, 5_000 + 7 * DAY)).toBe(false);
  expect(isOver(heard, 5_001 + 7 * DAY)).toBe(true);
});

test('whoever left the list is told of by name until it was read, and not again', () => {
  const gone = goneSince(heard, without('qi'));
  expect(gone).toEqual([{ id: 'qi', name: '七婆（林七妹）', read: false }]);
  const read = gone.map((one) => ({ ...one, read: true }));
  expect(goneSince({ ...heard, roster: without('qi'), gone: read }, without('qi'))).toEqual(read);
  // She is back: nothing is told of her any more.
  expect(goneSince({ ...heard, roster: without('qi'), gone }, ROSTER)).toEqual([]);
});

test('of a list that was cut, whoever stood behind its end has not moved; whoever stood before it has', () => {
  const people = ROSTER.people.filter(({ id }) => id === 'qi' || id === 'mother');
  expect(goneSince(heard, { ...ROSTER, people }).map(({ id }) => id)).toEqual(['chen', 'lv']);
  expect(goneSince(heard, { ...ROSTER, people, cut: true }).map(({ id }) => id)).toEqual(['chen']);
  expect(goneSince(heard, { ...ROSTER, people: people.slice(0, 1), cut: true })).toEqual([]);
});

test('another helper, or a helper without a post: nobody has moved', () => {
  expect(goneSince(heard, { ...without('qi'), user: { id: 'huang', name: '黄姐' } })).toEqual([]);
  expect(goneSince(heard, { ...ROSTER, people: [] })).toEqual([]);
  expect(goneSince(null, ROSTER)).toEqual([]);
});
