import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askFor, giveGrants, key, logged, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { confirmExchange, takeBackConfirmation } from '#usecases/exchange/confirm';
import { denyExchange } from '#usecases/exchange/deny';
import { correctExchange, logExchange } from '#usecases/exchange/log';
import { acceptExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { returnExchange } from '#usecases/exchange/return';
import { signIn, signOut } from '#usecases/exchange/sign';
import { viewExchange } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.at('2026-11-22T15:00');
});
afterEach(() => world.close());

const view = (id: string) => viewExchange(world.desk('阿芬'), id);
const flags = async (id: string) => (await view(id)).flags;

describe('logging', () => {
  it.each([
    ['day_in_future', { servedOn: '2026-11-23' }],
    ['day_too_long_ago', { servedOn: '1970-01-01' }],
    ['minutes_zero', { times: { halfDay: 'morning' as const, minutes: 0 } }],
    ['end_before_start', { times: { start: 600, end: 540 } }],
    ['service_unknown', { serviceCode: 'Z99' }],
    ['missing', { volunteers: [] }],
  ])('refuses a typing error: %s', async (code, changes) => {
    await expect(served(world, changes)).rejects.toMatchObject({ code });
  });

  it('counts a visit over midnight to the day it began', async () => {
    const { id } = await served(world, { servedOn: '2026-11-21', times: { start: 23 * 60, end: 45 } });
    expect((await view(id)).exchange).toMatchObject({ servedOn: '2026-11-21', servedMinutes: 105, halfDay: 'evening' });
  });

  it('keeps two visits of the same pair on one day', async () => {
    const first = await served(world, { times: { start: 540, end: 600 } });
    const second = await served(world, { times: { start: 900, end: 960 } });
    expect(first.id).not.toBe(second.id);
    expect(await flags(second.id)).not.toContain('overlap');
  });

  it('keeps what breaks a rule and flags every visit concerned', async () => {
    const first = await served(world, { times: { start: 540, end: 660 } });
    const second = await served(world, { memberIds: [world.member('七婆').id], times: { start: 600, end: 720 } });
    expect(await flags(first.id)).toContain('overlap');
    expect(await flags(second.id)).toContain('overlap');
    const long = await served(world, { servedOn: '2026-11-20', times: { start: 480, end: 900 } });
    expect(await flags(long.id)).toEqual(expect.arrayContaining(['over_long']));
    expect((await view(long.id)).exchange.servedMinutes).toBe(420);
  });

  it('gives the same flags whatever the order in which visits arrive', async () => {
    const visits = [
      { servedOn: '2026-11-20', times: { start: 540, end: 660 } },
      { servedOn: '2026-11-20', times: { start: 600, end: 700 } },
      { servedOn: '2026-11-20', times: { halfDay: 'afternoon' as const, minutes: 200 } },
      { servedOn: '2026-11-21', times: { start: 1400, end: 60 } },
    ];
    const told = async (order: number[]) => {
      const other = await openWorld();
      other.at('2026-11-22T15:00');
      const ids = new Map<number, string>();
      for (const index of order) ids.set(index, (await served(other, visits[index])).id);
      const found = await Promise.all(
        visits.map(async (_, index) => (await viewExchange(other.desk('阿芬'), ids.get(index) ?? '')).flags),
      );
      await other.close();
      return found;
    };
    const inOrder = await told([0, 1, 2, 3]);
    expect(inOrder.flat()).toContain('overlap');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
        expect(await told(order)).toEqual(inOrder);
      }),
      { numRuns: 4 },
    );
  });

  it('refuses a record of her own family, and one of people she does not know', async () => {
    const own = served(world, { memberIds: [world.member('阿芬家婆').id] });
    await expect(own).rejects.toMatchObject({ code: 'family_record' });
    await expect(served(world, {}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('a volunteer writes down her own visit, and only her own', async () => {
    const { id } = await served(world, {}, '李姨');
    expect((await view(id)).evidence.map((fact) => fact.kind)).toEqual(['self_word']);
    const another = served(world, { volunteers: [{ memberId: world.member('老梁').id }] }, '李姨');
    await expect(another).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is one record when the same form comes twice', async () => {
    const once = key();
    const first = await served(world, { key: once });
    expect(await served(world, { key: once })).toEqual(first);
    await expect(served(world, { key: once, servedOn: '2026-11-21' })).rejects.toMatchObject({ code: 'key_reused' });
  });
});

describe('at the card', () => {
  beforeEach(() => giveGrants(world));

  it('refuses the card of somebody else, a sign-out without minutes, and a second sign-in', async () => {
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    const wrong = signIn(world.desk('李姨'), { id, shown: { typed: '00000000' }, deviceAt: null });
    await expect(wrong).rejects.toMatchObject({ code: 'card_wrong' });
    const neighbours = signIn(world.desk('李姨'), { id, shown: world.scanned('七婆'), deviceAt: null });
    await expect(neighbours).rejects.toMatchObject({ code: 'card_wrong' });
    await signIn(world.desk('李姨'), { id, shown: world.scanned('陈伯'), deviceAt: 0 });
    await expect(signOut(world.desk('李姨'), { id, shown: world.scanned('陈伯'), deviceAt: 0 })).rejects.toMatchObject({
      code: 'minutes_zero',
    });
    const again = signIn(world.desk('李姨'), { id, shown: world.scanned('陈伯'), deviceAt: null });
    await expect(again).rejects.toMatchObject({ code: 'state_moved', params: { state: 'in_service' } });
  });

  it('nobody home: nothing credited, everything given back, the fact stays', async () => {
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    await recordNobodyHome(world.desk('李姨'), { id, note: '邻居说去了医院' });
    const told = await view(id);
    expect([told.exchange.state, told.held, told.evidence.map((fact) => fact.kind)]).toEqual([
      'cancelled',
      [],
      ['nobody_home'],
    ]);
  });
});

describe('confirming', () => {
  beforeEach(() => giveGrants(world));

  it('wants a named witness with a phone who is neither party nor logger', async () => {
    const id = await logged(world);
    const card = (witnessName: string, witnessPhone: string) =>
      confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 1, witnessName, witnessPhone });
    await expect(card('', '13800002222')).rejects.toMatchObject({ code: 'witness_needed' });
    await expect(card('黎婶', '12')).rejects.toMatchObject({ code: 'phone_wrong' });
    await expect(card('李姨', world.phone('李姨'))).rejects.toMatchObject({ code: 'witness_not_independent' });
    await card('黎婶', '13800002222');
    await expect(card('黎婶', '13800002222')).rejects.toMatchObject({ code: 'state_moved' });
  });

  it('counts a wrong PIN even though nothing else is written, and locks after five', async () => {
    await setPin(world.desk('阿芬'), {
      memberId: world.member('陈伯').id,
      pin: '720415',
      presentName: '黎婶',
      presentPhone: '13800002222',
    });
    const id = await logged(world);
    const attempt = (pin: string) =>
      confirmExchange(world.desk('李姨', 'phone-li'), { id, means: 'pin', memberId: world.member('陈伯').id, pin });
    for (const left of [4, 3, 2, 1]) {
      await expect(attempt('135791')).rejects.toMatchObject({ code: 'pin_wrong', params: { left } });
    }
    await expect(attempt('135791')).rejects.toMatchObject({ code: expect.stringMatching(/pin_(wrong|locked)/) });
    await expect(attempt('720415')).rejects.toMatchObject({ code: 'pin_locked' });
    expect((await view(id)).exchange.state).toBe('logged');
  });

  it('kin on their own phone make it verified; the volunteer never confirms', async () => {
    const id = await logged(world);
    await expect(confirmExchange(world.desk('李姨'), { id, means: 'self' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await confirmExchange(world.desk('阿珍', 'phone-zhen'), { id, means: 'kin' });
    expect(await view(id)).toMatchObject({ grade: 'verified', exchange: { state: 'confirmed' } });
  });

  it('can be denied by her side alone, and then goes back to the logger with what was not so', async () => {
    const id = await logged(world);
    const no = { id, reason: 'not_served' };
    await expect(denyExchange(world.desk('李姨'), no)).rejects.toMatchObject({ code: 'not_found' });
    await expect(denyExchange(world.desk('阿芬'), no)).rejects.toMatchObject({ code: 'not_found' });
    await expect(denyExchange(world.desk('陈伯'), { id, reason: '' })).rejects.toMatchObject({ code: 'reason_needed' });
    await denyExchange(world.desk('陈伯'), no);
    expect(await view(id)).toMatchObject({
      exchange: { state: 'returned', reason: 'not_served', stateBefore: 'logged' },
    });
  });

  it('can be taken back for ten minutes by whoever gave it', async () => {
    const id = await logged(world);
    await confirmExchange(world.desk('阿珍', 'phone-zhen'), { id, means: 'kin' });
    await expect(takeBackConfirmation(world.desk('黄姐'), { id })).rejects.toMatchObject({ code: 'undo_too_late' });
    await takeBackConfirmation(world.desk('阿珍', 'phone-zhen'), { id });
    expect((await view(id)).exchange).toMatchObject({ state: 'logged', confirmedBy: null });
  });

  it('is void when the record is corrected: it is confirmed anew', async () => {
    const id = await logged(world);
    await thumbed(world, id);
    await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes', note: null });
    await correctExchange(world.desk('阿芬'), {
      id,
      servedOn: world.today(),
      times: { halfDay: 'morning', minutes: 60 },
      volunteers: [],
    });
    const told = await view(id);
    expect(told.exchange).toMatchObject({ state: 'logged', servedMinutes: 60, confirmedAt: null });
    expect(told.evidence.map((fact) => fact.kind)).not.toContain('wall_card');
  });

  it('logging late in the month is kept, and flagged late after it closed', async () => {
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    world.at('2026-12-08T09:00');
    await logExchange(world.desk('阿芬'), {
      id,
      servedOn: '2026-11-23',
      times: { halfDay: 'morning', minutes: 90 },
      volunteers: [],
    });
    expect(await flags(id)).toContain('late');
  });
});
