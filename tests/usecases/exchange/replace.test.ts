import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges, replacements } from '#db/schema/care';
import { entries } from '#db/schema/ledger';
import { notices } from '#db/schema/telling';
import { grantedAccount, ownAccount, poolAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { replayAll } from '#ledger/replay';
import { findRegion } from '#records/region';
import { replacementsAmong } from '#records/replacement';
import { askFor, checked, giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { creditExchange } from '#usecases/exchange/credit';
import { readFile } from '#usecases/exchange/file';
import type { Rewritten } from '#usecases/exchange/replace';
import { acceptReversal, dropReversal, proposeReversal } from '#usecases/exchange/reverse';
import { viewExchange } from '#usecases/exchange/view';

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

const own = async (name: string) =>
  (await world.read((act) => accountAt(act, ownAccount('xinxing', world.member(name).id)))).balance;
const granted = (name: string) =>
  world.read((act) => accountAt(act, grantedAccount('xinxing', world.member(name).id, '2026-11')));

const credited = async (minutes = 120): Promise<string> => {
  const id = await checked(world, minutes);
  await creditExchange(world.desk('梁主任'), { id });
  return id;
};
const rewritten = (changes: Partial<Rewritten> = {}): Rewritten => ({
  serviceCode: 'A02',
  servedOn: world.today(),
  times: { start: 9 * 60, end: 10 * 60 },
  volunteers: [{ memberId: world.member('李姨').id }],
  ...changes,
});
const propose = (id: string, changes: Partial<Rewritten> = {}, by = '何科') =>
  proposeReversal(world.desk(by), { id, reason: 'wrong_minutes', note: null, instead: rewritten(changes) });
const accept = (id: string, by = '苏科') => acceptReversal(world.desk(by), { id, accepted: [] });
const replaced = async (id: string, changes: Partial<Rewritten> = {}): Promise<string> => {
  await propose(id, changes);
  return (await accept(id)) ?? '';
};
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  );

describe('a credit that is replaced', () => {
  it('is taken back and credited anew in one unit, as a record of its own', async () => {
    const id = await credited();
    const instead = await replaced(id);
    expect([await own('李姨'), (await granted('陈伯')).balance]).toEqual([60, 180]);
    const first = await viewExchange(world.desk('苏科'), id);
    const second = await viewExchange(world.desk('苏科'), instead);
    expect(first.exchange.state).toBe('reversed');
    expect(second.exchange).toMatchObject({
      state: 'credited',
      servedMinutes: 60,
      creditedMinutes: 60,
      loggedBy: world.user('何科').id,
      creditedBy: world.user('苏科').id,
      confirmedBy: first.exchange.confirmedBy,
      checkedBy: first.exchange.checkedBy,
    });
    expect(second.moves.map(({ move }) => move)).toEqual(['replace', 'credit']);
    expect(second.grade).toBe(first.grade);
    // Her thumb said two hours, and still says so.
    expect(second.evidence.find(({ kind }) => kind === 'wall_card')?.minutes).toBe(120);
    expect(await world.read((act) => replacementsAmong(act, [instead]))).toMatchObject([
      { originalId: id, replacementId: instead, state: 'accepted' },
    ]);
    const posted = await world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'credit')));
    expect(posted.map(({ subjectId }) => subjectId).sort()).toEqual([id, instead].sort());
  });

  it('may say another service, day and volunteer', async () => {
    const id = await credited();
    const instead = await replaced(id, {
      serviceCode: 'B03',
      servedOn: '2026-11-22',
      times: { halfDay: 'afternoon', minutes: 45 },
      volunteers: [{ memberId: world.member('老梁').id }],
    });
    expect([await own('李姨'), await own('老梁'), (await granted('陈伯')).balance]).toEqual([0, 45, 195]);
    const { exchange, volunteers } = await viewExchange(world.desk('苏科'), instead);
    expect([exchange.serviceCode, exchange.servedOn, volunteers.map(({ name }) => name)]).toEqual([
      ...['B03', '2026-11-22'],
      ['老梁'],
    ]);
  });

  it('is shown before it is decided exactly as it then stands', async () => {
    const id = await credited(60);
    await propose(id, { times: { start: 9 * 60, end: 12 * 60 } });
    const { instead } = await readFile(world.desk('苏科'), id);
    expect(instead?.worth).toMatchObject([{ served: 180, minutes: 120, reasons: ['service_maximum'] }]);
    const made = (await accept(id)) ?? '';
    const { volunteers } = await viewExchange(world.desk('苏科'), made);
    expect(volunteers[0]?.of).toMatchObject({ creditedMinutes: 120, creditReasons: ['service_maximum'] });
  });

  it('counts against the limits of its day as if the first one had never been', async () => {
    await world.fillPool('445321100', 3000);
    const id = await credited(120);
    // 240 a day: two hours stand, the two that are rewritten are not counted twice.
    const instead = await replaced(id, { times: { start: 9 * 60, end: 10 * 60 + 50 } });
    expect((await viewExchange(world.desk('苏科'), instead)).exchange.creditedMinutes).toBe(110);
  });

  it('is paid again by whoever had paid, also from what may be used no more', async () => {
    const id = await credited();
    world.at('2027-02-03T09:00');
    const before = (await granted('陈伯')).balance;
    await replaced(id, { servedOn: '2026-11-23' });
    expect((await granted('陈伯')).balance).toBe(before + 60);
  });

  it('draws on nothing that has nothing: the pool pays more only where it may', async () => {
    const id = await credited(30);
    const pool = await world.read(async (act) => poolAccount('xinxing', (await findRegion(act, '445321100')).id));
    await propose(id, { times: { start: 9 * 60, end: 11 * 60 } });
    await accept(id);
    expect(await own('李姨')).toBe(120);
    expect((await world.read((act) => accountAt(act, pool))).balance).toBe(0);
    expect((await granted('陈伯')).balance).toBe(120);
  });

  it('is refused in words where nobody can pay it, or a rule gives nobody a minute', async () => {
    const id = await credited(60);
    // What is left of his grant is booked for the rest of the week.
    for (const plannedOn of ['2026-11-24', '2026-11-25']) {
      await askFor(world, { plannedOn, plannedMinutes: 90 });
    }
    await expect(propose(id, { times: { start: 9 * 60, end: 11 * 60 } })).rejects.toMatchObject({
      code: 'minutes_short',
      params: { missing: 60 },
    });
    await world.isKin('老梁', '陈伯', 'childInLaw');
    await expect(propose(id, { volunteers: [{ memberId: world.member('老梁').id }] })).rejects.toMatchObject({
      code: 'replacement_nothing',
      params: { reason: 'family' },
    });
    expect(await world.read((act) => act.tx.select().from(replacements))).toEqual([]);
    expect((await viewExchange(world.desk('苏科'), id)).exchange.reversalAt).toBeNull();
  });

  it('leaves nothing behind where what stands instead is refused when it is decided', async () => {
    const id = await credited(60);
    await propose(id, { volunteers: [{ memberId: world.member('老梁').id }] });
    await world.isKin('老梁', '陈伯', 'childInLaw');
    expect(await code(accept(id))).toBe('replacement_nothing');
    expect([await own('李姨'), await own('老梁')]).toEqual([60, 0]);
    expect((await viewExchange(world.desk('苏科'), id)).exchange.state).toBe('credited');
  });
});

