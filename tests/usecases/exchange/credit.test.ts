import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisions } from '#db/schema/care';
import { entries } from '#db/schema/ledger';
import { clearingAccount, grantedAccount, ownAccount, pendingAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { decisionCommitment } from '#ledger/leaf';
import { replayAll } from '#ledger/replay';
import { findExchange, moveExchange } from '#records/exchange';
import { checked, giveGrants, key, logged, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { rejectExchange } from '#usecases/exchange/end';
import { acceptReversal, proposeReversal, reversalShortfalls } from '#usecases/exchange/reverse';
import { viewExchange } from '#usecases/exchange/view';
import { moveHome } from '#usecases/member/move';
import { acceptPolicy } from '#usecases/policy/accept';
import { proposePolicy } from '#usecases/policy/propose';

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
const granted = (name: string) =>
  world.read((act) => accountAt(act, grantedAccount('xinxing', world.member(name).id, '2026-11')));
const credit = (id: string, by = '梁主任') => creditExchange(world.desk(by), { id });

describe('crediting', () => {
  it('happens once, however often and however many approve at once', async () => {
    const id = await checked(world);
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => credit(id, n % 2 ? '梁主任' : '陈姐')),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(new Set(refused.map((reason) => reason.code))).toEqual(new Set(['state_moved']));
    expect(await own('李姨')).toMatchObject({ balance: 90 });
  });

  it('keeps served and credited apart: the rest is explained, not lost', async () => {
    const id = await checked(world, 200);
    await credit(id);
    const view = await viewExchange(world.desk('梁主任'), id);
    expect(view.volunteers[0]?.of).toMatchObject({
      servedMinutes: 200,
      creditedMinutes: 120,
      creditReasons: ['service_maximum'],
    });
    expect(await granted('陈伯')).toMatchObject({ balance: 120, held: 0 });
  });

  it('is worth 45 minutes for 45 minutes', async () => {
    const id = await checked(world, 45);
    expect(await credit(id)).toEqual({ credited: 45 });
  });

  it('is never given for family, and says so', async () => {
    await world.isKin('李姨', '陈伯', 'childInLaw');
    const { id } = await served(world, {}, '李姨');
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    expect(await credit(id)).toEqual({ credited: 0 });
    const view = await viewExchange(world.desk('梁主任'), id);
    expect(view.volunteers[0]?.of.creditReasons).toEqual(['family']);
  });

  it('binds the whole decision into the leaf by its commitment', async () => {
    const id = await checked(world);
    await credit(id);
    const [row] = await world.read((act) => act.tx.select().from(decisions));
    const all = await world.read((act) => act.tx.select().from(entries));
    const leaf = all.find((entry) => entry.event === 'credit');
    expect(row?.record).toMatchObject({
      approver: world.user('梁主任').id,
      checker: world.user('小周').id,
      policyVersion: 1,
    });
    expect(leaf?.decision).toBe(row?.commitment);
    expect(decisionCommitment(row?.record ?? {}, row?.salt ?? Buffer.alloc(0)).toString('hex')).toBe(row?.commitment);
  });

  it('waits when nobody can pay, and nobody is paid from nothing', async () => {
    const ids: string[] = [];
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      const { id } = await served(world, { servedOn: day, times: { halfDay: 'morning', minutes: 100 } });
      await thumbed(world, id);
      await checkExchange(world.desk('小周'), { id, note: null });
      ids.push(id);
    }
    const [first, second, third] = ids as [string, string, string];
    await credit(first);
    await credit(second);
    expect(await credit(third)).toEqual({ short: 60 });
    const waiting = await viewExchange(world.desk('苏科'), third);
    expect(waiting.exchange).toMatchObject({ state: 'confirmed', coverShort: 60 });
    await world.fillPool('445321100', 300);
    expect(await credit(third)).toEqual({ credited: 100 });
  });

  it('is paid by the county from the pool where nobody else may pay, and only by the county', async () => {
    const { id } = await served(world, { memberIds: [world.member('阿芬家婆').id] }, '李姨');
    await confirmExchange(world.desk('小周'), { id, means: 'homeCheck', note: null });
    await checkExchange(world.desk('黄姐'), { id, note: null });
    await world.fillPool('445321100', 300);
    expect(await credit(id)).toEqual({ short: 90 });
    expect(await credit(id, '苏科')).toEqual({ credited: 90 });
  });

  it('waits as pending while the notice gates credits', async () => {
    const gate = {
      policyKey: 'notice.gate',
      regionCode: '445321',
      value: true,
      locked: false,
      reason: '试行公示',
    } as const;
    const proposed = await proposePolicy(world.desk('苏科'), { key: key(), ...gate, validFrom: '2026-11-23' });
    await acceptPolicy(world.desk('何科'), { id: proposed.id });
    const id = await checked(world);
    expect(await credit(id)).toEqual({ credited: 90 });
    const pending = pendingAccount('xinxing', world.member('李姨').id);
    expect(await world.read((act) => accountAt(act, pending))).toMatchObject({ balance: 90 });
    expect(await own('李姨')).toMatchObject({ balance: 0 });
  });

  it('reaches a volunteer of another county through the clearing pair', async () => {
    const id = await checked(world);
    const there = { regionCode: '445302002001', hamletId: null, householdId: null, reason: '搬去云城区' };
    await moveHome(world.desk('黄姐'), { key: key(), id: world.member('李姨').id, ...there });
    expect(await credit(id)).toEqual({ credited: 90 });
    const far = ownAccount('yuncheng', world.member('李姨').id);
    const clearing = clearingAccount('xinxing', 'yuncheng');
    const [hers, between] = await world.read(async (act) => [
      await accountAt(act, far),
      await accountAt(act, clearing),
    ]);
    expect([hers?.balance, between?.balance]).toEqual([90, 90]);
  });

  it('caps the day at credit, in whatever order visits are approved', async () => {
    await world.fillPool('445321100', 3000);
    for (const start of [420, 540, 660]) {
      const { id } = await served(world, {
        memberIds: [world.member('七婆').id],
        servedOn: '2026-11-20',
        times: { start, end: start + 110 },
      });
      await thumbed(world, id);
      await checkExchange(world.desk('小周'), { id, note: null });
      await credit(id);
    }
    expect(await own('李姨')).toMatchObject({ balance: 240 });
  });

  it('after the month has closed is the county’s', async () => {
    const id = await checked(world);
    world.at('2026-12-08T09:00');
    await expect(credit(id)).rejects.toMatchObject({ code: 'month_closed' });
    expect(await credit(id, '苏科')).toEqual({ credited: 90 });
  });
});

