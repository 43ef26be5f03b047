/** What stands first on the helper's phone: overdue before today's, a week back, and nobody who is not at home. */
import { expect, it } from 'vitest';
import { ordersDue } from '#field/orders';
import { ORDER, ROSTER } from '#tests/field/roster-for-tests';

const TODAY = '2026-11-24';
const order = (id: string, plannedOn: string, memberIds = ['chen']) => ({ ...ORDER, id, plannedOn, memberIds });
const due = (orders: ReturnType<typeof order>[], away: string[] = []) =>
  ordersDue(
    {
      orders,
      people: ROSTER.people.map((one) => (away.includes(one.id) ? { ...one, away: 'hospital' as const } : one)),
    },
    TODAY,
  ).map(({ id }) => id);

it('is in the order of its days, as far back as a week', () => {
  const days = ['2026-11-24', '2026-11-22', '2026-11-17', '2026-11-16', '2026-11-25'];
  expect(due(days.map((day) => order(day, day)))).toEqual(['2026-11-17', '2026-11-22', '2026-11-24']);
});

it('is nobody in hospital; of a couple the one who is at home', () => {
  const orders = [order('one', TODAY), order('two', TODAY, ['chen', 'qi'])];
  expect(due(orders, ['chen'])).toEqual(['two']);
  expect(due(orders, ['chen', 'qi'])).toEqual([]);
});
