/** What the peers got wrong, by name (domain.md, last lines): each was a real failure somewhere and stays impossible here. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges } from '#db/schema/care';
import { ownAccount } from '#domain/ledger';
import { sayMinutes } from '#i18n/say-minutes';
import { accountAt } from '#ledger/balance';
import { replayAll } from '#ledger/replay';
import { statementOf } from '#ledger/statement';
import { movesOf } from '#records/exchange';
import { askFor, checked, giveGrants, key, logged, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { requestExchange } from '#usecases/exchange/request';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';
import { issueGrants } from '#usecases/grant-list/issue';
import { moveHome } from '#usecases/member/move';
import { suspendMember } from '#usecases/member/suspend';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.at('2026-11-22T15:00');
  await giveGrants(world);
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const own = (name: string) => world.read((act) => accountAt(act, ownAccount('xinxing', world.member(name).id)));
const credit = (id: string) => creditExchange(world.desk('梁主任'), { id });

describe('failures of the peers', () => {
  it('approved twice, paid twice', async () => {
    const id = await checked(world);
    await credit(id);
    await expect(credit(id)).rejects.toMatchObject({ code: 'state_moved', params: { state: 'credited' } });
    expect(await own('李姨')).toMatchObject({ balance: 90 });
  });

  it('a double click debited twice', async () => {
    const once = key();
    await Promise.all([askFor(world, { key: once }), askFor(world, { key: once })]);
    expect(await world.read((act) => act.tx.select().from(exchanges))).toHaveLength(1);
  });

  it('a 45-minute visit was worth nothing for ever', async () => {
    const id = await checked(world, 45);
    expect(await credit(id)).toEqual({ credited: 45 });
  });

  it('the second visit of a day was refused', async () => {
    await served(world, { times: { start: 540, end: 600 } });
    await expect(served(world, { times: { start: 900, end: 960 } })).resolves.toBeDefined();
  });

  it('reviewer, reason, time, grant and rule version were not stored', async () => {
    const id = await logged(world);
    await thumbed(world, id);
    await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes', note: '卡上是 40 分钟' });
    const moves = await world.read((act) => movesOf(act, id));
    expect(moves.at(-1)).toMatchObject({
      move: 'returnRecord',
      actorId: world.user('小周').id,
      reason: 'wrong_minutes',
      note: '卡上是 40 分钟',
      grantId: expect.stringMatching(/^grt_/),
      policyVersion: 1,
      at: world.house.clock(),
    });
  });

  it('a decision taken for somebody on leave did not say so', async () => {
    const id = await checked(world);
    await creditExchange(world.desk('陈姐'), { id });
    const moves = await world.read((act) => movesOf(act, id));
    expect(moves.at(-1)).toMatchObject({ actorId: world.user('陈姐').id, actingForId: world.user('梁主任').id });
  });

  it('a person who left took their service records along', async () => {
    const id = await checked(world);
    await credit(id);
    await suspendMember(world.desk('陈姐'), { id: world.member('李姨').id, reason: '搬去外地' });
    const view = await viewExchange(world.desk('苏科'), id);
    expect(view.volunteers[0]).toMatchObject({ id: world.member('李姨').id, of: { creditedMinutes: 90 } });
    const ref = ownAccount('xinxing', world.member('李姨').id);
    expect(await world.read((act) => statementOf(act, ref, 0, act.now + 1))).toMatchObject({ opening: 0, closing: 90 });
  });

  it('a job that ran again doubled everything', async () => {
    expect(await issueGrants(world.job('grants'), '2026-11')).toBe(0);
  });

  it('a moved elder stayed on the old helper’s phone', async () => {
    const { id } = await askFor(world);
    const there = { regionCode: '445321100211', hamletId: null, householdId: null, reason: '搬去女儿家' };
    await moveHome(world.desk('黄姐'), { key: key(), id: world.member('陈伯').id, ...there });
    const again = requestExchange(world.desk('阿芬'), {
      key: key(),
      memberIds: [world.member('陈伯').id],
      serviceCode: 'A02',
      plannedOn: world.tomorrow(),
      plannedStart: null,
      plannedHalfDay: 'morning',
      plannedMinutes: 30,
      wish: null,
      wantsOwn: false,
      urgent: false,
      consentHow: 'inPerson',
    });
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
    expect((await viewExchange(world.desk('梁主任'), id)).exchange.recipientTown).toBe('445321100');
  });

  it('a visit over midnight was worth minus ten hours', async () => {
    const { id } = await served(world, { servedOn: '2026-11-21', times: { start: 23 * 60 + 30, end: 30 } });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    expect(await credit(id)).toEqual({ credited: 60 });
  });

  it('a negative balance was shown as a positive one', () => {
    expect(sayMinutes(-30, 'zh-CN')).toContain('欠');
    expect(sayMinutes(-30, 'en')).toContain('owe');
  });
});
