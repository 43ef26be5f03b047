/** A list is read in the same few statements however long it is, and a Monday's three hundred are checked and done at once. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tx } from '#db/act';
import type { Store } from '#db/store';
import { addDays } from '#domain/day';
import { replayAll } from '#ledger/replay';
import { claimKey } from '#records/submission';
import { giveGrants, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { type Desk, deskFor } from '#usecases/desk';
import { checkExchange } from '#usecases/exchange/check';
import { checkMany } from '#usecases/exchange/check-many';
import { creditMany, resultOf } from '#usecases/exchange/credit-many';
import { neighboursIn, neighboursOf, readQueue } from '#usecases/exchange/read-queue';
import { readWork } from '#usecases/exchange/work';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  made = 0;
  await giveGrants(world);
});
afterEach(() => world.close());

const HALVES = ['morning', 'afternoon', 'evening'] as const;
const ELDERS = ['陈伯', '七婆', '张伯'];
let made: number;

/** Checked and waiting for the town. */
async function ready(many: number, minutes = 15): Promise<string[]> {
  const ids: string[] = [];
  for (const last = made + many; made < last; made++) {
    const servedOn = addDays(world.today(), -(Math.floor(made / 3) % 20) - 1);
    const times = { halfDay: HALVES[made % 3] ?? 'morning', minutes };
    // Sixty half-days: after them another of the village is visited, so that nothing looks like one visit written down twice.
    const elder = ELDERS[Math.floor(made / 60)] ?? '七婆';
    const { id } = await served(world, { memberIds: [world.member(elder).id], servedOn, times });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    ids.push(id);
  }
  return ids;
}

/** The same desk, counting what it asks of the database in reads. */
function counting(desk: Desk): { desk: Desk; asked: () => number } {
  let asked = 0;
  const watch = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(target, name) {
        if (name === 'select' || name === 'selectDistinct') asked++;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const store: Store = { ...desk.house.store, read: (work) => desk.house.store.read((tx) => work(watch(tx))) };
  return { desk: deskFor({ ...desk.house, store }, desk), asked: () => asked };
}

test('statements a page do not grow with its rows', async () => {
  await world.fillPool('445321100', 60_000);
  const statements = async () => {
    const counted = counting(world.desk('梁主任'));
    const view = await readQueue(counted.desk, 'credits', { place: null, after: null });
    await readWork(counted.desk);
    return { rows: view.rows.length, asked: counted.asked() };
  };
  await ready(2);
  const few = await statements();
  await ready(20);
  const many = await statements();
  expect([few.rows, many.rows]).toEqual([2, 22]);
  expect(many.asked).toBe(few.asked);
  expect(few.asked).toBeGreaterThan(10);
});

test('a list of two pages knows its length, how many rows are clean, and who stands beside whom', async () => {
  await ready(102);
  const town = world.desk('梁主任');
  const first = await readQueue(town, 'credits', { place: null, after: null });
  const second = await readQueue(town, 'credits', { place: null, after: first.after });
  expect([first.rows.length, second.rows.length]).toEqual([100, 2]);
  for (const view of [first, second]) {
    expect(view.count).toBe(102);
    expect(view.clean).toEqual({ count: 102, more: false });
  }
  const told = async (view: typeof first, from: string | null, at: number) => {
    const id = view.rows[at]?.exchange.id ?? '';
    return { known: neighboursIn(view, from, id), asked: await neighboursOf(town, 'credits', null, id) };
  };
  for (const at of [0, 1, 98]) {
    const { known, asked } = await told(first, null, at);
    expect(known).toEqual(asked);
  }
  const end = await told(second, first.after, 1);
  expect(end.known).toEqual(end.asked);
  expect(end.known?.after).toBeNull();
  // Where the page breaks off, it does not know.
  expect((await told(first, null, 99)).known).toBeNull();
  expect((await told(second, first.after, 0)).known).toBeNull();
  expect(neighboursIn(first, null, 'exc_of_another_list')).toBeNull();
});

test('what the check page says comes true, also where granted and pool run out in between', async () => {
  await world.fillPool('445321100', 100);
  await ready(9, 60);
  const town = world.desk('梁主任');
  const { rows, more } = await checkMany(town, { queue: 'credits', place: null });
  const said = rows.map(({ exchange, minutes, short }) => [exchange.id, short ? 'waits' : minutes]);
  // Four hours are given, the pool has one hour forty: five are paid, the others wait.
  expect([said.filter(([, what]) => what === 60).length, more]).toEqual([5, false]);
  const ids = rows.map(({ exchange }) => exchange.id);
  await creditMany(town, { key: 'k'.repeat(20), ids });
  const done = await resultOf(town, 'k'.repeat(20));
  const came = done.rows.map(({ line, outcome }) => [
    line.exchange.id,
    outcome && 'credited' in outcome ? outcome.credited : outcome && 'short' in outcome ? 'waits' : null,
  ]);
  expect(came).toEqual(said);
  expect(done.course).toBe('ended');
  expect(await world.read(replayAll)).toEqual([]);
});

test('a result says that it runs, and later that it broke off', async () => {
  const key = 'r'.repeat(20);
  const [id = ''] = await ready(1);
  const town = world.desk('梁主任');
  await town.write([], (act) => claimKey(act, key, [id], { ids: [id], outcomes: null }));
  expect((await resultOf(town, key)).course).toBe('running');
  expect((await resultOf({ ...town, read: later(town, 6) }, key)).course).toBe('stopped');
});

/** The same reads, so many minutes later. */
const later =
  (desk: Desk, minutes: number): Desk['read'] =>
  (work) =>
    desk.read((act) => work({ ...act, now: act.now + minutes * 60_000 }));
