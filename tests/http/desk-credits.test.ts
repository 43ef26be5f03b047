/** Crediting together: one sentence before, one unit a row, and afterwards what became of each. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays } from '#domain/day';
import { replayAll } from '#ledger/replay';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { askFor, served, thumbed } from '#tests/support/scene';
import { checkExchange } from '#usecases/exchange/check';
import { MOST_AT_ONCE } from '#usecases/exchange/check-many';
import { creditExchange } from '#usecases/exchange/credit';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';

let house: DeskHouse;
beforeEach(async () => {
  house = await openDeskHouse();
}, 60_000);
afterEach(() => house.close());

/** Checked and waiting for the town: a visit so many days ago. */
async function ready(back: number, changes: Parameters<typeof served>[1] = {}): Promise<string> {
  const { world } = house;
  const servedOn = addDays(world.today(), -back);
  const { id } = await served(world, { servedOn, times: { halfDay: 'morning', minutes: 60 }, ...changes });
  await thumbed(world, id);
  await checkExchange(world.desk('小周'), { id, note: null });
  return id;
}

const stateOf = async (id: string) => (await viewExchange(house.world.job('test'), id)).exchange.state;

/** From the list, everything that is clean, to the page that says what will happen. */
async function check(client: Client): Promise<FetchedPage> {
  const list = await client.get('/queue/credits');
  return client.get(list.root.querySelector('.together-bar a')?.getAttribute('href') ?? '');
}

test('one sentence says what will happen, and it does', async () => {
  const { world } = house;
  const ids = [await ready(1), await ready(2), await ready(3, { volunteers: [{ memberId: world.member('老梁').id }] })];
  const town = await house.as('梁主任');
  const page = await check(town);
  expect(page.text('.lead')).toBe('给 2 人共记 3 小时，一共 3 条。');
  expect(page.text('main form button')).toBe('确认，给 2 人共记 3 小时');
  const result = await town.submit(page);
  expect(result.url).toMatch(/^\/credits\/[\w-]+\?queue=credits$/);
  expect(result.text('.confirmation p:last-child')).toBe('已入账 3 条，给 2 人共记 3 小时。');
  for (const id of ids) expect(await stateOf(id)).toBe('credited');
  expect(await world.read(replayAll)).toEqual([]);
});

test('a second press shows the same answer and credits nothing twice', async () => {
  await ready(1);
  const town = await house.as('梁主任');
  const page = await check(town);
  const first = await town.submit(page);
  const second = await town.submit(page);
  expect([second.url, second.text('.confirmation')]).toEqual([first.url, first.text('.confirmation')]);
  const other = await house.as('陈姐');
  expect((await other.get(first.url)).status).toBe(404);
});

test('each row stands by itself: what was decided, returned or flagged meanwhile is told with its reason', async () => {
  const { world } = house;
  const [fine, gone, back] = [await ready(1), await ready(2), await ready(3)] as const;
  const town = await house.as('梁主任');
  const page = await check(town);
  await creditExchange(world.desk('陈姐'), { id: gone });
  await returnExchange(world.desk('小周'), { id: back, reason: 'wrong_minutes' });
  const result = await town.submit(page);
  expect(result.text('.confirmation p:last-child')).toBe('已入账 1 条，给 1 人共记 1 小时。');
  const others = result.root.querySelectorAll('.trail li').map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  expect(others.filter((line) => line.includes('刚才被别人办过了')).length).toBe(2);
  expect([await stateOf(fine), await stateOf(back)]).toEqual(['credited', 'returned']);
});

test('what asks for a second look cannot be slipped in', async () => {
  const flagged = await ready(1, { times: { halfDay: 'morning', minutes: 200 } });
  const town = await house.as('梁主任');
  const page = await town.get(`/credits?id=${flagged}&id=exc_nothing`);
  expect(page.text()).toContain('没有可以一起入账的');
  expect(page.text('.trail')).toContain('超过这项服务一次的上限');
  const other = await ready(2);
  const form = await town.get(`/credits?id=${other}`);
  const result = await town.submit(form, { id: [flagged, other] });
  expect(result.text('.trail')).toContain('请单独打开看过再定');
  expect([await stateOf(flagged), await stateOf(other)]).toEqual(['confirmed', 'credited']);
});

test('a visit that nothing covers waits for pool time, and says so', async () => {
  const { world } = house;
  const wealthy = world.member('老梁').id;
  const id = await ready(1, { memberIds: [wealthy] });
  const town = await house.as('梁主任');
  const result = await town.submit(await town.get(`/credits?id=${id}`));
  expect(result.text()).toContain('还差 1 小时 没有时间来付');
  const county = await house.as('苏科');
  const list = await county.get('/queue/uncovered');
  expect(list.text('.queue-lines')).toContain('李姨 帮 老梁');
  // Only the county may pay from the pool what no rule covers.
  const done = await county.submit(list, {}, 'form[action$="/credit"]');
  expect(done.text('.notice')).toContain('已经入账');
  expect(await stateOf(id)).toBe('credited');
});

test('nothing ticked, too much, and who may not', async () => {
  const town = await house.as('梁主任');
  expect((await town.get('/credits')).text()).toContain('没有可以一起入账的');
  const id = await ready(1);
  const form = await town.get(`/credits?id=${id}`);
  const bare = await town.submit(form, { id: [] });
  expect(bare.status).toBe(422);
  const many = await town.submit(form, { id: Array.from({ length: MOST_AT_ONCE + 1 }, (_, at) => `exc_${at}`) });
  expect(many.status).toBe(413);
  for (const name of ['阿芬', '黄姐', '小周', '审计老吴']) {
    expect((await (await house.as(name)).get('/credits')).status, name).toBe(404);
  }
  const open = await askFor(house.world);
  expect((await town.get(`/credits?id=${open.id}`)).text('.trail')).toContain('刚才被别人办过了');
});

test('reads in English too', async () => {
  const [one, two] = [await ready(1), await ready(2, { times: { halfDay: 'morning', minutes: 200 } })];
  const town = await house.as('梁主任', 'en');
  const page = await town.get(`/credits?id=${one}&id=${two}`);
  expect(page.text('.lead')).toBe('1 hour for 1 person, 1 record in all.');
  const result = await town.submit(page);
  expect(result.text('.confirmation p:last-child')).toBe('1 record credited: 1 hour for 1 person.');
});
