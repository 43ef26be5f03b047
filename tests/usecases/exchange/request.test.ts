import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { poolAccount } from '#domain/ledger';
import { accountsOf } from '#ledger/balance';
import { openHolds } from '#ledger/hold';
import { replayAll } from '#ledger/replay';
import { askFor, giveGrants, key } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { correctRequest } from '#usecases/exchange/correct-request';
import { cancelExchange, expireExchange, rejectExchange, undoExchange } from '#usecases/exchange/end';
import { acceptExchange, withdrawFromExchange } from '#usecases/exchange/match';
import { requestExchange } from '#usecases/exchange/request';
import { returnExchange } from '#usecases/exchange/return';
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

const held = (id: string) => world.read((act) => openHolds(act, id));
const stateOf = async (id: string) => (await viewExchange(world.desk('梁主任'), id)).exchange.state;

describe('asking', () => {
  it('holds by rule what is low in risk and covered, granted first', async () => {
    const { id, state } = await askFor(world);
    expect(state).toBe('approved');
    expect(await held(id)).toMatchObject([{ kind: 'granted', left: 120 }]);
  });

  it('leaves medium risk to the town, which holds with its decision', async () => {
    const { id, state } = await askFor(world, { serviceCode: 'E01', plannedMinutes: 180 });
    expect(state).toBe('requested');
    expect(await held(id)).toEqual([]);
    await approveExchange(world.desk('梁主任'), { id });
    expect(await held(id)).toMatchObject([{ left: 180 }]);
  });

  it('takes the same form twice as one', async () => {
    const once = key();
    const first = await askFor(world, { key: once });
    expect(await askFor(world, { key: once })).toEqual(first);
    await expect(askFor(world, { key: once, plannedMinutes: 60 })).rejects.toMatchObject({ code: 'key_reused' });
    expect(await held(first.id)).toHaveLength(1);
  });

  it('says what is missing when nobody could pay', async () => {
    const rich = { memberIds: [world.member('老梁').id] };
    await expect(askFor(world, rich)).rejects.toMatchObject({ code: 'minutes_short', params: { missing: 120 } });
  });

  it('waits for the town when an elder in hardship has not enough and the pool is empty', async () => {
    await askFor(world);
    await askFor(world, { plannedMinutes: 100 });
    const { id, state } = await askFor(world, { plannedMinutes: 60 });
    expect(state).toBe('requested');
    await expect(approveExchange(world.desk('梁主任'), { id })).rejects.toMatchObject({
      code: 'minutes_short',
      params: { missing: 40 },
    });
    await world.fillPool('445321100', 600);
    await approveExchange(world.desk('梁主任'), { id });
    expect((await held(id)).map((hold) => [hold.kind, hold.left])).toEqual([
      ['granted', 20],
      ['pool', 40],
    ]);
  });

  it('leaves to the town what is above the month’s limit', async () => {
    await world.fillPool('445321100', 6000);
    for (let asked = 0; asked < 10; asked++) expect((await askFor(world)).state).toBe('approved');
    expect((await askFor(world, { plannedMinutes: 30 })).state).toBe('requested');
    expect((await askFor(world, { plannedMinutes: 30, plannedOn: '2026-12-05' })).state).toBe('approved');
  });

  it.each([
    ['service_unknown', { serviceCode: 'Z99' }],
    ['service_off', { serviceCode: 'G01' }],
    ['minutes_zero', { plannedMinutes: 0 }],
    ['over_service_maximum', { plannedMinutes: 121 }],
    ['day_in_past', { plannedOn: '2026-11-21' }],
    ['day_too_far', { plannedOn: '2027-11-21' }],
    ['consent_needed', { consentHow: 'self' as const }],
    ['not_found', { memberIds: ['mem_nobody'] }],
  ])('refuses %s', async (code, changes) => {
    await expect(askFor(world, changes)).rejects.toMatchObject({ code });
  });

  it('is out of reach for the helper of another village', async () => {
    await expect(
      requestExchange(world.desk('隔壁阿珠'), {
        key: key(),
        memberIds: [world.member('陈伯').id],
        serviceCode: 'A02',
        plannedOn: world.tomorrow(),
        plannedStart: null,
        plannedHalfDay: 'morning',
        plannedMinutes: 60,
        wish: null,
        wantsOwn: false,
        urgent: false,
        consentHow: 'inPerson',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('ending without service gives every held minute back', () => {
  it('undone within ten minutes by whoever asked, and not later', async () => {
    const { id } = await askFor(world);
    await expect(undoExchange(world.desk('黄姐'), { id })).rejects.toMatchObject({ code: 'undo_too_late' });
    world.at('2026-11-22T15:10');
    await undoExchange(world.desk('阿芬'), { id });
    expect([await stateOf(id), await held(id)]).toEqual(['cancelled', []]);
    const late = await askFor(world);
    world.at('2026-11-22T15:21');
    await expect(undoExchange(world.desk('阿芬'), { id: late.id })).rejects.toMatchObject({ code: 'undo_too_late' });
  });

  it('cancelled, rejected, expired', async () => {
    const cancelled = await askFor(world, { plannedMinutes: 30 });
    await cancelExchange(world.desk('阿芬'), { id: cancelled.id, reason: 'not_needed' });
    const rejected = await askFor(world, { serviceCode: 'E01', plannedMinutes: 60 });
    await expect(rejectExchange(world.desk('梁主任'), { id: rejected.id, reason: '' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await rejectExchange(world.desk('梁主任'), { id: rejected.id, reason: 'unsafe' });
    const expired = await askFor(world, { plannedMinutes: 30 });
    await expect(expireExchange(world.job('expire'), { id: expired.id })).rejects.toMatchObject({
      code: 'state_moved',
    });
    world.at('2026-12-02T09:00');
    await expireExchange(world.job('expire'), { id: expired.id });
    for (const id of [cancelled.id, rejected.id, expired.id]) expect(await held(id)).toEqual([]);
    expect(await Promise.all([cancelled.id, rejected.id, expired.id].map(stateOf))).toEqual([
      'cancelled',
      'rejected',
      'expired',
    ]);
    await expect(cancelExchange(world.desk('阿芬'), { id: cancelled.id, reason: 'not_needed' })).rejects.toMatchObject({
      code: 'state_moved',
      params: { state: 'cancelled' },
    });
  });

  it('returned with a reason, asked again, approved', async () => {
    const { id } = await askFor(world, { serviceCode: 'E01', plannedMinutes: 60 });
    await returnExchange(world.desk('梁主任'), { id, reason: 'wrong_time', note: '医院几点？' });
    const again = {
      id,
      serviceCode: 'E01',
      plannedOn: world.tomorrow(),
      plannedStart: 480,
      plannedHalfDay: null,
      plannedMinutes: 180,
      wish: null,
    };
    await correctRequest(world.desk('阿芬'), again);
    await approveExchange(world.desk('梁主任'), { id });
    expect(await held(id)).toMatchObject([{ left: 180 }]);
  });
});

describe('matching', () => {
  it('a volunteer takes it, gives it back, and the hold stays', async () => {
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    await expect(acceptExchange(world.desk('老梁'), { id })).rejects.toMatchObject({ code: 'not_found' });
    await withdrawFromExchange(world.desk('李姨'), { id, volunteerId: world.member('李姨').id, reason: 'ill' });
    expect([await stateOf(id), (await held(id)).length]).toEqual(['approved', 1]);
    await acceptExchange(world.desk('老梁'), { id });
    expect(await stateOf(id)).toBe('matched');
  });

  it('nobody serves themselves, and nobody unready', async () => {
    const { id } = await askFor(world, {
      memberIds: [world.member('陈伯').id],
      serviceCode: 'A01',
      plannedMinutes: 30,
    });
    await expect(acceptExchange(world.desk('阿珍'), { id })).rejects.toMatchObject({ code: 'not_found' });
    const pool = await world.read((act) => accountsOf(act, [poolAccount('xinxing', 'x').id]));
    expect(pool).toEqual([]);
  });
});
