/** 请人帮手, asked at her door with no signal: taken in like any other ask, once, and held when it comes here. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges } from '#db/schema/care';
import { fieldRefusals } from '#db/schema/field';
import { holds } from '#db/schema/ledger';
import { instantOf } from '#domain/day';
import { askedFor, type Raw, sent } from '#tests/support/phone';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { readFile } from '#usecases/exchange/file';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';
import { lookAtFile, takeFile } from '#usecases/field/file';
import { statesOf } from '#usecases/field/states';
import { takeRecord } from '#usecases/field/take';
import { takeBatch } from '#usecases/field/take-batch';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
});
afterEach(() => world.close());

const DAY = 86_400_000;
const ask = (changes: Raw = {}) => askedFor(world, changes);
const take = (raw: unknown, by = '阿芬') => takeRecord(world.desk(by), raw, { way: 'phone' });
const taken = async (raw: unknown) => {
  const receipt = await take(raw);
  expect(receipt).toMatchObject({ outcome: 'taken', pin: null });
  return 'exchangeId' in receipt ? receipt.exchangeId : '';
};
const view = async (id: string) => (await viewExchange(world.desk('阿芬'), id)).exchange;
const count = async () => (await world.read(({ tx }) => tx.select({ id: exchanges.id }).from(exchanges))).length;
const held = (id: string) => world.read(({ tx }) => tx.select().from(holds).where(eq(holds.subjectId, id)));
const kept = () => world.read(({ tx }) => tx.select().from(fieldRefusals));

describe('one ask', () => {
  it('is an exchange like any other that the helper asks for: her minutes are held when it comes', async () => {
    const id = await taken(sent(ask({ wish: '要空腹', urgent: true, at: { start: 540 } })));
    expect(await view(id)).toMatchObject({
      ...{ state: 'approved', serviceCode: 'A02', plannedOn: '2026-11-24', plannedStart: 540, plannedMinutes: 120 },
      ...{ plannedHalfDay: 'morning', wish: '要空腹', urgent: true, wantsOwn: false, consentHow: 'inPerson' },
      requestedBy: world.user('阿芬').id,
    });
    expect(await held(id)).toMatchObject([{ minutes: 120 }]);
  });

  it('of more risk waits for the town', async () => {
    const id = await taken(sent(ask({ serviceCode: 'E01', memberIds: [world.member('七婆').id], minutes: 150 })));
    expect(await view(id)).toMatchObject({ state: 'requested', plannedMinutes: 150 });
    expect(await held(id)).toEqual([]);
  });

  it('in a file is as much a request of whoever handed it in: she does not decide on it', async () => {
    const raw = sent(ask({ serviceCode: 'E01' }));
    const file = { kind: 'yinling.field', user: { id: world.user('阿芬').id, name: '阿芬' }, at: 1, records: [raw] };
    const { receipts } = await takeFile(world.desk('小周'), JSON.stringify(file), () => {});
    const [receipt] = receipts;
    const id = receipt && 'exchangeId' in receipt ? receipt.exchangeId : '';
    expect(await view(id)).toMatchObject({ state: 'requested', requestedBy: world.user('阿芬').id });
    const sendBack = (by: string) => returnExchange(world.desk(by), { id, reason: 'wrong_time', note: null });
    await expect(sendBack('小周')).rejects.toMatchObject({ code: 'four_eyes' });
    expect((await readFile(world.desk('小周'), id)).barred.request).toBe('four_eyes');
    // What she wrote for herself stays another's to decide on, and others may decide on both.
    await sendBack('梁主任');
    expect((await view(id)).state).toBe('returned');
  });

  it('is one however often it is sent, also after the town decided; another body is refused and kept', async () => {
    const raw = ask({ serviceCode: 'E01' });
    const exchangeId = await taken(sent(raw));
    await approveExchange(world.desk('梁主任'), { id: exchangeId });
    world.at('2026-11-24T09:00');
    expect(await take(sent(raw, DAY))).toMatchObject({ outcome: 'again', exchangeId });
    expect(await take(sent({ ...raw, minutes: 60 }))).toMatchObject({ outcome: 'refused', code: 'key_reused' });
    expect(await count()).toBe(1);
    expect(await statesOf(world.desk('阿芬'), [String(raw.id)])).toMatchObject([
      { does: 'ask', state: 'approved', reused: true },
    ]);
  });
});

describe('what came too late, or cannot be', () => {
  it.each<[string, string, Raw, number]>([
    ['its day has passed', 'day_in_past', {}, 2 * DAY],
    ['so far ahead nobody is booked', 'day_too_far', { day: { phone: '2027-03-01', ago: -98, on: '2027-03-01' } }, 0],
    ['longer than the service lasts', 'over_service_maximum', { minutes: 180 }, 0],
    ['the service is off', 'service_off', { serviceCode: 'G01' }, 0],
    ['no service of ours', 'service_unknown', { serviceCode: 'Z99' }, 0],
  ])('%s: refused, and kept', async (_words, code, changes, later) => {
    const raw = ask(changes);
    if (later > 0) world.at('2026-11-25T10:00');
    expect(await take(sent(raw, later))).toMatchObject({ outcome: 'refused', code, choices: [] });
    expect(await kept()).toMatchObject([{ code, form: 'ask.1', settledAt: null }]);
    expect(await count()).toBe(0);
  });

  it('minutes that nobody could pay are refused with how many, and put right under the same id', async () => {
    const raw = ask({ memberIds: [world.member('老梁').id] });
    expect(await take(sent(raw))).toMatchObject({ code: 'minutes_short', params: { missing: 120 } });
    const right = ask({ id: raw.id, minutes: 30 });
    await taken(sent(right));
    expect(await kept()).toMatchObject([{ settledAt: world.house.clock() }]);
  });

  it('whoever is not hers is told as such', async () => {
    expect(await take(sent(ask()), '梁主任')).toMatchObject({ outcome: 'refused', code: 'no_post' });
    expect(await take(sent(ask({ memberIds: ['mem_nobody'] })))).toMatchObject({ code: 'out_of_reach' });
  });
});

describe('the clock', () => {
  it('明天 of a phone in 1970 is the day after it was saved, by our calendar', async () => {
    const raw = ask({ savedAt: 3_600_000, day: { phone: '1970-01-02', ago: -1 } });
    world.at('2026-11-23T20:00');
    expect(await view(await taken(sent(raw, 8 * 3_600_000)))).toMatchObject({ plannedOn: '2026-11-24' });
  });

  it('an ask says nothing about the visit that came of it: no mark stays on that', async () => {
    const id = await taken(sent(ask({ savedAt: null, day: { ago: -1 } })));
    expect((await viewExchange(world.desk('阿芬'), id)).flags).toEqual([]);
  });
});

it('any order, again and again: the same asks, the same minutes held', async () => {
  const two = [ask({ minutes: 60 }), ask({ minutes: 60, at: { halfDay: 'afternoon' } })].map((raw) => sent(raw));
  const fail = (error: unknown) => {
    throw error;
  };
  for (const batch of [[two[1]], two.toReversed(), two, [two[0]]]) await takeBatch(world.desk('阿芬'), batch, fail);
  expect(await count()).toBe(2);
  expect((await world.read(({ tx }) => tx.select().from(holds))).map(({ minutes }) => minutes)).toEqual([60, 60]);
});

it('in a file it is read out before it is taken, and is asked by whoever wrote it', async () => {
  const file = JSON.stringify({
    kind: 'yinling.field',
    user: { id: world.user('阿芬').id },
    records: [sent(ask())],
  });
  const { lines } = await lookAtFile(world.desk('黄姐'), file);
  expect(lines).toMatchObject([{ read: { does: 'ask', servedOn: '2026-11-24', minutes: 120 } }]);
  const { receipts } = await takeFile(world.desk('黄姐'), file, () => {});
  const [receipt] = receipts;
  const id = receipt && 'exchangeId' in receipt ? receipt.exchangeId : '';
  expect(await view(id)).toMatchObject({ requestedBy: world.user('阿芬').id, createdAt: instantOf('2026-11-23', 540) });
});
