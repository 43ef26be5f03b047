import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XINXING } from '#cli/demo/cast';
import { openings } from '#db/schema/correction';
import { accounts, entries } from '#db/schema/ledger';
import { ownAccount, poolAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { post } from '#ledger/post';
import { replayAll } from '#ledger/replay';
import { liveCardsOf } from '#records/card';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { acceptCorrection } from '#usecases/correction/decide';
import { proposeCorrection } from '#usecases/correction/propose';
import { bringOpening } from '#usecases/opening/bring';
import { acceptOpening, declineOpening, keyOf, proposeOpening } from '#usecases/opening/decide';
import { acceptOpeningReversal, proposeOpeningReversal } from '#usecases/opening/reverse';
import { viewOpening } from '#usecases/opening/view';

let world: World;
let numbers: Map<string, string>;
beforeEach(async () => {
  world = await openWorld();
  numbers = new Map();
  for (const name of ['李姨', '陈伯', '老梁']) {
    const { id } = world.member(name);
    const cards = await world.read((act) => liveCardsOf(act, id));
    if (cards.length === 0) await issueCard(world.desk('阿芬'), { key: world.key(), memberId: id, kind: 'member' });
    const [card] = await world.read((act) => liveCardsOf(act, id));
    numbers.set(name, card?.number ?? '');
  }
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const linesOf = (...rows: [string, number][]) =>
  rows.map(([name, minutes], at) => ({ line: at + 2, number: numbers.get(name) ?? name, minutes, remark: null }));
const bring = (lines = linesOf(['李姨', 3000], ['陈伯', 120_000]), by = '苏科') =>
  bringOpening(world.desk(by), { key: world.key(), countyCode: XINXING, source: '城东互助账本', lines });
const brought = async (lines?: ReturnType<typeof linesOf>) => {
  const list = await bring(lines);
  await proposeOpening(world.desk('苏科'), list);
  return list;
};
const own = (name: string) =>
  world.read(async (act) => (await accountAt(act, ownAccount('xinxing', world.member(name).id))).balance);
const balances = () =>
  world.read(async (act) => (await act.tx.select().from(accounts)).filter(({ balance }) => balance !== 0));

describe('minutes of an older scheme', () => {
  it('are posted when a second officer agrees, once, above every cap, and stand under import and line', async () => {
    const list = await brought();
    const file = await viewOpening(world.desk('何科'), list.id);
    expect([file.sum, file.lines.map(({ over }) => over)]).toEqual([123_000, [false, true]]);
    await expect(acceptOpening(world.desk('苏科'), list)).rejects.toMatchObject({ code: 'four_eyes' });
    const both = await Promise.allSettled(['何科', '罗处'].map((name) => acceptOpening(world.desk(name), list)));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([await own('李姨'), await own('陈伯')]).toEqual([3000, 120_000]);
    const posted = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'opening')));
    expect(posted.map(({ idempotencyKey, reason }) => [idempotencyKey, reason])).toEqual(
      [2, 3].map((line) => [keyOf(list, { line }), list.id]),
    );
    await expect(bring()).rejects.toMatchObject({ code: 'opening_again' });
    // Whoever sets the state back by hand still posts nothing twice.
    await world.desk('苏科').write([], (act) => act.tx.update(openings).set({ state: 'proposed', decidedBy: null }));
    await expect(acceptOpening(world.desk('何科'), list)).rejects.toMatchObject({ constraint: 'entries_idempotency' });
    await world
      .desk('苏科')
      .write([], (act) => act.tx.update(openings).set({ state: 'accepted', decidedBy: world.user('何科').id }));
  });

  it('leave nothing when the whole list is taken back by two, whatever was corrected or spent before', async () => {
    const before = await balances();
    const list = await brought(linesOf(['李姨', 3000], ['陈伯', 600], ['老梁', 90]));
    await acceptOpening(world.desk('何科'), list);
    const entry = (await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'opening'))))[1];
    const proposed = await proposeCorrection(world.desk('苏科'), {
      ...{ key: world.key(), journal: 'xinxing', seq: entry?.seq ?? 0 },
      ...{ reason: 'wrong_account' as const, note: null, minutes: null },
    });
    await acceptCorrection(world.desk('罗处'), { ...proposed, accepted: [] });
    await expect(acceptOpeningReversal(world.desk('何科'), { ...list, accepted: [] })).rejects.toMatchObject({
      code: 'state_moved',
    });
    await proposeOpeningReversal(world.desk('苏科'), { ...list, reason: 'duplicate' });
    await expect(acceptOpeningReversal(world.desk('苏科'), { ...list, accepted: [] })).rejects.toMatchObject({
      code: 'four_eyes',
    });
    await acceptOpeningReversal(world.desk('何科'), { ...list, accepted: [] });
    expect(await balances()).toEqual(before);
    await expect(acceptOpeningReversal(world.desk('罗处'), { ...list, accepted: [] })).rejects.toMatchObject({
      code: 'state_moved',
    });
    // Taken back, the same list may be brought once more.
    await brought(linesOf(['李姨', 3000], ['陈伯', 600], ['老梁', 90]));
  });

  it('are owed where they were spent, as was shown and agreed to', async () => {
    const list = await brought();
    await acceptOpening(world.desk('何科'), list);
    const { id } = world.member('李姨');
    await world.desk('苏科').write(['xinxing'], (act) => {
      const lines = [
        { kind: 'post' as const, from: ownAccount('xinxing', id), to: poolAccount('xinxing', 'reg_1'), minutes: 1000 },
      ];
      return post(act, { event: 'overflow', subjectId: id, lines, key: 'spent' });
    });
    await proposeOpeningReversal(world.desk('苏科'), { ...list, reason: 'duplicate' });
    const { owed } = await viewOpening(world.desk('何科'), list.id);
    expect(owed).toEqual([{ journal: 'xinxing', account: `own:${id}`, minutes: 1000 }]);
    await expect(acceptOpeningReversal(world.desk('何科'), { ...list, accepted: [] })).rejects.toMatchObject({
      code: 'state_moved',
    });
    await acceptOpeningReversal(world.desk('何科'), { ...list, accepted: owed });
    expect([await own('李姨'), await own('陈伯')]).toEqual([-1000, 0]);
  });

  it('are refused with the lines that mean nobody here', async () => {
    const strange = linesOf(['李姨', 60], ['99999993', 60], ['445321199001011234', 60]);
    await expect(bring(strange)).rejects.toMatchObject({ code: 'opening_unknown', params: { lines: '3 4', count: 2 } });
    for (const by of ['梁主任', '罗处', '审计老吴', '阿芬']) {
      await expect(bring(undefined, by)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('may be thrown away by whoever brought them, and declined by the second', async () => {
    const draft = await bring();
    await declineOpening(world.desk('苏科'), draft);
    const list = await brought();
    await declineOpening(world.desk('何科'), list);
    await expect(acceptOpening(world.desk('何科'), list)).rejects.toMatchObject({ code: 'already_done' });
    expect(await own('李姨')).toBe(0);
  });
});
