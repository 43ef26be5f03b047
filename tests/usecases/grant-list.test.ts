import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACTS, XINXING } from '#cli/demo/cast';
import { entries } from '#db/schema/ledger';
import { grantedAccount } from '#domain/ledger';
import { accountAt, accountsOf } from '#ledger/balance';
import { post } from '#ledger/post';
import { replayAll } from '#ledger/replay';
import { findGrantList, linesOf, listedIn, listGrantLists } from '#records/grant-list';
import { findMember } from '#records/member';
import { openWorld, type World } from '#tests/support/world';
import { issueGrants } from '#usecases/grant-list/issue';
import { lapseGrants } from '#usecases/grant-list/lapse';
import { type ProposedList, proposeGrantList } from '#usecases/grant-list/propose';
import { signGrantList } from '#usecases/grant-list/sign';
import { correctMember } from '#usecases/member/correct';
import { moveHome } from '#usecases/member/move';
import { suspendMember } from '#usecases/member/suspend';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const id = (name: string) => world.member(name).id;
const propose = (by = '苏科', changes: Partial<ProposedList> = {}) =>
  proposeGrantList(world.desk(by), {
    key: world.key(),
    countyCode: XINXING,
    kind: 'yearly',
    month: '2026-11',
    ...changes,
  });
const sign = (list: { id: string }, by = '何科') => signGrantList(world.desk(by), { id: list.id });
const issue = (month = '2026-11') => issueGrants(world.job('grants'), month);
const granted = (name: string, month = '2026-11') =>
  world.read((act) => accountAt(act, grantedAccount('xinxing', id(name), month)));
const recordFacts = async (name: string, facts: typeof FACTS) => {
  const { version } = await world.read((act) => findMember(act, id(name), 'member.read'));
  await correctMember(world.desk('阿芬'), { key: world.key(), id: id(name), version, facts });
};
const listed = async (month = '2026-11') =>
  [...(await world.read((act) => listedIn(act, XINXING, month))).keys()].sort();

