/** Records that are credited in one unit: one that the book does not take again leaves the others as they would be alone. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exchanges } from '#db/schema/care';
import { ownAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { replayAll } from '#ledger/replay';
import { giveGrants, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { creditMany, resultOf } from '#usecases/exchange/credit-many';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
});
afterEach(() => world.close());

async function ready(hour: number): Promise<string> {
  const times = { start: hour * 60, end: hour * 60 + 30 };
  const { id } = await served(world, { servedOn: '2026-11-20', times });
  await thumbed(world, id);
  await checkExchange(world.desk('小周'), { id, note: null });
  return id;
}

/** Somebody with the file in hand puts a credited record back, so that it would be paid twice. */
const putBack = (id: string) =>
  world.write([], (act) =>
    act.tx
      .update(exchanges)
      .set({ state: 'confirmed', creditedBy: null, creditedAt: null, creditedMinutes: null, grade: null })
      .where(eq(exchanges.id, id)),
  );

it('pays nobody twice, and does the others, wherever in the list it stands', async () => {
  const ids = [await ready(8), await ready(14), await ready(19)] as const;
  const [first, paid, last] = ids;
  await creditExchange(world.desk('梁主任'), { id: paid });
  await putBack(paid);
  const town = world.desk('梁主任');
  await creditMany(town, { key: 'k'.repeat(20), ids: [...ids] });
  const { rows, course } = await resultOf(town, 'k'.repeat(20));
  expect(course).toBe('ended');
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    { id: first, credited: 30 },
    { id: paid, refused: 'state_moved' },
    { id: last, credited: 30 },
  ]);
  const { balance } = await world.read((act) => accountAt(act, ownAccount('xinxing', world.member('李姨').id)));
  expect(balance).toBe(90);
  expect(await world.read(replayAll)).toEqual([]);
});
