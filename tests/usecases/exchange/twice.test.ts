/** One visit, written down by more than one hand: it is kept, told of both records, and asked about where somebody can be asked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchangesById } from '#records/exchange';
import { giveGrants, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { cleannessOf } from '#usecases/exchange/clean';
import { takeBackConfirmation } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { rejectExchange } from '#usecases/exchange/end';
import { correctExchange } from '#usecases/exchange/log';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { viewExchange } from '#usecases/exchange/view';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  await world.fillPool('445321100', 6000);
});
afterEach(() => world.close());

const flags = async (id: string) => (await viewExchange(world.desk('小周'), id)).flags;
const doubt = (id: string) =>
  world.desk('陈姐').read(async (act) => (await cleannessOf(act, await exchangesById(act, [id]))).get(id)?.doubt);
const check = (id: string) => checkExchange(world.desk('小周'), { id, note: null });

describe('one pair, one day, one half-day', () => {
  it('is told of both records, and neither is clean', async () => {
    const first = await served(world);
    expect(await flags(first.id)).toEqual([]);
    const second = await served(world, { times: { start: 600, end: 660 } }, '小周');
    for (const { id } of [first, second]) expect(await flags(id)).toEqual(['twice']);
    await thumbed(world, second.id);
    await checkExchange(world.desk('黄姐'), { id: second.id, note: null });
    expect(await doubt(second.id)).toBe('flags');
  });

  it('of another half-day nothing is told', async () => {
    const first = await served(world);
    await served(world, { times: { halfDay: 'evening', minutes: 30 } });
    expect(await flags(first.id)).toEqual([]);
  });

  it('is over when one of them is rejected, taken back from the book, or was of another day', async () => {
    const [first, second] = [await served(world), await served(world)];
    for (const { id } of [first, second]) {
      await thumbed(world, id);
      await check(id);
    }
    await rejectExchange(world.desk('陈姐'), { id: second.id, reason: 'duplicate' });
    expect([await flags(first.id), await doubt(first.id)]).toEqual([[], null]);
    // What was decided keeps what it was decided with.
    expect(await flags(second.id)).toEqual(['twice']);

    const third = await served(world);
    expect(await flags(first.id)).toEqual(['twice']);
    await creditExchange(world.desk('陈姐'), { id: first.id });
    await proposeReversal(world.desk('梁主任'), { id: first.id, reason: 'duplicate' });
    await acceptReversal(world.desk('苏科'), { id: first.id, accepted: [] });
    expect(await flags(third.id)).toEqual([]);

    const fourth = await served(world);
    await thumbed(world, fourth.id);
    await returnExchange(world.desk('小周'), { id: fourth.id, reason: 'wrong_time' });
    const times = { halfDay: 'morning', minutes: 90 } as const;
    await correctExchange(world.desk('阿芬'), { id: fourth.id, servedOn: '2026-11-20', times, volunteers: [] });
    expect([await flags(third.id), await flags(fourth.id)]).toEqual([[], []]);
  });
});

describe('between relatives', () => {
  const kin = () => served(world, { volunteers: [{ memberId: world.member('李姨').id, relative: true }] });

  it('a witness from outside makes the difference, and is gone when taken back', async () => {
    const { id } = await kin();
    expect(await flags(id)).toEqual(['relative', 'relative_unwitnessed']);
    await thumbed(world, id);
    expect(await flags(id)).toEqual(['relative']);
    await takeBackConfirmation(world.desk('阿芬'), { id });
    expect(await flags(id)).toEqual(['relative', 'relative_unwitnessed']);
  });
});
