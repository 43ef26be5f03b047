import { and, eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XINCHENG } from '#cli/demo/cast';
import { corrections } from '#db/schema/correction';
import { accounts, entries } from '#db/schema/ledger';
import { notices } from '#db/schema/telling';
import { type EntryEvent, grantedAccount, ownAccount, poolAccount } from '#domain/ledger';
import { toldBook } from '#http/passbook';
import { translator } from '#i18n/words';
import { accountAt } from '#ledger/balance';
import { post } from '#ledger/post';
import { replayAll } from '#ledger/replay';
import { findRegion } from '#records/region';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { acceptCorrection, declineCorrection } from '#usecases/correction/decide';
import { proposeCorrection } from '#usecases/correction/propose';
import { viewCorrection } from '#usecases/correction/view';
import { lapseGrants } from '#usecases/grant-list/lapse';
import { moveHome } from '#usecases/member/move';
import { readStatement } from '#usecases/statement/read';
import { listNotices } from '#usecases/telling/own';
import { tellingsFor } from '#usecases/telling/read';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const lastOf = async (event: EntryEvent) => {
  const rows = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, event)));
  const found = rows.at(-1);
  if (!found) throw new Error(`no ${event}`);
  return found;
};
const propose = (entry: { journal: string; seq: number }, by = '苏科', changes: object = {}) =>
  proposeCorrection(world.desk(by), {
    ...{ key: world.key(), journal: entry.journal, seq: entry.seq },
    ...{ reason: 'duplicate' as const, note: null, minutes: null },
    ...changes,
  });
const accept = async (by: string, { id }: { id: string }) => {
  const { shortage } = await viewCorrection(world.desk(by), id);
  await acceptCorrection(world.desk(by), { id, accepted: shortage.owed });
};
const pool = () =>
  world.read(async (act) => accountAt(act, poolAccount('xinxing', (await findRegion(act, XINCHENG)).id)));

