/**
 * Walks 1, 4 and 5 of what a village expects (village-practice): 七婆 without a phone and letters, 阿芬's morning with one bar
 * of signal, 阿芬 who is kin to half the village. What she saves on her phone goes the way the phone sends it.
 */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices, outbox } from '#db/schema/telling';
import type { ToldEvent } from '#domain/telling';
import { replayAll } from '#ledger/replay';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client } from '#tests/support/client';
import { asked, askedFor, goingOut, handIn, notThere, type Raw, sent, written } from '#tests/support/phone';
import { cardPhoto } from '#tests/support/photo';
import { askFor, NEIGHBOUR } from '#tests/support/scene';
import { approveExchange } from '#usecases/exchange/approve';
import { bearWitness } from '#usecases/exchange/bear-witness';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { readFile } from '#usecases/exchange/file';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { suggestVolunteers } from '#usecases/exchange/suggest';
import { awayMember } from '#usecases/member/away';

let house: DeskHouse;
let helper: Client;
beforeEach(async () => {
  house = await openDeskHouse();
  helper = await house.as('阿芬');
}, 60_000);
afterEach(() => house.close());

const id = (name: string) => house.world.member(name).id;
const desk = (name: string) => house.world.desk(name);

const roster = async () => (await asked(helper, '/field/roster')).body;

/** What the phone has saved goes up. */
const upload = async (...records: Raw[]) =>
  (
    await handIn(
      helper,
      records.map((raw) => sent(raw)),
    )
  ).body.receipts;

const statesOf = async (...records: Raw[]) =>
  (await asked(helper, `/field/states?ids=${records.map(({ id: key }) => key).join(',')}`)).body.states;

const accountsIn = async (exchangeId: string) =>
  (await readFile(desk('梁主任'), exchangeId)).effects.map(({ kind, before, after }) => [kind, after - before]);

/** What of an event lies in the outbox for somebody. */
const toldTo = (name: string, exchangeId: string, event: ToldEvent) =>
  house.world.read(async ({ tx }) => {
    const rows = await tx.select().from(outbox).innerJoin(notices, eq(notices.id, outbox.noticeId));
    return rows
      .filter(({ notices: one }) => one.exchangeId === exchangeId && one.event === event && one.toId === id(name))
      .map((row) => row.outbox);
  });

test('walk 1: 七婆 is taken to the doctor, and nothing of hers is spent that she did not have', async () => {
  const { world } = house;
  // An hour and a half of her four is promised already.
  await askFor(world, { memberIds: [id('七婆')], plannedMinutes: 90, plannedStart: 15 * 60 });
  const people: { nickname: string }[] = (await roster()).people;
  expect(people.filter(({ nickname }) => nickname === '七婆')).toHaveLength(1);
  // At her door there is no signal: she says yes to what is read to her, and it goes up on the way home.
  const ask = { memberIds: [id('七婆')], serviceCode: 'E01', minutes: 240, at: { start: 8 * 60 } };
  const [asking] = await upload(askedFor(world, ask));
  expect(asking).toMatchObject({ outcome: 'taken' });
  const order = { id: String(asking.exchangeId) };
  // To a hospital: the town decides, by rule nothing is held yet.
  const { exchange: requested } = await readFile(desk('梁主任'), order.id);
  expect(requested).toMatchObject({ state: 'requested', plannedOn: world.tomorrow(), consentHow: 'inPerson' });
  await approveExchange(desk('梁主任'), { id: order.id });
  const held = (await readFile(desk('梁主任'), order.id)).held.map(({ kind, left }) => [kind, left]);
  expect(held).toEqual([
    ['granted', 150],
    ['pool', 90],
  ]);
  await acceptExchange(desk('李姨'), { id: order.id });

  world.at(`${world.tomorrow()}T15:00`);
  helper = await house.as('阿芬');
  const raw = written(world, {
    memberIds: [id('七婆')],
    serviceCode: 'E01',
    times: { start: 8 * 60, end: 14 * 60 + 20 },
    order: order.id,
    toldInPerson: true,
  });
  expect(await upload(raw)).toMatchObject([{ outcome: 'taken', exchangeId: order.id, words: '已上传，等审核' }]);
  // She was told at the door: nobody has to say it once more.
  expect(await toldTo('七婆', order.id, 'logged')).toMatchObject([{ state: 'sent', toldOn: world.today() }]);
  await confirmExchange(desk('阿芬'), { id: order.id, means: 'wallCard', line: 4, ...NEIGHBOUR });
  const photo = await helper.get(`/exchanges/${order.id}/photos/new`);
  expect((await helper.submitFile(photo, { name: 'photo', bytes: await cardPhoto() })).status).toBe(200);
  await checkExchange(desk('小周'), { id: order.id, note: null });
  expect(await creditExchange(desk('梁主任'), { id: order.id })).toEqual({ credited: 240 });

  const file = await readFile(desk('梁主任'), order.id);
  expect([file.grade, file.exchange.servedMinutes, file.exchange.creditedMinutes]).toEqual(['attested', 380, 240]);
  expect(file.exchange.volunteers[0]?.creditReasons).toContain('day_cap');
  expect(await accountsIn(order.id)).toEqual(
    expect.arrayContaining([
      ['granted', -150],
      ['pool', -90],
      ['own', 240],
    ]),
  );
  expect(file.photos).toHaveLength(1);
  expect(await statesOf(raw)).toMatchObject([{ state: 'credited' }]);
  expect(await world.read(replayAll)).toEqual([]);
});