describe('the list', () => {
  it('is derived from facts: eighty and over, alone or with a spouse only', async () => {
    const list = await propose();
    expect(list).toMatchObject({ added: 3, removed: 0 });
    const lines = await world.desk('何科').read((act) => linesOf(act, list.id));
    expect(lines.map((line) => [line.name, line.minutes, line.reasons])).toEqual([
      ['陈伯', 240, ['ageAlone', 'livingAlone']],
      ['林七妹', 240, ['ageAlone', 'livingAlone']],
      ['张伯', 240, ['ageAlone', 'emptyNest']],
    ]);
    expect(await listed()).toEqual([]);
  });

  it('is signed by a county officer who did not propose it, once', async () => {
    const list = await propose();
    await expect(sign(list, '苏科')).rejects.toMatchObject({ code: 'four_eyes' });
    for (const name of ['梁主任', '罗处', '审计老吴', '阿芬']) {
      await expect(sign(list, name)).rejects.toMatchObject({ code: 'not_found' });
    }
    await sign(list);
    await expect(sign(list)).rejects.toMatchObject({ code: 'state_moved' });
    expect(await listed()).toEqual([id('陈伯'), id('七婆'), id('张伯')].sort());
    expect(await listed('2026-10')).toEqual([]);
  });

  it('is proposed by the county or a town of it, and a newer proposal takes the older back', async () => {
    const old = await propose('梁主任');
    const list = await propose('何科');
    await expect(sign(old, '苏科')).rejects.toMatchObject({ code: 'state_moved' });
    await sign(list, '苏科');
    for (const name of ['阿芬', '罗处', '李姨']) {
      await expect(propose(name)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(propose('苏科', { countyCode: '445381' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(propose('苏科', { countyCode: '445321100' })).rejects.toMatchObject({ code: 'region_unknown' });
    await expect(propose('苏科', { month: '2026-13' })).rejects.toMatchObject({ code: 'day_not_understood' });
  });

  it('changes by a sheet that says who is new and who is no more', async () => {
    await sign(await propose());
    await recordFacts('张伯', FACTS);
    await recordFacts('阿芬家婆', { ...FACTS, allowance: 'dibao', ability: 'moderate' });
    const sheet = await propose('梁主任', { kind: 'change', month: '2026-12' });
    expect(sheet).toMatchObject({ added: 1, removed: 1 });
    await sign(sheet);
    expect(await listed('2026-11')).toEqual([id('陈伯'), id('七婆'), id('张伯')].sort());
    expect(await listed('2026-12')).toEqual([id('陈伯'), id('七婆'), id('阿芬家婆')].sort());
    expect(await propose('苏科', { kind: 'change', month: '2026-12' })).toMatchObject({ added: 0, removed: 0 });
  });

  it('shows a town its own people, and a stranger nothing', async () => {
    const list = await propose();
    await world.desk('梁主任').read((act) => findGrantList(act, list.id, 'grantList.read'));
    expect(await world.desk('梁主任').read((act) => linesOf(act, list.id))).toHaveLength(3);
    const strange = world.desk('阿芬').read((act) => findGrantList(act, list.id, 'grantList.read'));
    await expect(strange).rejects.toMatchObject({ code: 'not_found' });
    expect(await world.desk('审计老吴').read((act) => listGrantLists(act, 9))).toHaveLength(1);
  });
});

describe('issuing', () => {
  beforeEach(async () => sign(await propose()));

  it('gives the month’s minutes once, however often it runs', async () => {
    expect(await issue()).toBe(3);
    expect(await granted('陈伯')).toMatchObject({ balance: 240 });
    expect(await issue()).toBe(0);
    const both = await Promise.all([issue('2026-12'), issue('2026-12')]);
    expect(both.reduce((sum, count) => sum + count)).toBe(3);
    expect(await granted('陈伯', '2026-12')).toMatchObject({ balance: 240 });
    const given = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'grant')));
    expect(given).toHaveLength(6);
    expect(given[0]).toMatchObject({
      actorId: 'job:grants',
      policyVersion: 1,
      subjectId: expect.stringMatching(/^mem_/),
    });
  });

  it('lapses at the end of the third month', async () => {
    await issue();
    const [account] = await world.read((act) => accountsOf(act, [id('陈伯')]));
    expect(account?.lapsesOn).toBe('2027-01-31');
  });

  it('skips whoever is suspended or lives in another county by now', async () => {
    await suspendMember(world.desk('梁主任'), { id: id('陈伯'), reason: '核查' });
    const move = { regionCode: '445302002001', hamletId: null, householdId: null, reason: null };
    await moveHome(world.desk('黄姐'), { key: world.key(), id: id('七婆'), ...move });
    expect(await issue()).toBe(1);
    expect([(await granted('陈伯')).balance, (await granted('七婆')).balance]).toEqual([0, 0]);
  });

  it('gives nothing for a month before the list, and refuses what is no month', async () => {
    expect(await issue('2026-10')).toBe(0);
    await expect(issue('November')).rejects.toMatchObject({ code: 'day_not_understood' });
  });
});

describe('lapsing', () => {
  it('takes back what is free after the last day, and what was held when it is released', async () => {
    await sign(await propose());
    await issue();
    const account = grantedAccount('xinxing', id('陈伯'), '2026-11');
    const hold = { kind: 'hold' as const, from: account, minutes: 100, hold: 'hld_x' };
    const about = { subjectId: 'exc_x' };
    await world.write(['xinxing'], (act) => post(act, { event: 'hold', key: 'test:hold', ...about, lines: [hold] }));
    world.at('2027-01-31T23:59');
    expect(await lapseGrants(world.job('lapse'))).toBe(0);
    world.at('2027-02-01T00:10');
    expect(await lapseGrants(world.job('lapse'))).toBe(3);
    expect(await granted('陈伯')).toMatchObject({ balance: 100, held: 100 });
    const release = { kind: 'release' as const, hold: 'hld_x', minutes: 100 };
    await world.write(['xinxing'], (act) =>
      post(act, { event: 'release', key: 'test:rel', ...about, lines: [release] }),
    );
    // Once a day and account: the same key would be the same event.
    expect(await lapseGrants(world.job('lapse'))).toBe(0);
    world.at('2027-02-02T00:10');
    expect(await lapseGrants(world.job('lapse'))).toBe(1);
    expect(await granted('陈伯')).toMatchObject({ balance: 0, held: 0 });
  });
});