describe('a quota', () => {
  it('is taken back by two officers, once, and neither of the two alone', async () => {
    await world.fillPool(XINCHENG, 600);
    const entry = await lastOf('quota');
    const proposer = entry.approverId === world.user('何科').id ? '何科' : '苏科';
    const proposed = await propose(entry, proposer);
    await expect(accept(proposer, proposed)).rejects.toMatchObject({ code: 'four_eyes' });
    for (const name of ['梁主任', '审计老吴', '阿芬']) {
      await expect(acceptCorrection(world.desk(name), { ...proposed, accepted: [] })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    await expect(propose(entry, '罗处')).rejects.toMatchObject({ code: 'not_found' });
    await expect(propose(entry, '何科')).rejects.toMatchObject({ code: 'already_done' });
    const both = await Promise.allSettled(['罗处', '罗处'].map((name) => accept(name, proposed)));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await pool()).toMatchObject({ balance: 0 });
    await expect(propose(entry)).rejects.toMatchObject({ code: 'reversal_twice' });
    const reversal = await lastOf('reversal');
    expect(reversal).toMatchObject({ reason: 'duplicate', reverses: entry.id, approverId: world.user('罗处').id });
    await expect(propose(reversal)).rejects.toMatchObject({ code: 'not_reversible' });
  });

  it('is replaced in the same decision although most of it is used', async () => {
    await world.fillPool(XINCHENG, 600);
    const entry = await lastOf('quota');
    const own = ownAccount('xinxing', world.member('李姨').id);
    await world.desk('苏科').write(['xinxing'], async (act) => {
      const from = poolAccount('xinxing', (await findRegion(act, XINCHENG)).id);
      const lines = [{ kind: 'post' as const, from, to: own, minutes: 500 }];
      await post(act, { event: 'credit', subjectId: 'exc_used', lines, key: 'used' });
    });
    await expect(propose(entry, '苏科', { minutes: 600 })).rejects.toMatchObject({ code: 'correction_same' });
    const only = await propose(entry);
    await expect(accept('罗处', only)).rejects.toMatchObject({ code: 'correction_short', params: { missing: 500 } });
    await declineCorrection(world.desk('罗处'), only);
    const less = await propose(entry, '苏科', { minutes: 540, reason: 'wrong_minutes' });
    await accept('罗处', less);
    expect(await pool()).toMatchObject({ balance: 40 });
    const file = await viewCorrection(world.desk('苏科'), less.id);
    expect([file.reversal, file.replacement].map((one) => one.length)).toEqual([1, 1]);
    // The town that answers for it hears of it, in figures.
    const officer = world.desk('梁主任');
    const { lines } = await listNotices(officer, { limit: 5, offset: 0 });
    expect(lines.map(({ notice, book }) => [notice.event, book?.was, book?.now])).toEqual([['corrected', 600, 540]]);
    // What stands instead can be wrong too.
    await accept('何科', await propose(await lastOf('quota'), '苏科', { minutes: 560 }));
    expect(await pool()).toMatchObject({ balance: 60 });
  });

  it('stays when the proposal is declined or withdrawn, and can be proposed again', async () => {
    await world.fillPool(XINCHENG, 600);
    const entry = await lastOf('quota');
    const names = ['苏科', '何科', '罗处', '邓处'];
    const approver = names.find((name) => world.user(name).id === entry.approverId) ?? '';
    const first = await propose(entry, approver === '苏科' ? '何科' : '苏科');
    await expect(accept(approver, first)).rejects.toMatchObject({ code: 'four_eyes' });
    await declineCorrection(world.desk(approver === '苏科' ? '何科' : '苏科'), first);
    const again = await propose(entry);
    await declineCorrection(world.desk('罗处'), again);
    await expect(accept('罗处', again)).rejects.toMatchObject({ code: 'already_done' });
    expect(await pool()).toMatchObject({ balance: 600 });
    expect(await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'reversal')))).toEqual([]);
  });

  it('is never accepted by its proposer, whatever the programs say', async () => {
    await world.fillPool(XINCHENG, 600);
    const { id } = await propose(await lastOf('quota'));
    const alone = world.desk('苏科').write([], (act) =>
      act.tx
        .update(corrections)
        .set({ state: 'accepted', decidedBy: act.actor.id, decidedAt: act.now, reversal: 'evt_x' })
        .where(and(eq(corrections.id, id), ne(corrections.state, 'accepted'))),
    );
    await expect(alone).rejects.toMatchObject({ constraint: 'corrections_two_officers' });
  });
});

describe('what government gave', () => {
  const granted = (month = '2026-11') =>
    world.read((act) => accountAt(act, grantedAccount('xinxing', world.member('陈伯').id, month)));
  const grantOf = async () => {
    const rows = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'grant')));
    const found = rows.find(({ subjectId }) => subjectId === world.member('陈伯').id);
    if (!found) throw new Error('nobody gave him any');
    return found;
  };

  it('is taken back or replaced, and the monthly job does not give it again', async () => {
    await giveGrants(world);
    await accept('何科', await propose(await grantOf(), '苏科', { minutes: 60, reason: 'wrong_minutes' }));
    expect(await granted()).toMatchObject({ balance: 60 });
    // He is told, and his passbook shows the three lines as one item.
    const told = await world.read((act) => act.tx.select().from(notices).where(eq(notices.event, 'corrected')));
    expect(told.map(({ toId }) => toId)).toEqual([world.member('陈伯').id]);
    const [telling] = await world.read((act) => tellingsFor(act, told));
    expect(telling?.book).toMatchObject({ event: 'grant', was: 240, now: 60, reason: 'wrong_minutes' });
    const asked = { memberId: world.member('陈伯').id, month: '2026-11' };
    const { books } = await readStatement(world.desk('苏科'), asked);
    const words = books.flatMap(
      (book) => toldBook(book, { lang: 'zh-CN', t: translator('zh-CN'), sentence: () => '' }).lines,
    );
    expect(words.map((line) => [line.minutes, line.words, ...line.subs])).toEqual([
      [60, '政府送的时间', '原来记 +4 小时', expect.stringMatching(/更正：时间写错了$/), '现在记 +1 小时'],
    ]);
    await giveGrants(world).catch(() => undefined);
    expect(await granted()).toMatchObject({ balance: 60 });
  });

  it('comes back when it had lapsed by mistake, with time to use it', async () => {
    await giveGrants(world);
    world.at('2027-02-02T09:00');
    await lapseGrants(world.job('lapse'));
    expect(await granted()).toMatchObject({ balance: 0 });
    const rows = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'lapse')));
    const mine = rows.find(({ subjectId }) => subjectId === world.member('陈伯').id);
    const proposed = await propose(mine ?? { journal: '', seq: 0 });
    await expect(accept('苏科', proposed)).rejects.toMatchObject({ code: 'four_eyes' });
    await accept('何科', proposed);
    world.at('2027-02-03T01:00');
    await lapseGrants(world.job('lapse'));
    expect((await granted()).balance).toBeGreaterThan(0);
    const id = grantedAccount('xinxing', world.member('陈伯').id, '2026-11').id;
    const [account] = await world.read((act) => act.tx.select().from(accounts).where(eq(accounts.id, id)));
    expect(account?.lapsesOn).toBe('2027-04-30');
    world.at('2027-05-01T01:00');
    await lapseGrants(world.job('lapse'));
    expect(await granted()).toMatchObject({ balance: 0 });
  });
});