test('walk 4: forty elders, one bar of signal: overdue first, away is not due, and in the evening all of it is up', async () => {
  const { world } = house;
  const volunteers = ['李姨', '老梁'] as const;
  const orderFor = async (name: string, start: number, by: (typeof volunteers)[number]) => {
    const { id: order } = await askFor(world, { memberIds: [id(name)], plannedMinutes: 60, plannedStart: start });
    await acceptExchange(desk(by), { id: order });
    return order;
  };
  const overdue = await orderFor('七婆', 9 * 60, '李姨');
  world.at(`${world.tomorrow()}T08:00`);
  const absent = await orderFor('陈伯', 9 * 60, '老梁');
  const away = await orderFor('张伯', 10 * 60, '老梁');
  world.at(`${world.tomorrow()}T08:00`);
  const gone = { kind: 'hospital', fromDay: world.today(), toDay: null } as const;
  await awayMember(desk('阿芬'), { key: world.key(), id: id('张伯'), ...gone });

  helper = await house.as('阿芬');
  const today = await helper.get('/desk');
  const text = today.text('main');
  expect(text.indexOf('七婆')).toBeLessThan(text.indexOf('陈伯'));
  expect(text).toContain('住院');

  // At the doors, without signal.
  const visit = (name: string, hour: number, by: string, changes: Raw = {}) =>
    written(world, {
      memberIds: [id(name)],
      volunteers: [{ memberId: id(by) }],
      times: { start: hour * 60, end: hour * 60 + 45 },
      ...changes,
    });
  // 现在去, by the phone's clock and before anybody goes.
  const going = goingOut(world, { memberIds: [id('张婆')] });
  const nobody = notThere(world, absent);
  const kept = [
    visit('七婆', 9, '李姨', { order: overdue }),
    visit('张婆', 10, '李姨', { order: null, went: going.id }),
    visit('七婆', 11, '老梁', { order: 'new', serviceCode: 'B01' }),
    // The same hour twice: somebody wrote a time wrong. It is kept, and asked about.
    visit('陈伯', 10, '李姨', { order: 'new', serviceCode: 'D01' }),
    visit('陈伯', 16, '老梁', { order: 'new', serviceCode: 'H01' }),
  ];
  const [went, wasOut] = await upload(going, nobody);
  expect([went.outcome, wasOut.outcome]).toEqual(['taken', 'taken']);
  expect((await readFile(desk('小周'), absent)).exchange).toMatchObject({ state: 'cancelled', reason: 'nobody_home' });

  // At night the answer to the first batch is lost on the way, and everything is sent again.
  const first = await upload(...kept.slice(0, 3));
  const all = await upload(...kept);
  expect(first.map((one: { outcome: string }) => one.outcome)).toEqual(['taken', 'taken', 'taken']);
  expect(all.map((one: { outcome: string }) => one.outcome)).toEqual(['again', 'again', 'again', 'taken', 'taken']);
  expect(all[1].exchangeId).toBe(went.exchangeId);
  const clash = all[3].exchangeId;
  expect((await readFile(desk('小周'), clash)).flags).toContain('overlap');
  await returnExchange(desk('小周'), { id: clash, reason: 'wrong_time', note: '和李姨另一单时间重复' });
  const states: { state: string; words: string }[] = await statesOf(...kept);
  expect(states.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'change', 'waiting']);
  expect(states[3]?.words).toMatch(/^要改：/);
  // Whoever is in hospital is not due on the phone either, and her order waits.
  const people: { id: string; away: string | null }[] = (await roster()).people;
  expect(people.find((one) => one.id === id('张伯'))?.away).toBe('hospital');
  expect((await readFile(desk('小周'), away)).exchange.state).toBe('matched');
});

