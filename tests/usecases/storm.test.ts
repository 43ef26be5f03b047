/** 应急 on a real store: who is told, what is held back, what is owed after it, and what becomes of whom it concerns. */
import { and, asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, LIYUAN, XINCHENG, XINXING } from '#cli/demo/cast';
import { stormMoves, stormPeople, storms } from '#db/schema/storm';
import { notices } from '#db/schema/telling';
import { alerts, dues } from '#db/schema/visit';
import { childrenOf } from '#records/region';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { logServed } from '#usecases/exchange/log-served';
import { acceptExchange, assignExchange } from '#usecases/exchange/match';
import { requestExchange } from '#usecases/exchange/request';
import { setOut } from '#usecases/exchange/set-out';
import { awayMember } from '#usecases/member/away';
import { moveHome } from '#usecases/member/move';
import { reportDeath } from '#usecases/member/report-death';
import { deriveRegister } from '#usecases/register/derive';
import { watchStorms } from '#usecases/storm/after';
import { beginStorm, callOffStorm, closeStorm, type Declared, declareStorm, endStorm } from '#usecases/storm/declare';
import { addToStorm, type Ticked, tickPerson } from '#usecases/storm/mark';
import { listStorms, viewStorm, viewStormPerson } from '#usecases/storm/view';
import { readDues } from '#usecases/visit/list';
import { oweMonth } from '#usecases/visit/owe';
import { recordVisit } from '#usecases/visit/record';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
  await giveGrants(world);
  await world.fillPool(XINCHENG, 60_000);
});
afterEach(() => world.close());

const declare = (by = '梁主任', changed: Partial<Declared> = {}) =>
  declareStorm(world.desk(by), {
    ...{ key: world.key(), regionCode: XINCHENG, kind: 'typhoon', level: 'orange', note: '台风“海葵”，县三防办通知' },
    ...changed,
  });
/** Declared, and nobody is sent any more. */
const struck = async (by = '梁主任', changed: Partial<Declared> = {}) => {
  const { id } = await declare(by, changed);
  await beginStorm(world.desk(by), { id });
  return id;
};
const tick = (id: string, name: string, changed: Partial<Ticked> = {}, by = '阿芬') =>
  tickPerson(world.desk(by), { id, memberId: world.member(name).id, tick: 'tell', said: null, ...changed });
const see = (name: string, changes: object = {}, by = '阿芬') =>
  recordVisit(world.desk(by), {
    ...{ key: world.key(), memberId: world.member(name).id, visitedOn: world.today(), halfDay: null },
    ...{ mode: 'seen' as const, findings: [], note: null, volunteerId: null, exchangeId: null },
    ...changes,
  });
const onList = (id: string) =>
  world.read((act) => act.tx.select().from(stormPeople).where(eq(stormPeople.stormId, id)));
const rowOf = async (id: string, name: string) =>
  (await onList(id)).find(({ memberId }) => memberId === world.member(name).id);
const stormOf = async (id: string) =>
  (await world.read((act) => act.tx.select().from(storms).where(eq(storms.id, id))))[0];
const owed = (name: string) =>
  world.read((act) =>
    act.tx
      .select()
      .from(dues)
      .where(and(eq(dues.memberId, world.member(name).id), eq(dues.kind, 'storm'))),
  );