describe('once, by two people', () => {
  it('is never agreed to by its proposer, nor by whoever had a hand in the first one', async () => {
    const id = await credited();
    await propose(id);
    expect(await code(accept(id, '何科'))).toBe('four_eyes');
    world.at('2026-12-08T09:00');
    const late = await checked(world);
    world.at('2027-01-12T09:00');
    await creditExchange(world.desk('苏科'), { id: late });
    await propose(late, { servedOn: '2026-12-09' });
    expect(await code(accept(late, '苏科'))).toBe('four_eyes');
  });

  it('whoever logged or checked the first one is no second under another login either', async () => {
    const id = await credited();
    await propose(id);
    for (const name of ['阿芬', '小周']) {
      await world.alsoGrant(name, 'county', '445321');
      expect(await code(accept(id, name)), name).toBe('four_eyes');
    }
  });

  it('of fifty at once one is made', async () => {
    const id = await credited();
    await propose(id);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => accept(id)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await own('李姨')).toBe(60);
  });

  it('is not replaced twice; what stands instead may only be taken back', async () => {
    const id = await credited();
    const instead = await replaced(id);
    expect(await code(propose(id))).toBe('reversal_twice');
    expect(await code(accept(id))).toBe('reversal_twice');
    expect(await code(propose(instead, { times: { start: 540, end: 630 } }, '梁主任'))).toBe('replaced_once');
    // Who had a hand in the correction has one in what stands instead.
    expect(await code(proposeReversal(world.desk('何科'), { id: instead, reason: 'other', note: null }))).toBe(
      'four_eyes',
    );
    await proposeReversal(world.desk('梁主任'), { id: instead, reason: 'other', note: null });
    expect(await code(accept(instead))).toBe('four_eyes');
    expect(await own('李姨')).toBe(60);
  });

  it('says the same as before is no correction', async () => {
    const id = await credited();
    expect(await code(propose(id, { times: { start: 540, end: 660 } }))).toBe('correction_same');
  });

  it('can be dropped, and proposed anew', async () => {
    const id = await credited();
    await propose(id);
    expect(await code(propose(id))).toBe('already_done');
    await dropReversal(world.desk('苏科'), { id });
    expect(await code(dropReversal(world.desk('苏科'), { id }))).toBe('already_done');
    expect(await code(accept(id))).toBe('state_moved');
    const instead = await replaced(id, { times: { start: 540, end: 630 } });
    expect((await viewExchange(world.desk('苏科'), instead)).exchange.creditedMinutes).toBe(90);
    const kept = await world.read((act) => act.tx.select().from(replacements));
    expect(kept.map(({ state }) => state).sort()).toEqual(['accepted', 'declined']);
  });
});

describe('both sides', () => {
  it('are told once each, in one sentence; whoever did not serve hears that hers is gone', async () => {
    const id = await credited();
    const instead = await replaced(id, { volunteers: [{ memberId: world.member('老梁').id }] });
    const told = await world.read((act) => act.tx.select().from(notices).where(eq(notices.toKind, 'member')));
    const of = (name: string) =>
      told
        .filter(({ toId, event }) => toId === world.member(name).id && ['reversed', 'replaced'].includes(event))
        .map(({ event, exchangeId }) => [event, exchangeId]);
    expect(of('陈伯')).toEqual([['replaced', instead]]);
    expect(of('老梁')).toEqual([['replaced', instead]]);
    expect(of('李姨')).toEqual([['reversed', id]]);
    expect(told.filter(({ event, exchangeId }) => event === 'credited' && exchangeId === instead)).toEqual([]);
  });
});

it('no single person is in it: the columns say so whatever the programs say', async () => {
  const id = await credited();
  const instead = await replaced(id);
  const alone = world.write([], (act) =>
    act.tx
      .update(exchanges)
      .set({ loggedBy: world.user('苏科').id })
      .where(eq(exchanges.id, instead)),
  );
  await expect(alone).rejects.toThrow();
});
