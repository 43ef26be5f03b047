/**
 * Whatever the network does: two phones with one queue (a backup was restored on a second one) send batches cut anywhere,
 * answers are lost, everything is sent again, in any order. In the end there are the same exchanges with the same flags,
 * and after the same approvals everybody has the same minutes.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accounts } from '#db/schema/ledger';
import { dayOf, instantOf } from '#domain/day';
import { exchangesById } from '#records/exchange';
import { type FieldRow, recordsOf } from '#records/field-record';
import { flagsFor } from '#records/flag';
import type { Raw } from '#tests/support/phone';
import { askFor, giveGrants, NEIGHBOUR } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { correctExchange } from '#usecases/exchange/log';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';
import { takeBatch } from '#usecases/field/take-batch';

const SAVED = instantOf('2026-11-23', 12 * 60);
/** Of the one phone whose clock stands in 1970. */
const WRONG = 40 * 3_600_000;
const HELPERS = ['阿芬', '小周'] as const;
type Helper = (typeof HELPERS)[number];

interface Saved {
  by: Helper;
  raw: Raw;
}

/** What was there before they lost the signal: an order, and two records of 阿芬 that came back; of one she does not know how far it came. */
interface Before {
  order: string;
  returned: { exchangeId: string; version: number };
  movedOn: { exchangeId: string; version: number };
}

/** What both of them wrote down that morning: visits that clash, a couple, a round, an order, what came back, and what must be refused. */
function mornings(world: World, { order, returned, movedOn }: Before): Saved[] {
  const id = (name: string) => world.member(name).id;
  const common = { form: 'log.1', serviceCode: 'A02', day: { phone: dayOf(SAVED), ago: 0 }, savedAt: SAVED };
  const visit = (key: string, elder: string, giver: string, more: Raw = {}): Raw => ({
    ...{ ...common, id: key, memberIds: [id(elder)], volunteers: [{ memberId: id(giver) }], order: 'new' },
    ...{ times: { start: 540, end: 600 }, ...more },
  });
  const doors = [
    { memberId: id('张伯'), found: 'seen' },
    { memberId: id('七婆'), found: 'absent' },
    { memberId: id('梁妈'), found: 'phone', note: '咳嗽' },
  ];
  return [
    { by: '阿芬', raw: visit('clash-1', '七婆', '李姨') },
    { by: '阿芬', raw: visit('clash-2', '张伯', '李姨', { times: { start: 570, end: 690 } }) },
    { by: '小周', raw: visit('clash-3', '张婆', '李姨', { times: { start: 660, end: 720 } }) },
    { by: '阿芬', raw: visit('order', '陈伯', '老梁', { order, times: { start: 480, end: 530 } }) },
    // The same visit by the other helper, who did not say which order it was: asked until the order is written down.
    { by: '小周', raw: visit('unasked', '陈伯', '老梁', { order: null, times: { start: 840, end: 900 } }) },
    {
      by: '阿芬',
      raw: visit('couple', '张伯', '老梁', { memberIds: [id('张伯'), id('张婆')], times: { start: 900, end: 960 } }),
    },
    {
      by: '阿芬',
      raw: visit('round', '张伯', '老梁', { doors, serviceCode: 'A03', times: { start: 990, end: 1020 } }),
    },
    {
      by: '阿芬',
      raw: visit('clock', '七婆', '老梁', {
        savedAt: WRONG,
        day: { ago: 1 },
        times: { halfDay: 'evening', minutes: 45 },
      }),
    },
    // Put right, it clashes with what was written down meanwhile; and the other one somebody has put right already.
    {
      by: '阿芬',
      raw: visit('corrected', '陈伯', '李姨', { ...PUT_RIGHT, ...returned, times: { start: 530, end: 580 } }),
    },
    { by: '阿芬', raw: visit('too-late', '梁妈', '老梁', { ...PUT_RIGHT, ...movedOn }) },
    { by: '阿芬', raw: visit('family', '阿芬家婆', '老梁') },
    { by: '小周', raw: visit('nonsense', '七婆', '老梁', { times: { start: 600, end: 540 } }) },
  ];
}

const PUT_RIGHT = { form: 'correct.1', day: { phone: dayOf(SAVED), ago: 0, on: dayOf(SAVED) } };

/** One sending: by which of the two phones, which of what it still has, and whether the answer arrives. */
interface Sending {
  phone: number;
  picks: number[];
  lost: boolean;
}

const sendings = fc.array(
  fc.record({
    phone: fc.nat(3),
    picks: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 6 }),
    lost: fc.boolean(),
  }),
  { maxLength: 8 },
);

/** The whole story, told without ids: what is on record, what is not, and what everybody has in the end. */
async function lived(schedule: readonly Sending[]): Promise<unknown> {
  const world = await openWorld();
  world.at('2026-11-23T12:05');
  try {
    await giveGrants(world);
    await world.fillPool('445321100', 6000);
    const saved = mornings(world, await before(world));
    const phones = [0, 1, 2, 3].map((at) => ({
      by: HELPERS[at % 2] as Helper,
      left: saved.filter(({ by }) => by === HELPERS[at % 2]),
    }));
    let minutes = 5;
    const send = async ({ phone, picks, lost }: Sending) => {
      minutes += 7;
      world.at(`2026-11-23T${12 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`);
      const { by, left } = phones[phone] as (typeof phones)[number];
      const batch = picks.flatMap((pick) => left[pick] ?? []);
      const raws = batch.map(({ raw }) => ({ ...raw, sentAt: Number(raw.savedAt) + minutes * 60_000 }));
      const receipts = await takeBatch(world.desk(by), raws, (error) => {
        throw error;
      });
      // Nothing is thrown away on the phone before its receipt.
      if (lost) return;
      const done = receipts.flatMap((receipt) => ('exchangeId' in receipt ? [receipt.id] : []));
      Object.assign(phones[phone] as object, { left: left.filter(({ raw }) => !done.includes(String(raw.id))) });
    };
    for (const sending of schedule) await send(sending);
    // In the evening there is signal: everything that is left is sent until nothing changes.
    for (let round = 0; round < 2; round++) {
      for (let phone = 0; phone < phones.length; phone++) await send({ phone, picks: [...saved.keys()], lost: false });
    }
    return {
      records: await recorded(world),
      left: phones.map(({ left }) => left.map(({ raw }) => raw.id)),
      minutes: await credited(world),
    };
  } finally {
    await world.close();
  }
}

