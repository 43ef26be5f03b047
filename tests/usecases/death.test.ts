/** 离世: the same day off every list, nothing held, nothing lost; and undone by the town when it was a mistake. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges } from '#db/schema/care';
import { members } from '#db/schema/people';
import { dues, visitRegister, visits } from '#db/schema/visit';
import { openHolds } from '#ledger/hold';
import { replayAll } from '#ledger/replay';
import { flagsFor } from '#records/flag';
import { askFor, giveGrants, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { reportDeath, undoDeath } from '#usecases/member/report-death';
import { deriveRegister } from '#usecases/register/derive';
import { readDues } from '#usecases/visit/list';
import { oweMonth } from '#usecases/visit/owe';
import { recordVisit } from '#usecases/visit/record';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const chen = () => world.member('陈伯').id;
const report = (diedOn = world.today(), by = '阿芬') =>
  reportDeath(world.desk(by), { id: chen(), diedOn, note: '女儿来电话' });
const open = () => world.read((act) => act.tx.select().from(dues).where(eq(dues.memberId, chen())));
const onRegister = async () =>
  (await world.read((act) => act.tx.select().from(visitRegister).where(eq(visitRegister.memberId, chen())))).length ===
  1;
const stateOf = async (id: string) =>
  (await world.read((act) => act.tx.select().from(exchanges).where(eq(exchanges.id, id))))[0]?.state;
const flags = async (id: string) => (await world.read((act) => flagsFor(act, [id]))).get(id) ?? [];

describe('a death that is reported', () => {
  it('ends what was asked and gives back what was held, drops what is owed, and takes her off every list', async () => {
    const { id } = await askFor(world);
    expect((await world.read((act) => openHolds(act, id))).length).toBeGreaterThan(0);
    await report();
    expect(await stateOf(id)).toBe('cancelled');
    expect(await world.read((act) => openHolds(act, id))).toEqual([]);
    expect((await open()).every(({ droppedAt, dropReason }) => droppedAt !== null && dropReason === 'died')).toBe(true);
    expect(await onRegister()).toBe(false);
    const { people } = await readDues(world.desk('阿芬'), { region: null, list: 'round' });
    expect(people.map(({ elder }) => elder.id)).not.toContain(chen());
  });

  it('is undone by the town and by nobody else: owed again as before', async () => {
    const before = await open();
    await report();
    await expect(undoDeath(world.desk('阿芬'), { id: chen(), reason: '看错了' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(undoDeath(world.desk('梁主任'), { id: chen(), reason: ' ' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await undoDeath(world.desk('梁主任'), { id: chen(), reason: '同名的另一位' });
    const [row] = await world.read((act) => act.tx.select().from(members).where(eq(members.id, chen())));
    expect(row).toMatchObject({ state: 'approved', diedOn: null });
    expect(await open()).toEqual(before);
    expect(await onRegister()).toBe(true);
  });

  it('refuses a day ahead, a second report, and whoever does not reach her', async () => {
    await expect(report(world.tomorrow())).rejects.toMatchObject({ code: 'day_in_future' });
    await expect(report(world.today(), '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    await report();
    await expect(report()).rejects.toMatchObject({ code: 'state_moved' });
  });
});

describe('what is dated after a death', () => {
  it('a visit is kept, meets nothing and opens nothing', async () => {
    await report('2026-11-20');
    const told = { key: world.key(), memberId: chen(), visitedOn: '2026-11-22', halfDay: null, mode: 'seen' as const };
    const { alertId } = await recordVisit(world.desk('阿芬'), {
      ...{ ...told, findings: ['fell'], note: null, volunteerId: null, exchangeId: null },
    });
    expect(alertId).toBeNull();
    const rows = await world.read((act) => act.tx.select().from(visits));
    expect(rows).toMatchObject([{ afterDeath: true, alertId: null }]);
    expect((await open()).some(({ metBy }) => metBy !== null)).toBe(false);
  });

  it('a service is kept and flagged, whether it came before the report or after it, and earns nothing', async () => {
    const early = await served(world, { servedOn: '2026-11-22' });
    expect(await flags(early.id)).not.toContain('after_death');
    await report('2026-11-20');
    expect(await flags(early.id)).toContain('after_death');
    const late = await served(world, { servedOn: '2026-11-21' });
    expect(await flags(late.id)).toContain('after_death');
    const fine = await served(world, { servedOn: '2026-11-18' });
    expect(await flags(fine.id)).not.toContain('after_death');
    await thumbed(world, late.id);
    await checkExchange(world.desk('小周'), { id: late.id, note: null });
    await creditExchange(world.desk('梁主任'), { id: late.id });
    const [row] = await world.read((act) => act.tx.select().from(exchanges).where(eq(exchanges.id, late.id)));
    expect(row).toMatchObject({ state: 'credited', creditedMinutes: 0 });
  });

  it('loses its flag when the report was a mistake', async () => {
    const { id } = await served(world, { servedOn: '2026-11-22' });
    await report('2026-11-20');
    await undoDeath(world.desk('梁主任'), { id: chen(), reason: '同名的另一位' });
    expect(await flags(id)).not.toContain('after_death');
  });
});
