/** 没见到人, written down with no signal: the order ends once, what was held is given back, and whoever was faster stands. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fieldRefusals } from '#db/schema/field';
import { holds } from '#db/schema/ledger';
import { notThere, type Raw, sent, written } from '#tests/support/phone';
import { askFor, giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { takeFile } from '#usecases/field/file';
import { statesOf } from '#usecases/field/states';
import { takeRecord } from '#usecases/field/take';
import { takeBatch } from '#usecases/field/take-batch';

let world: World;
let order: string;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  ({ id: order } = await askFor(world, { plannedOn: world.today() }));
  await acceptExchange(world.desk('李姨'), { id: order });
});
afterEach(() => world.close());

const absent = (changes: Raw = {}) => notThere(world, order, changes);
const take = (raw: unknown, by = '阿芬') => takeRecord(world.desk(by), raw, { way: 'phone' });
const view = () => viewExchange(world.desk('阿芬'), order);
const held = () => world.read(({ tx }) => tx.select().from(holds).where(eq(holds.subjectId, order)));
const kept = () => world.read(({ tx }) => tx.select().from(fieldRefusals));

it('ends the order, gives back what was held, and stays as evidence with both clocks', async () => {
  const raw = absent();
  world.at('2026-11-23T17:00');
  expect(await take(sent(raw, 8 * 3_600_000))).toMatchObject({ outcome: 'taken', exchangeId: order, pin: null });
  const { exchange, evidence } = await view();
  expect(exchange).toMatchObject({ state: 'cancelled', reason: 'nobody_home', reasonNote: '邻居说去女儿家了' });
  expect(evidence).toMatchObject([
    { kind: 'nobody_home', byId: world.user('阿芬').id, deviceAt: raw.savedAt, at: world.house.clock() },
  ]);
  expect(await held()).toMatchObject([{ minutes: 120, released: 120 }]);
  expect(await statesOf(world.desk('阿芬'), [String(raw.id)])).toMatchObject([{ does: 'absent', standing: 'ended' }]);
});

it('is one however often it is sent; another body is refused and kept', async () => {
  const raw = absent();
  const batch = [sent(raw), sent(raw, 60_000)];
  const fail = (error: unknown) => {
    throw error;
  };
  await takeBatch(world.desk('阿芬'), batch, fail);
  await takeBatch(world.desk('阿芬'), batch.toReversed(), fail);
  expect((await view()).evidence).toHaveLength(1);
  expect(await kept()).toEqual([]);
  expect(await take(sent({ ...raw, note: '在家' }))).toMatchObject({ outcome: 'refused', code: 'key_reused' });
  expect((await view()).exchange.reasonNote).toBe('邻居说去女儿家了');
});

it('somebody was faster: what was written down stands, and she is told', async () => {
  await take(sent(written(world, { order })));
  expect(await take(sent(absent()))).toMatchObject({ outcome: 'refused', code: 'state_moved' });
  expect((await view()).exchange.state).toBe('logged');
  expect(await kept()).toMatchObject([{ code: 'state_moved', form: 'absent.1' }]);
});

it('two helpers said so: the second is told that it was', async () => {
  await take(sent(absent()));
  expect(await take(sent(absent()), '小周')).toMatchObject({ outcome: 'refused', code: 'state_moved' });
  expect((await view()).evidence).toHaveLength(1);
});

it('is of an order in reach, and of its people', async () => {
  expect(await take(sent(absent({ order: 'exc_nobody' })))).toMatchObject({ code: 'out_of_reach' });
  const other = absent({ memberIds: [world.member('七婆').id] });
  expect(await take(sent(other))).toMatchObject({ code: 'not_understood' });
  expect((await view()).exchange.state).toBe('matched');
});

it('in a file it is the word of whoever wrote it', async () => {
  const file = JSON.stringify({
    kind: 'yinling.field',
    user: { id: world.user('阿芬').id },
    records: [sent(absent())],
  });
  await takeFile(world.desk('黄姐'), file, () => {});
  expect((await view()).evidence).toMatchObject([{ byId: world.user('阿芬').id, enteredBy: world.user('黄姐').id }]);
});
