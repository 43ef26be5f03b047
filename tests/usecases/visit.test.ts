import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alerts, dues, visitRegister, visits } from '#db/schema/visit';
import { openWorld, type World } from '#tests/support/world';
import { closeAlert, handOnAlert, raiseOverdue, reopenAlert, takeAlert } from '#usecases/alert/see-to';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';
import { recordVisit, type VisitTold } from '#usecases/visit/record';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
});
afterEach(() => world.close());

const visit = (changes: Partial<VisitTold & { key: string }> = {}, by = '阿芬') =>
  recordVisit(world.desk(by), {
    ...{ key: world.key(), memberId: world.member('陈伯').id, visitedOn: world.today(), halfDay: 'morning' as const },
    ...{ mode: 'seen' as const, findings: [], note: null, volunteerId: null, exchangeId: null },
    ...changes,
  });
const hers = (name = '陈伯') =>
  world.read((act) =>
    act.tx
      .select()
      .from(dues)
      .where(eq(dues.memberId, world.member(name).id)),
  );
const registered = async (name = '陈伯') => {
  const rows = world.read((act) =>
    act.tx
      .select()
      .from(visitRegister)
      .where(eq(visitRegister.memberId, world.member(name).id)),
  );
  return (await rows)[0];
};
const standing = async (name = '陈伯') => {
  const rows = world.read((act) =>
    act.tx
      .select()
      .from(alerts)
      .where(eq(alerts.memberId, world.member(name).id)),
  );
  return rows;
};

describe('在册老人', () => {
  it('is derived from facts: who lives alone at eighty-four is at high risk, who has her family at home is not on it', async () => {
    expect(await registered()).toMatchObject({ risk: 'high', reasons: ['aloneOld'], seenOn: null });
    expect(await registered('张伯')).toMatchObject({ risk: 'medium' });
    expect(await registered('阿芬家婆')).toBeUndefined();
  });

  it('is the same when it is derived again, and keeps when she was seen', async () => {
    await visit();
    const before = await registered();
    await deriveRegister(world.job('register'));
    expect(await registered()).toEqual(before);
    expect(before).toMatchObject({ seenOn: '2026-11-23', heardOn: '2026-11-23' });
  });
});