test('walk 5: 阿芬 is kin to half the village: a relative by a tick, her own family by somebody else', async () => {
  const { world } = house;
  expect((await roster()).family).toContain(id('阿芬家婆'));
  const cousin = written(world, { volunteers: [{ memberId: id('李姨'), relative: true }], order: 'new' });
  const own = written(world, { memberIds: [id('阿芬家婆')], order: 'new' });
  const [taken, refused] = await upload(cousin, own);
  expect(taken.outcome).toBe('taken');
  const file = await readFile(desk('小周'), taken.exchangeId);
  expect(file.exchange.volunteers).toMatchObject([{ relative: true }]);
  // Who looks at it is told that nobody from outside says so, until somebody does.
  expect(file.flags).toContain('relative_unwitnessed');
  await bearWitness(desk('阿芬'), { id: taken.exchangeId, ...NEIGHBOUR });
  expect((await readFile(desk('小周'), taken.exchangeId)).flags).not.toContain('relative_unwitnessed');
  // Nothing is lost: it says who may write it down instead.
  expect(refused).toMatchObject({ id: own.id, outcome: 'refused', code: 'family_record' });
  expect(refused.words).toContain('黄姐');

  // Whoever knows him comes first; whoever is in post here serves nobody here, and it says so.
  const order = await askFor(world);
  const { ready, unready } = await suggestVolunteers(desk('小周'), order.id);
  expect(ready.map(({ person }) => person.id)).toEqual([id('李姨'), id('老梁')]);
  expect(unready).toMatchObject([{ person: { id: id('阿芬') }, why: 'duty' }]);

  // The officer whose mother it is does not decide; her substitute does, in his name.
  const [visit] = await upload(written(world, { memberIds: [id('梁妈')], order: 'new' }));
  expect(visit.outcome).toBe('taken');
  await confirmExchange(desk('阿芬'), { id: visit.exchangeId, means: 'wallCard', line: 1, ...NEIGHBOUR });
  await checkExchange(desk('小周'), { id: visit.exchangeId, note: null });
  const shown = await (await house.as('梁主任')).get(`/exchanges/${visit.exchangeId}/file`);
  expect(shown.text('main')).toContain('家里人');
  await expect(creditExchange(desk('梁主任'), { id: visit.exchangeId })).rejects.toThrow('own_family_decision');
  // Nobody asked for it and she has no time of her own: it waits for pool time, by her hand.
  expect(await creditExchange(desk('陈姐'), { id: visit.exchangeId })).toEqual({ short: 60 });
  const decided = (await readFile(desk('苏科'), visit.exchangeId)).moves.at(-1);
  expect(decided?.actingForId).toBe(world.user('梁主任').id);
});