describe('a move to another county', () => {
  it('is taken back in both books, agreed to by the other county; what was spent there is owed', async () => {
    const { id } = world.member('李姨');
    await world.desk('苏科').write(['xinxing'], (act) =>
      post(act, {
        event: 'opening',
        subjectId: id,
        lines: [
          {
            kind: 'post',
            from: { journal: 'xinxing', id: 'issuance:xinxing' },
            to: ownAccount('xinxing', id),
            minutes: 90,
          },
        ],
        key: 'o',
      }),
    );
    const there = { regionCode: '445302002001', hamletId: null, householdId: null, reason: null };
    expect(await moveHome(world.desk('黄姐'), { key: world.key(), id, ...there })).toEqual({ movedMinutes: 90 });
    const rows = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'move')));
    const here = rows.find(({ journal }) => journal === 'xinxing') ?? { journal: '', seq: 0 };
    const other = rows.find(({ journal }) => journal !== 'xinxing')?.journal ?? '';
    await world.desk('罗处').write([other], (act) =>
      post(act, {
        event: 'overflow',
        subjectId: id,
        lines: [{ kind: 'post', from: ownAccount(other, id), to: poolAccount(other, 'reg_x'), minutes: 30 }],
        key: 'spent',
      }),
    );
    const proposed = await propose(here);
    await expect(acceptCorrection(world.desk('何科'), { ...proposed, accepted: [] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(acceptCorrection(world.desk('罗处'), { ...proposed, accepted: [] })).rejects.toMatchObject({
      code: 'state_moved',
    });
    await accept('罗处', proposed);
    const at = (journal: string) => world.read((act) => accountAt(act, ownAccount(journal, id)));
    expect([(await at('xinxing')).balance, (await at(other)).balance, (await at(other)).floor]).toEqual([90, -30, 30]);
  });
});

describe('what moves no balance, or has a way of its own', () => {
  it('is refused with that way', async () => {
    await giveGrants(world);
    await world.desk('苏科').write(['xinxing'], (act) => {
      const from = grantedAccount('xinxing', world.member('陈伯').id, '2026-11');
      const line = { kind: 'hold' as const, from, minutes: 20, hold: 'hld_1' };
      return post(act, { event: 'hold', subjectId: 'exc_1', lines: [line], key: 'h' });
    });
    await expect(propose(await lastOf('hold'))).rejects.toMatchObject({ code: 'not_reversible' });
    await expect(propose(await lastOf('grant'), '苏科', { reason: '' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await expect(propose({ journal: 'xinxing', seq: 999 })).rejects.toMatchObject({ code: 'not_found' });
  });
});