describe('应探访', () => {
  it('is owed once a period, however often the month is reckoned', async () => {
    const before = await hers();
    // High: each week that begins in November.
    expect(before.map(({ fromDay }) => fromDay).sort()).toEqual([
      ...['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
    ]);
    await oweMonth(world.job('dues'), world.today());
    expect(await hers()).toEqual(before);
    expect((await hers('张伯')).map(({ fromDay, dueOn }) => [fromDay, dueOn])).toEqual([['2026-11-01', '2026-11-30']]);
  });

  it('is met by seeing her or by a telephone call, and not by nobody at home', async () => {
    const week = async () => (await hers()).find(({ fromDay }) => fromDay === '2026-11-23');
    await visit({ mode: 'notSeen' });
    expect(await week()).toMatchObject({ metBy: null });
    const { id } = await visit({ mode: 'phone' });
    expect(await week()).toMatchObject({ metBy: id, metOn: '2026-11-23' });
    expect(await registered()).toMatchObject({ seenOn: null, heardOn: '2026-11-23', unseenTimes: 0 });
  });

  it('a visit meets the week it was made in and what was late before it; the earliest one that could, in any order', async () => {
    const later = await visit({ visitedOn: '2026-11-18' });
    const met = async () =>
      (await hers()).filter(({ metBy }) => metBy !== null).map(({ fromDay, metBy, metOn }) => [fromDay, metOn, metBy]);
    expect((await met()).sort()).toEqual([
      ['2026-11-02', '2026-11-18', later.id],
      ['2026-11-09', '2026-11-18', later.id],
      ['2026-11-16', '2026-11-18', later.id],
    ]);
    const earlier = await visit({ visitedOn: '2026-11-11' });
    await visit({ visitedOn: '2026-11-19' });
    expect((await met()).sort()).toEqual([
      ['2026-11-02', '2026-11-11', earlier.id],
      ['2026-11-09', '2026-11-11', earlier.id],
      ['2026-11-16', '2026-11-18', later.id],
    ]);
  });

  it('two phones that send the same visit make one', async () => {
    const key = world.key();
    expect(await visit({ key })).toEqual(await visit({ key }));
    const rows = await world.read((act) => act.tx.select().from(visits));
    expect(rows).toHaveLength(1);
  });

  it('refuses a day ahead, one long ago, and finding something where nobody was', async () => {
    await expect(visit({ visitedOn: '2026-11-24' })).rejects.toMatchObject({ code: 'day_in_future' });
    await expect(visit({ visitedOn: '2020-01-01' })).rejects.toMatchObject({ code: 'day_too_long_ago' });
    await expect(visit({ mode: 'notSeen', findings: ['fell'] })).rejects.toMatchObject({ code: 'visit_unseen' });
    await expect(visit({}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    await expect(visit({ memberId: world.member('阿芬家婆').id })).rejects.toMatchObject({ code: 'family_record' });
  });
});

describe('异常', () => {
  const DONE = { reason: 'helped', note: '女儿回来了，煤气关了' };

  it('is opened by what was found, with an owner and a deadline, and somebody is there within a day', async () => {
    const { alertId } = await visit({ findings: ['fell'], note: '坐在地上' });
    expect(await standing()).toMatchObject([
      {
        ...{ id: alertId, state: 'open', urgency: 'now', floor: 'village', ownerId: world.user('阿芬').id },
        dueAt: world.desk('阿芬').now + 24 * 3_600_000,
      },
    ]);
    expect((await hers()).filter(({ kind }) => kind === 'crisis')).toMatchObject([
      { fromDay: '2026-11-23', dueOn: '2026-11-24', metBy: null },
    ]);
    expect(await registered()).toMatchObject({ risk: 'high', reasons: ['crisis', 'aloneOld'] });
  });

  it('raises who was at medium risk, and her rhythm with it', async () => {
    await visit({ memberId: world.member('张伯').id, findings: ['taken_ill'] });
    expect(await registered('张伯')).toMatchObject({ risk: 'high' });
    const weeks = (await hers('张伯')).filter(({ kind }) => kind === 'register');
    expect(weeks.map(({ fromDay }) => fromDay).sort()).toEqual(['2026-11-01', '2026-11-23', '2026-11-30']);
  });

  it('is one while it stands: what is found again is added, and the sooner deadline holds', async () => {
    const first = await visit({ findings: ['lonely'] });
    const second = await visit({ findings: ['fell'], mode: 'phone' });
    expect(second.alertId).toBe(first.alertId);
    expect(await standing()).toMatchObject([{ findings: ['fell', 'lonely'], urgency: 'now', state: 'open' }]);
  });

  it('is opened when she is not found twice running, and not by once', async () => {
    await visit({ mode: 'notSeen' });
    expect(await standing()).toEqual([]);
    const { alertId } = await visit({ mode: 'notSeen', halfDay: 'afternoon' });
    expect(await standing()).toMatchObject([{ id: alertId, kind: 'unseen', urgency: 'soon' }]);
  });

  it('is taken, handed on, and closed with words; without words it stays', async () => {
    const { alertId } = await visit({ findings: ['gas'] });
    const id = String(alertId);
    await expect(takeAlert(world.desk('隔壁阿珠'), { id })).rejects.toMatchObject({ code: 'not_found' });
    await takeAlert(world.desk('黄姐'), { id });
    expect(await standing()).toMatchObject([{ state: 'taken', ownerId: world.user('黄姐').id }]);
    await handOnAlert(world.desk('梁主任'), { id, userId: world.user('小周').id, note: null });
    await expect(closeAlert(world.desk('小周'), { id, reason: 'helped', note: ' ' })).rejects.toMatchObject({
      code: 'missing',
    });
    await expect(closeAlert(world.desk('小周'), { id, reason: '', note: 'x' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await closeAlert(world.desk('小周'), { id, ...DONE });
    expect(await standing()).toMatchObject([
      { state: 'closed', closeReason: 'helped', closedBy: world.user('小周').id },
    ]);
    await reopenAlert(world.desk('阿芬'), { id, note: '又漏了' });
    expect(await standing()).toMatchObject([{ state: 'open', closedBy: null }]);
  });

  it('goes up a floor for each deadline that nobody kept, and no further than the county', async () => {
    await visit({ findings: ['power'] });
    const floors = [];
    for (const day of ['2026-11-24T08:00', '2026-11-24T10:00', '2026-11-25T11:00', '2026-11-27T11:00']) {
      world.at(day);
      await raiseOverdue(world.job('alerts'));
      floors.push((await standing())[0]?.floor);
    }
    expect(floors).toEqual(['village', 'town', 'county', 'county']);
  });

  it('closed, another one may be opened', async () => {
    const first = await visit({ findings: ['roof'] });
    await closeAlert(world.desk('阿芬'), { id: String(first.alertId), ...DONE });
    const second = await visit({ findings: ['water'] });
    expect(second.alertId).not.toBe(first.alertId);
    const open = world.read((act) =>
      act.tx
        .select()
        .from(alerts)
        .where(and(eq(alerts.state, 'open'), eq(alerts.memberId, world.member('陈伯').id))),
    );
    expect(await open).toHaveLength(1);
  });
});
