import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, XINCHENG, XINXING } from '#cli/demo/cast';
import { entries } from '#db/schema/ledger';
import { replayAll } from '#ledger/replay';
import { listQuotas } from '#records/pool';
import { openWorld, type World } from '#tests/support/world';
import { acceptQuota } from '#usecases/pool/accept';
import { listPools } from '#usecases/pool/list';
import { proposeQuota } from '#usecases/pool/propose';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const propose = (by = '苏科', changes: object = {}) =>
  proposeQuota(world.desk(by), {
    key: world.key(),
    regionCode: XINCHENG,
    minutes: 6000,
    reason: '第四季度',
    ...changes,
  });
const accept = (by: string, { id }: { id: string }) => acceptQuota(world.desk(by), { id });

describe('公益时间', () => {
  it('is issued when a second officer accepts, once', async () => {
    const quota = await propose();
    await expect(accept('苏科', quota)).rejects.toMatchObject({ code: 'four_eyes' });
    for (const name of ['梁主任', '审计老吴', '阿芬']) {
      await expect(accept(name, quota)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await listPools(world.desk('梁主任'))).toMatchObject([{ balance: 0 }]);
    expect(await world.desk('何科').read((act) => listQuotas(act, 9, 0, true))).toHaveLength(1);
    expect(await accept('何科', quota)).toEqual({ minutes: 6000 });
    await expect(accept('罗处', quota)).rejects.toMatchObject({ code: 'already_done' });
    expect(await listPools(world.desk('梁主任'))).toMatchObject([
      { regionCode: XINCHENG, name: '新城镇', balance: 6000, held: 0, available: 6000 },
    ]);
    const [entry] = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'quota')));
    expect(entry).toMatchObject({ approverId: world.user('何科').id, idempotencyKey: `quota:${quota.id}` });
  });

  it('is accepted by the city too, once of two who accept at once', async () => {
    const quota = await propose('苏科', { regionCode: XINXING });
    const both = await Promise.allSettled([accept('罗处', quota), accept('何科', quota)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listPools(world.desk('苏科'))).toMatchObject([{ regionCode: XINXING, balance: 6000 }]);
  });

  it.each([
    ['not_found', '梁主任', {}],
    ['not_found', '罗处', {}],
    ['not_found', '苏科', { regionCode: '445381' }],
    ['region_unknown', '苏科', { regionCode: DAWEN }],
    ['region_unknown', '苏科', { regionCode: '4453' }],
    ['region_unknown', '苏科', { regionCode: '445321999' }],
    ['minutes_zero', '苏科', { minutes: 0 }],
    ['minutes_zero', '苏科', { minutes: -60 }],
    ['minutes_not_understood', '苏科', { minutes: 1.5 }],
    ['minutes_not_understood', '苏科', { minutes: 60_000_001 }],
    ['reason_needed', '苏科', { reason: ' ' }],
  ])('refuses %s to %s: %j', async (code, by, changes) => {
    await expect(propose(by, changes)).rejects.toMatchObject({ code });
  });

  it('is one proposal when the same form comes twice', async () => {
    const key = world.key();
    expect(await propose('苏科', { key })).toEqual(await propose('苏科', { key }));
  });
});