describe('before it', () => {
  it('everybody on the register who is frail or alone is on the list, each with who answers for telling her', async () => {
    const { id, people } = await declare();
    const rows = await onList(id);
    expect(rows).toHaveLength(people);
    expect(await rowOf(id, '陈伯')).toMatchObject({
      ...{ risk: 'high', reasons: ['aloneOld'], mark: 'waiting', regionCode: DAWEN },
      ...{ liaisonKind: 'helper', liaisonId: world.user('阿芬').id },
    });
    expect(await rowOf(id, '张伯')).toMatchObject({ risk: 'medium' });
    // Her family is at home: she is on no register.
    expect(await rowOf(id, '阿芬家婆')).toBeUndefined();
    expect(await stormOf(id)).toMatchObject({ state: 'before', fromDay: null, declaredBy: world.user('梁主任').id });
  });

  it('whoever is away is not told', async () => {
    const memberId = world.member('七婆').id;
    await awayMember(world.desk('阿芬'), {
      ...{ key: world.key(), id: memberId, kind: 'hospital', fromDay: world.today(), toDay: null },
    });
    const { id } = await declare();
    expect(await rowOf(id, '七婆')).toBeUndefined();
  });

  it('by an officer, inside her reach, for a town or a county; once', async () => {
    await expect(declare('阿芬')).rejects.toMatchObject({ code: 'not_found' });
    await expect(declare('梁主任', { regionCode: XINXING })).rejects.toMatchObject({ code: 'not_found' });
    await expect(declare('梁主任', { regionCode: '445322100' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(declare('梁主任', { regionCode: DAWEN })).rejects.toMatchObject({ code: 'storm_level' });
    await expect(declare('梁主任', { note: ' ' })).rejects.toMatchObject({ code: 'missing' });
    const key = world.key();
    const first = await declare('梁主任', { key });
    expect(await declare('梁主任', { key })).toEqual(first);
    await expect(declare('苏科')).rejects.toMatchObject({ code: 'storm_twice' });
    await callOffStorm(world.desk('梁主任'), { id: first.id, note: '转向了' });
    // It passed by; the next one is another.
    expect((await declare('苏科')).id).not.toBe(first.id);
  });

  it('a row is ticked by whoever walks the village, put right, and says who and when; each word is kept', async () => {
    const { id } = await declare();
    await tick(id, '陈伯', { tick: 'miss' });
    await tick(id, '陈伯', { tick: 'move', said: '女儿家' });
    expect(await rowOf(id, '陈伯')).toMatchObject({ mark: 'moved', said: '女儿家', markedBy: world.user('阿芬').id });
    const moves = await world.read((act) =>
      act.tx.select().from(stormMoves).where(eq(stormMoves.stormId, id)).orderBy(asc(stormMoves.id)),
    );
    expect(moves.map(({ move, note }) => [move, note])).toEqual([
      ['declare', '台风“海葵”，县三防办通知'],
      ['miss', null],
      ['move', '女儿家'],
    ]);
    await expect(tick(id, '陈伯', { tick: 'move', said: ' ' })).rejects.toMatchObject({ code: 'missing' });
    await expect(tick(id, '陈伯', { tick: 'excuse' })).rejects.toMatchObject({ code: 'reason_needed' });
    // Another village's helper reaches the storm, and not his row.
    await expect(tick(id, '陈伯', {}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('somebody else is put on by hand, with the reason; nobody twice, nobody from elsewhere, nobody who died', async () => {
    const { id } = await declare();
    const memberId = world.member('阿芬家婆').id;
    const add = (changed: object = {}, by = '黄姐') =>
      addToStorm(world.desk(by), { id, memberId, why: '房子后面是土坡', ...changed });
    await expect(add({ why: '' })).rejects.toMatchObject({ code: 'missing' });
    await add();
    expect(await rowOf(id, '阿芬家婆')).toMatchObject({ mark: 'waiting', addedWhy: '房子后面是土坡', risk: null });
    await expect(add()).rejects.toMatchObject({ code: 'storm_listed' });
    await expect(add({}, '隔壁阿强')).rejects.toMatchObject({ code: 'not_found' });
    await reportDeath(world.desk('阿芬'), { id: world.member('陈伯').id, diedOn: world.today(), note: null });
    expect(await rowOf(id, '陈伯')).toMatchObject({ mark: 'off' });
    await expect(add({ memberId: world.member('陈伯').id })).rejects.toMatchObject({ code: 'storm_gone' });
  });

  it('she is told once, whoever declared it: county and town have the same word', async () => {
    const town = (await declare()).id;
    await tick(town, '七婆', { tick: 'move', said: '村委会' });
    const county = (await declare('苏科', { regionCode: XINXING })).id;
    expect(await rowOf(county, '七婆')).toMatchObject({ mark: 'moved', said: '村委会' });
    await tick(county, '张伯');
    expect(await rowOf(town, '张伯')).toMatchObject({ mark: 'told' });
  });

  it('his row goes along when he moves in it, with who answers for it there, and comes off when he moves away', async () => {
    const { id } = await declare();
    const move = (regionCode: string) =>
      moveHome(world.desk('梁主任'), {
        ...{
          key: world.key(),
          id: world.member('陈伯').id,
          regionCode,
          hamletId: null,
          householdId: null,
          reason: null,
        },
      });
    await move(LIYUAN);
    expect(await rowOf(id, '陈伯')).toMatchObject({ regionCode: LIYUAN, liaisonId: world.user('隔壁阿珠').id });
    const villages = await world.read((act) => childrenOf(act, '445321101'));
    await move(villages[0]?.code ?? '');
    expect(await rowOf(id, '陈伯')).toMatchObject({ mark: 'off' });
  });

  it('whoever walks the villages is told at each step, and nobody else', async () => {
    const id = await struck();
    await endStorm(world.desk('梁主任'), { id });
    const rows = await world.read((act) => act.tx.select().from(notices).where(eq(notices.exchangeId, id)));
    const heard = (event: string) => rows.filter((row) => row.event === event).map(({ toId }) => toId);
    const walkers = ['阿芬', '黄姐', '小周', '隔壁阿珠', '隔壁阿强'].map((name) => world.user(name).id).sort();
    for (const event of ['stormDeclared', 'stormBegun', 'stormEnded']) expect(heard(event).sort()).toEqual(walkers);
  });
});

describe('while it holds', () => {
  const ask = (by = '阿芬') =>
    requestExchange(world.desk(by), {
      ...{ key: world.key(), memberIds: [world.member('七婆').id], serviceCode: 'A02', plannedOn: world.today() },
      ...{ plannedStart: null, plannedHalfDay: 'afternoon' as const, plannedMinutes: 30, wish: null, wantsOwn: false },
      ...{ urgent: false, consentHow: 'inPerson' as const },
    });

  it('nobody is sent: what is asked is kept and waits, what was approved finds nobody', async () => {
    const before = await ask();
    expect(before.state).toBe('approved');
    const id = await struck();
    const holds = { code: 'storm_holds' };
    await expect(acceptExchange(world.desk('李姨'), { id: before.id })).rejects.toMatchObject(holds);
    const named = { id: before.id, volunteerId: world.member('李姨').id };
    await expect(assignExchange(world.desk('阿芬'), named)).rejects.toMatchObject(holds);
    const going = { memberIds: [world.member('陈伯').id], volunteerIds: [world.member('李姨').id], serviceCode: 'A02' };
    const set = () => setOut(world.desk('李姨'), { key: world.key(), ...going, another: true });
    await expect(set()).rejects.toMatchObject(holds);
    const asked = await ask();
    expect(asked.state).toBe('requested');
    await expect(approveExchange(world.desk('梁主任'), { id: asked.id })).rejects.toMatchObject(holds);
    await endStorm(world.desk('梁主任'), { id });
    await approveExchange(world.desk('梁主任'), { id: asked.id });
    await acceptExchange(world.desk('李姨'), { id: asked.id });
  });

  it('a visit that was made anyway is kept', async () => {
    const id = await struck();
    await see('七婆');
    const { id: served } = await logServed(world.desk('阿芬'), {
      ...{ key: world.key(), memberIds: [world.member('七婆').id], serviceCode: 'A02', servedOn: world.today() },
      ...{ times: { halfDay: 'morning' as const, minutes: 30 }, reason: 'urgent' as const },
      volunteers: [{ memberId: world.member('李姨').id, relative: false }],
    });
    expect(served).toBeTruthy();
    expect(await stormOf(id)).toMatchObject({ state: 'during', fromDay: '2026-11-23', toDay: null });
  });

  it('only where it is: the next town goes on', async () => {
    await struck('苏科', { regionCode: '445321101' });
    expect((await ask()).state).toBe('approved');
  });

  it('nobody is late, and the monthly rate does not ask for whom it kept from being seen', async () => {
    await see('张伯');
    world.at('2026-12-07T09:00');
    await oweMonth(world.job('dues'), world.today());
    const list = (name: 'round' | 'unseen') => readDues(world.desk('梁主任'), { region: null, list: name });
    expect((await list('round')).count).toBeGreaterThan(0);
    const calm = await list('unseen');
    expect(calm.count).toBeGreaterThan(0);
    const id = await struck();
    expect((await list('round')).count).toBe(0);
    const stormy = await list('unseen');
    expect(stormy.count).toBe(0);
    expect(stormy.rate).toMatchObject({ unseen: 0, asked: stormy.rate.seen });
    expect(stormy.rate.away).toBe(calm.rate.away + calm.rate.unseen);
    world.at('2026-12-09T09:00');
    await endStorm(world.desk('梁主任'), { id });
    expect((await list('unseen')).count).toBe(calm.count);
  });

  it('what has not begun does not end, and what has begun is not called off', async () => {
    const { id } = await declare();
    await expect(endStorm(world.desk('梁主任'), { id })).rejects.toMatchObject({ code: 'storm_not_begun' });
    await expect(callOffStorm(world.desk('梁主任'), { id, note: null })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await beginStorm(world.desk('梁主任'), { id });
    await expect(beginStorm(world.desk('梁主任'), { id })).rejects.toMatchObject({ code: 'state_moved' });
    await expect(callOffStorm(world.desk('梁主任'), { id, note: '转向' })).rejects.toMatchObject({
      code: 'state_moved',
    });
    await expect(beginStorm(world.desk('隔壁阿珠'), { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('after it', () => {
  it('everybody on the list is owed a visit within two days; it is over when the last was seen', async () => {
    const id = await struck();
    world.at('2026-11-25T18:00');
    await endStorm(world.desk('梁主任'), { id });
    const names = ['陈伯', '七婆', '张伯'];
    for (const name of names) {
      expect(await owed(name)).toMatchObject([{ fromDay: '2026-11-25', dueOn: '2026-11-27', metBy: null }]);
    }
    const rest = (await onList(id)).filter(({ memberId }) => !names.some((name) => world.member(name).id === memberId));
    world.at('2026-11-26T10:00');
    const page = await readDues(world.desk('阿芬'), { region: null, list: 'round' });
    expect(page.people.find(({ elder }) => elder.id === world.member('陈伯').id)?.storm).toMatchObject({
      ...{ kind: 'storm', standing: 'due', deadline: '2026-11-27' },
    });
    for (const name of names) await see(name);
    if (rest.length > 0) {
      expect(await stormOf(id)).toMatchObject({ state: 'after' });
      for (const { memberId } of rest) await see('陈伯', { memberId }, '小周');
    }
    expect(await stormOf(id)).toMatchObject({ state: 'closed', closeReason: 'all_seen', closedBy: null });
  });

  it('a telephone call meets it, nobody at home does not', async () => {
    const id = await struck();
    await endStorm(world.desk('梁主任'), { id });
    await see('陈伯', { mode: 'notSeen' });
    expect(await owed('陈伯')).toMatchObject([{ metBy: null }]);
    await see('陈伯', { mode: 'phone' });
    expect((await owed('陈伯'))[0]?.metBy).not.toBeNull();
    const page = await viewStorm(world.desk('阿芬'), { id, region: null });
    expect(page.open).toBe(page.listed - 1);
  });

  it('whom nobody has seen in time becomes an alert with an owner, once', async () => {
    const id = await struck();
    await endStorm(world.desk('梁主任'), { id });
    await see('陈伯');
    expect(await watchStorms(world.job('alerts'))).toBe(0);
    world.at('2026-11-26T09:00');
    const raised = await watchStorms(world.job('alerts'));
    expect(raised).toBe((await onList(id)).length - 1);
    expect(await watchStorms(world.job('alerts'))).toBe(0);
    const rows = await world.read((act) => act.tx.select().from(alerts).where(eq(alerts.kind, 'storm')));
    expect(rows).toHaveLength(raised);
    const hers = rows.find(({ memberId }) => memberId === world.member('七婆').id);
    expect(hers).toMatchObject({ state: 'open', ownerId: world.user('阿芬').id, floor: 'village' });
    expect(rows.some(({ memberId }) => memberId === world.member('陈伯').id)).toBe(false);
    expect((await readDues(world.desk('梁主任'), { region: null, list: 'round' })).count).toBeGreaterThanOrEqual(
      raised,
    );
  });

  it('under another storm that still holds it waits for that one, and both lists are met by one visit', async () => {
    const county = await struck('苏科', { regionCode: XINXING });
    const town = await struck('梁主任');
    world.at('2026-11-24T09:00');
    await endStorm(world.desk('梁主任'), { id: town });
    expect(await owed('陈伯')).toEqual([]);
    world.at('2026-11-26T09:00');
    await endStorm(world.desk('苏科'), { id: county });
    expect(await owed('陈伯')).toMatchObject([{ fromDay: '2026-11-26', dueOn: '2026-11-28' }]);
    for (const { memberId } of await onList(county)) await see('陈伯', { memberId }, '小周');
    expect(await stormOf(town)).toMatchObject({ state: 'closed' });
    expect(await stormOf(county)).toMatchObject({ state: 'closed' });
  });

  it('the county closes it with a reason; what nobody met is owed no more, unless another storm owes it', async () => {
    const id = await struck();
    await endStorm(world.desk('梁主任'), { id });
    const close = (by: string, note: string | null = '全县未受灾') =>
      closeStorm(world.desk(by), { id, reason: 'not_struck', note });
    await expect(close('梁主任')).rejects.toMatchObject({ code: 'not_found' });
    await expect(close('苏科', ' ')).rejects.toMatchObject({ code: 'missing' });
    await close('苏科');
    expect(await stormOf(id)).toMatchObject({ state: 'closed', closeReason: 'not_struck' });
    expect((await owed('陈伯'))[0]?.dropReason).toBe('storm_closed');
    await expect(tick(id, '陈伯')).rejects.toMatchObject({ code: 'storm_over' });
  });

  it('whoever is away does not keep it open, and whoever died is owed nothing', async () => {
    const id = await struck();
    await endStorm(world.desk('梁主任'), { id });
    const [away, dead, ...others] = await onList(id);
    const gone = away?.memberId ?? '';
    await awayMember(world.desk('小周'), {
      ...{ key: world.key(), id: gone, kind: 'hospital', fromDay: world.today(), toDay: null },
    });
    for (const { memberId } of others) await see('陈伯', { memberId }, '小周');
    expect(await stormOf(id)).toMatchObject({ state: 'after' });
    await reportDeath(world.desk('小周'), { id: dead?.memberId ?? '', diedOn: world.today(), note: null });
    await watchStorms(world.job('alerts'));
    expect(await stormOf(id)).toMatchObject({ state: 'closed', closeReason: 'all_seen' });
  });
});

describe('its figures', () => {
  it('are the lists that they open, from the county down to a name', async () => {
    const { id } = await declare('苏科', { regionCode: XINXING });
    await tick(id, '陈伯');
    const view = (region: string | null, by = '苏科') => viewStorm(world.desk(by), { id, region });
    const walk = async (region: string | null): Promise<number> => {
      const page = await view(region);
      if (page.walked) {
        expect(page.people).toHaveLength(page.listed);
        return page.people.filter(({ person }) => ['waiting', 'notReached'].includes(person.mark)).length;
      }
      expect(page.people).toHaveLength(page.open);
      let sum = 0;
      for (const { region: below, open } of page.below) {
        expect((await view(below.code)).open).toBe(open);
        sum += await walk(below.code);
      }
      expect(sum).toBe(page.open);
      return sum;
    };
    expect(await walk(null)).toBe((await onList(id)).length - 1);
    const hers = await view(null, '阿芬');
    expect(hers).toMatchObject({ walked: true, here: DAWEN, may: { acts: [], mark: true, add: true } });
    expect(hers.people.every(({ person }) => person.regionCode === DAWEN)).toBe(true);
    const heads = await listStorms(world.desk('阿芬'), 'open');
    expect(heads).toMatchObject([{ storm: { id }, open: hers.open, listed: hers.listed }]);
    const row = await viewStormPerson(world.desk('阿芬'), { id, memberId: world.member('陈伯').id });
    expect(row.line).toMatchObject({ mine: true, person: { mark: 'told' } });
    await expect(view(null, '李姨')).rejects.toMatchObject({ code: 'not_found' });
  });
});
