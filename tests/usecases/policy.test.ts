import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, XINXING } from '#cli/demo/cast';
import { historyOf, openPolicies } from '#records/policy';
import { openWorld, type World } from '#tests/support/world';
import { acceptPolicy } from '#usecases/policy/accept';
import { type PolicyProposal, proposePolicy } from '#usecases/policy/propose';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const propose = (by = '苏科', changes: Partial<PolicyProposal> = {}) =>
  proposePolicy(world.desk(by), {
    key: world.key(),
    policyKey: 'earn.dailyCapMin',
    regionCode: XINXING,
    value: '120',
    validFrom: '2026-12-01',
    locked: false,
    reason: '县里定的',
    ...changes,
  });
const accept = (by: string, { id }: { id: string }) => acceptPolicy(world.desk(by), { id });
const cap = async (day: string, region = DAWEN) => (await world.house.policy()).get('earn.dailyCapMin', region, day);

describe('a rule', () => {
  it('holds from its day on, in its place, when a second officer accepted it, and is the next version', async () => {
    const rule = await propose();
    expect((await world.desk('何科').read(openPolicies)).map((row) => row.id)).toEqual([rule.id]);
    await expect(accept('苏科', rule)).rejects.toMatchObject({ code: 'four_eyes' });
    expect(await cap('2026-12-01')).toBe(240);
    expect(await accept('何科', rule)).toEqual({ version: 2 });
    await expect(accept('罗处', rule)).rejects.toMatchObject({ code: 'already_done' });
    expect([await cap('2026-11-30'), await cap('2026-12-01'), await cap('2026-12-01', '445381')]).toEqual([
      240, 120, 240,
    ]);
    expect((await world.house.policy()).version).toBe(2);
    const told = await world.read((act) => historyOf(act, 'earn.dailyCapMin'));
    expect(told.map((row) => [row.version, row.value, row.acceptedBy])).toEqual([
      [2, 120, world.user('何科').id],
      [1, 240, 'job:defaults'],
    ]);
  });

  it('turned off is kept as off', async () => {
    const off = await propose('罗处', { policyKey: 'earn.monthlyCapMin', regionCode: '4453', value: 'off' });
    await accept('邓处', off);
    expect((await world.house.policy()).get('earn.monthlyCapMin', DAWEN, '2026-12-01')).toBeNull();
  });

  it('is accepted still before its day', async () => {
    const rule = await propose('苏科', { validFrom: '2026-11-24' });
    world.at('2026-11-24T00:00');
    await expect(accept('何科', rule)).rejects.toMatchObject({ code: 'policy_day_in_past' });
  });

  it('locked above is not set below', async () => {
    await accept('邓处', await propose('罗处', { regionCode: '4453', locked: true }));
    await expect(propose('苏科', { value: '60' })).rejects.toMatchObject({ code: 'not_yours' });
  });

  it('gets versions one after the other when two are accepted at once', async () => {
    const rules = [await propose(), await propose('苏科', { policyKey: 'earn.maxSessionMin', value: 300 })];
    const versions = await Promise.all(rules.map((rule) => accept('何科', rule)));
    expect(versions.map(({ version }) => version).sort()).toEqual([2, 3]);
  });

  it.each([
    ['not_found', '梁主任', {}],
    ['not_found', '苏科', { regionCode: '4453' }],
    ['not_found', '苏科', { regionCode: '445381' }],
    ['region_unknown', '苏科', { regionCode: '445321999' }],
    ['policy_day_in_past', '苏科', { validFrom: '2026-11-23' }],
    ['day_not_understood', '苏科', { validFrom: '2026-11-31' }],
    ['not_understood', '苏科', { value: '59' }],
    ['not_understood', '苏科', { value: 'two hours' }],
    ['not_understood', '苏科', { policyKey: 'ledger.unit' as const, value: 'hours' }],
    ['not_understood', '苏科', { policyKey: 'constructor' as never }],
    ['reason_needed', '苏科', { reason: ' ' }],
  ])('refuses %s to %s: %j', async (code, by, changes) => {
    await expect(propose(by, changes)).rejects.toMatchObject({ code });
  });
});