async function openOrder(world: World): Promise<string> {
  const { id, state } = await askFor(world, { plannedOn: world.today(), plannedMinutes: 60 });
  if (state === 'requested') await approveExchange(world.desk('梁主任'), { id });
  await acceptExchange(world.desk('老梁'), { id });
  return id;
}

async function before(world: World): Promise<Before> {
  const order = await openOrder(world);
  const written = async (key: string, elder: string, giver: string) => {
    const raw = {
      ...{
        form: 'log.1',
        id: key,
        memberIds: [world.member(elder).id],
        volunteers: [{ memberId: world.member(giver).id }],
      },
      ...{ serviceCode: 'A02', order: 'new', day: { phone: dayOf(SAVED), ago: 0 }, times: { start: 420, end: 450 } },
      ...{ savedAt: SAVED, sentAt: world.house.clock() },
    };
    const [receipt] = await takeBatch(world.desk('阿芬'), [raw], (error) => {
      throw error;
    });
    const id = receipt && 'exchangeId' in receipt ? receipt.exchangeId : '';
    await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes', note: null });
    return { exchangeId: id, version: (await viewExchange(world.desk('阿芬'), id)).exchange.version };
  };
  const returned = await written('first', '陈伯', '李姨');
  const movedOn = await written('second', '梁妈', '老梁');
  const log = { servedOn: dayOf(SAVED), times: { start: 420, end: 435 }, volunteers: [] };
  await correctExchange(world.desk('黄姐'), { id: movedOn.exchangeId, ...log });
  return { order, returned, movedOn };
}

const rowsOf = (world: World): Promise<FieldRow[]> =>
  world.read(async (act) => {
    const ids = [
      'clash-1',
      'clash-2',
      'clash-3',
      'order',
      'unasked',
      'couple',
      'round',
      'clock',
      'corrected',
      'too-late',
      'family',
      'nonsense',
    ];
    const rows = await Promise.all(HELPERS.map((name) => recordsOf(act, world.user(name).id, ids)));
    return rows.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  });

async function recorded(world: World): Promise<unknown[]> {
  const rows = await rowsOf(world);
  return world.read(async (act) => {
    const ids = rows.map(({ exchangeId }) => exchangeId);
    const flags = await flagsFor(act, ids);
    const exchanges = await exchangesById(act, ids);
    expect(new Set(ids).size).toBe(ids.length);
    return rows.map(({ id, clock }, at) => {
      const { state, servedOn, servedMinutes, doors, beneficiaryIds, volunteers } = exchanges[at] ?? ({} as never);
      const each = volunteers.map((one) => [one.memberId, one.servedMinutes]);
      return {
        id,
        clock,
        state,
        servedOn,
        servedMinutes,
        doors,
        beneficiaryIds,
        each,
        flags: flags.get(ids[at] ?? ''),
      };
    });
  });
}

/** The same approvals, in the order of the phone's ids. */
async function credited(world: World): Promise<unknown[]> {
  for (const { exchangeId: id, writerId } of await rowsOf(world)) {
    const others = writerId === world.user('小周').id ? ['阿芬', '黄姐'] : ['小周', '黄姐'];
    await confirmExchange(world.desk(others[0] ?? ''), { id, means: 'wallCard', line: 1, ...NEIGHBOUR });
    await checkExchange(world.desk(others[1] ?? ''), { id, note: null });
    await creditExchange(world.desk('陈姐'), { id });
  }
  const rows = await world.read((act) => act.tx.select().from(accounts));
  return rows
    .filter(({ balance, held }) => balance !== 0 || held !== 0)
    .map(({ kind, ownerId, balance, held }) => [kind, ownerId, balance, held].join(' '))
    .sort();
}

test('any order of sending and sending again ends in the same records, flags and balances', async () => {
  const inOrder = await lived([]);
  expect(inOrder).toMatchObject({ left: [['too-late', 'family'], ['nonsense'], ['too-late', 'family'], ['nonsense']] });
  const flagged = (inOrder as { records: { id: string; flags: string[] }[] }).records;
  expect(flagged.map(({ id }) => id)).toEqual([
    'clash-1',
    'clash-2',
    'clash-3',
    'clock',
    'corrected',
    'couple',
    'order',
    'round',
    'unasked',
  ]);
  expect(flagged.filter(({ flags }) => flags.includes('overlap')).map(({ id }) => id)).toEqual([
    'clash-1',
    'clash-2',
    'clash-3',
    'corrected',
  ]);
  expect(flagged.filter(({ flags }) => flags.includes('phone_clock')).map(({ id }) => id)).toEqual(['clock']);
  await fc.assert(
    fc.asyncProperty(sendings, async (schedule) => {
      expect(await lived(schedule)).toEqual(inOrder);
    }),
    { numRuns: 6 },
  );
}, 300_000);
