/** Long lists: whoever turns the page meets nobody twice and misses nobody, however much is decided meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { served, thumbed } from '#tests/support/scene';
import { PAGE } from '#usecases/choices';
import { checkExchange } from '#usecases/exchange/check';

let house: DeskHouse;
const ids: string[] = [];
const MANY = PAGE + 12;

beforeAll(async () => {
  house = await openDeskHouse();
  const { world } = house;
  for (let at = 0; at < MANY; at++) {
    const servedOn = addDays(world.today(), -(at % 20) - 1);
    const halfDay = (['morning', 'afternoon', 'evening'] as const)[at % 3] ?? 'morning';
    const { id } = await served(world, { servedOn, times: { halfDay, minutes: 15 } });
    await thumbed(world, id);
    ids.push(id);
  }
}, 120_000);
afterAll(() => house.close());

test('pages follow on, also when the first was decided in between', async () => {
  const { world } = house;
  const client = await house.as('小周');
  const first = await client.get('/queue/checks');
  const idsOn = (page: typeof first) =>
    page.root
      .querySelectorAll('.queue-link')
      .map((link) => new URL(link.getAttribute('href') ?? '', 'http://x').searchParams.get('record'));
  expect(first.text('h1')).toContain(String(MANY));
  expect(idsOn(first).length).toBe(PAGE);
  for (const id of ids.slice(0, 5)) await checkExchange(world.desk('黄姐'), { id, note: null });
  const next = first.root.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
  const second = await client.get(next);
  expect([...idsOn(first), ...idsOn(second)]).toEqual(ids);
  expect(second.root.querySelector('a[rel=next]')).toBeNull();
  const top = await client.get(second.root.querySelector('.pager a')?.getAttribute('href') ?? '');
  expect(idsOn(top)[0]).toBe(ids[5]);
});