describe('a move', () => {
  it('on what has moved meanwhile is refused, also where the state stayed the same', async () => {
    const id = await checked(world);
    const twice = world.write([], async (act) => {
      const read = await findExchange(act, id, 'exchange.read');
      await moveExchange(act, read, 'wait', {});
      await moveExchange(act, read, 'wait', {});
    });
    await expect(twice).rejects.toMatchObject({ code: 'state_moved' });
  });
});

describe('four eyes', () => {
  it('wants a check before the approval, by somebody else than logger and approver', async () => {
    const id = await logged(world);
    await thumbed(world, id);
    await expect(credit(id)).rejects.toMatchObject({ code: 'not_checked' });
    await expect(checkExchange(world.desk('阿芬'), { id, note: null })).rejects.toMatchObject({ code: 'not_found' });
    await checkExchange(world.desk('小周'), { id, note: null });
    await expect(checkExchange(world.desk('黄姐'), { id, note: null })).rejects.toMatchObject({ code: 'already_done' });
  });

  it('one human with two logins is one pair of eyes', async () => {
    const id = await logged(world);
    await thumbed(world, id);
    await world.alsoGrant('阿芬', 'socialWorker', '445321100');
    await world.alsoGrant('阿芬', 'town', '445321100');
    await expect(checkExchange(world.desk('阿芬'), { id, note: null })).rejects.toMatchObject({ code: 'four_eyes' });
    await checkExchange(world.desk('小周'), { id, note: null });
    await expect(credit(id, '阿芬')).rejects.toMatchObject({ code: 'four_eyes' });
  });

  it('helper, elder’s PIN and approver in one person make nothing', async () => {
    const id = await logged(world);
    await expect(confirmExchange(world.desk('阿芬'), { id, means: 'callBack', note: null })).rejects.toMatchObject({
      code: 'not_found',
    });
    await world.alsoGrant('阿芬', 'socialWorker', '445321100');
    await expect(confirmExchange(world.desk('阿芬'), { id, means: 'callBack', note: null })).rejects.toMatchObject({
      code: 'four_eyes',
    });
  });

  it('a cousin in the town office may, a daughter-in-law may not', async () => {
    const id = await checked(world);
    await world.isKin('陈姐', '陈伯', 'childInLaw');
    await expect(credit(id, '陈姐')).rejects.toMatchObject({ code: 'own_family_decision' });
    await credit(id, '梁主任');
  });
});

describe('reversal', () => {
  const reversed = async (id: string) => {
    await proposeReversal(world.desk('何科'), { id, reason: 'false_record', note: null });
    const accepted = await reversalShortfalls(world.desk('苏科'), { id });
    await acceptReversal(world.desk('苏科'), { id, accepted });
  };

  it('needs a second person, and gives everything back', async () => {
    const id = await checked(world);
    await credit(id);
    await expect(acceptReversal(world.desk('苏科'), { id, accepted: [] })).rejects.toMatchObject({
      code: 'state_moved',
    });
    await expect(
      proposeReversal(world.desk('梁主任'), { id, reason: 'false_record', note: null }),
    ).resolves.toBeUndefined();
    await expect(acceptReversal(world.desk('梁主任'), { id, accepted: [] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await acceptReversal(world.desk('苏科'), { id, accepted: [] });
    expect(await own('李姨')).toMatchObject({ balance: 0 });
    expect(await granted('陈伯')).toMatchObject({ balance: 240, held: 0 });
    expect((await viewExchange(world.desk('苏科'), id)).exchange.state).toBe('reversed');
    await expect(acceptReversal(world.desk('何科'), { id, accepted: [] })).rejects.toMatchObject({
      code: 'reversal_twice',
    });
  });

  it('is never accepted by whoever proposed it, nor by whoever credited', async () => {
    const id = await checked(world);
    await credit(id);
    await proposeReversal(world.desk('何科'), { id, reason: 'false_record', note: null });
    const accept = (by: string) => acceptReversal(world.desk(by), { id, accepted: [] });
    await expect(accept('何科')).rejects.toMatchObject({ code: 'four_eyes' });
    await accept('苏科');
    const late = await checked(world);
    world.at('2026-12-08T09:00');
    await credit(late, '苏科');
    await proposeReversal(world.desk('何科'), { id: late, reason: 'false_record', note: null });
    await expect(acceptReversal(world.desk('苏科'), { id: late, accepted: [] })).rejects.toMatchObject({
      code: 'four_eyes',
    });
  });

  it('rejecting before credit releases what was held', async () => {
    const id = await checked(world);
    await rejectExchange(world.desk('梁主任'), { id, reason: 'not_served' });
    expect(await granted('陈伯')).toMatchObject({ balance: 240, held: 0 });
    await expect(reversed(id)).rejects.toMatchObject({ code: 'state_moved' });
  });
});
