/** One visit, written down by more than one hand: it is kept, told of both records, and asked about where somebody can be asked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photosOf } from '#records/attachment';
import { evidenceOf } from '#records/evidence';
import { exchangesById } from '#records/exchange';
import { developPhoto } from '#records/photo';
import { cardPhoto } from '#tests/support/photo';
import { askFor, giveGrants, NEIGHBOUR, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { cleannessOf } from '#usecases/exchange/clean';
import { takeBackConfirmation } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { rejectExchange } from '#usecases/exchange/end';
import { correctExchange } from '#usecases/exchange/log';
import { logOrder } from '#usecases/exchange/log-order';
import { logVisit, type Visit } from '#usecases/exchange/log-visit';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { sameRecords } from '#usecases/exchange/same-visit';
import { twinsFor } from '#usecases/exchange/twins';
import { linesFor, viewExchange } from '#usecases/exchange/view';
import { addSheetPhoto, keyLine } from '#usecases/sheet/key-line';
import { printSheet } from '#usecases/sheet/print';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  await world.fillPool('445321100', 6000);
});
afterEach(() => world.close());

const flags = async (id: string) => (await viewExchange(world.desk('小周'), id)).flags;
const doubt = (id: string) =>
  world.desk('陈姐').read(async (act) => (await cleannessOf(act, await exchangesById(act, [id]))).get(id)?.doubt);
const check = (id: string) => checkExchange(world.desk('小周'), { id, note: null });

describe('one pair, one day, one half-day', () => {
  it('is told of both records, and neither is clean', async () => {
    const first = await served(world);
    expect(await flags(first.id)).toEqual([]);
    const second = await served(world, { times: { start: 600, end: 660 } }, '小周');
    for (const { id } of [first, second]) expect(await flags(id)).toEqual(['twice']);
    await thumbed(world, second.id);
    await checkExchange(world.desk('黄姐'), { id: second.id, note: null });
    expect(await doubt(second.id)).toBe('flags');
  });

  it('each leads to the other, for the whole list, as far as one reaches', async () => {
    const [first, second] = [await served(world), await served(world, { times: { start: 600, end: 660 } })];
    const alone = await served(world, { memberIds: [world.member('七婆').id] });
    const twins = (by: string, ids: string[]) =>
      world.desk(by).read(async (act) => {
        const found = await twinsFor(act, await linesFor(act, await exchangesById(act, ids)));
        return Object.fromEntries([...found].map(([id, lines]) => [id, lines.map(({ exchange }) => exchange.id)]));
      });
    const both = { [first.id]: [second.id], [second.id]: [first.id] };
    expect(await twins('小周', [first.id, second.id, alone.id])).toEqual(both);
    expect(await twins('小周', [first.id])).toEqual({ [first.id]: [second.id] });
    expect(await twins('隔壁阿珠', [first.id])).toEqual({ [first.id]: [] });
    for (const { id } of [first, second]) await thumbed(world, id);
    await check(second.id);
    await rejectExchange(world.desk('陈姐'), { id: second.id, reason: 'duplicate' });
    // What was decided lies beside the one that stands, and not the other way round.
    expect(await twins('小周', [first.id, second.id])).toEqual({ [second.id]: [first.id] });
  });

  it('of another half-day nothing is told', async () => {
    const first = await served(world);
    await served(world, { times: { halfDay: 'evening', minutes: 30 } });
    expect(await flags(first.id)).toEqual([]);
  });

  it('is over when one of them is rejected, taken back from the book, or was of another day', async () => {
    const [first, second] = [await served(world), await served(world)];
    for (const { id } of [first, second]) {
      await thumbed(world, id);
      await check(id);
    }
    await rejectExchange(world.desk('陈姐'), { id: second.id, reason: 'duplicate' });
    expect([await flags(first.id), await doubt(first.id)]).toEqual([[], null]);
    // What was decided keeps what it was decided with.
    expect(await flags(second.id)).toEqual(['twice']);

    const third = await served(world);
    expect(await flags(first.id)).toEqual(['twice']);
    await creditExchange(world.desk('陈姐'), { id: first.id });
    await proposeReversal(world.desk('梁主任'), { id: first.id, reason: 'duplicate' });
    await acceptReversal(world.desk('苏科'), { id: first.id, accepted: [] });
    expect(await flags(third.id)).toEqual([]);

    const fourth = await served(world);
    await thumbed(world, fourth.id);
    await returnExchange(world.desk('小周'), { id: fourth.id, reason: 'wrong_time' });
    const times = { halfDay: 'morning', minutes: 90 } as const;
    await correctExchange(world.desk('阿芬'), { id: fourth.id, servedOn: '2026-11-20', times, volunteers: [] });
    expect([await flags(third.id), await flags(fourth.id)]).toEqual([[], []]);
  });
});

describe('是不是这一条', () => {
  const visit = (changes: Partial<Visit> = {}, key = world.key()) => ({
    key,
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    servedOn: world.today(),
    times: { halfDay: 'morning', minutes: 60 } as const,
    volunteers: [{ memberId: world.member('李姨').id }],
    reason: 'found_on_visit',
    order: null,
    ...changes,
  });
  const write = (changes?: Partial<Visit>, by = '小周') => logVisit(world.desk(by), visit(changes));
  const evidence = async (id: string) =>
    (await viewExchange(world.desk('小周'), id)).evidence.map(({ kind, byId, minutes }) => [kind, byId, minutes]);
  const helper = () => world.user('阿芬').id;
  let first: string;
  beforeEach(async () => {
    first = (await served(world, { times: { halfDay: 'morning', minutes: 60 } })).id;
  });

  it('is asked of the same pair and day, of no other, and not of one that is over', async () => {
    const evening = { times: { halfDay: 'evening', minutes: 30 } } as const;
    for (const same of [{}, evening]) await expect(write(same)).rejects.toMatchObject({ code: 'which_record' });
    const others: Partial<Visit>[] = [
      { servedOn: '2026-11-22' },
      { memberIds: [world.member('七婆').id] },
      { volunteers: [{ memberId: world.member('老梁').id }] },
    ];
    for (const other of others) expect((await write(other)).joined).toBeNull();
    await thumbed(world, first);
    await rejectExchange(world.desk('陈姐'), { id: first, reason: 'not_served' });
    expect((await write()).joined).toBeNull();
  });

  it('a second visit on one day is written down where she says so', async () => {
    const second = await write({ order: 'new', times: { halfDay: 'evening', minutes: 30 } });
    expect(second.id).not.toBe(first);
    expect([await flags(first), await flags(second.id)]).toEqual([[], []]);
  });

  it('where it is that one, nothing is written but her word, once', async () => {
    const asked = visit({ order: first });
    for (let pressed = 0; pressed < 2; pressed++) {
      expect(await logVisit(world.desk('小周'), asked)).toEqual({ id: first, joined: { agrees: true } });
    }
    await write({ order: first });
    expect(await evidence(first)).toEqual([
      ['helper_word', helper(), null],
      ['helper_word', world.user('小周').id, null],
    ]);
    const { exchange } = await viewExchange(world.desk('小周'), first);
    expect(exchange).toMatchObject({ state: 'logged', loggedBy: helper(), servedMinutes: 60 });
    // Whoever gave a word for it does not check it.
    await thumbed(world, first);
    await expect(check(first)).rejects.toMatchObject({ code: 'four_eyes' });
  });

  it('other minutes are kept beside it', async () => {
    const long = { halfDay: 'morning', minutes: 95 } as const;
    expect((await write({ order: first, times: long })).joined).toEqual({ agrees: false });
    expect((await evidence(first)).at(-1)).toEqual(['helper_word', world.user('小周').id, 95]);
  });

  it('of another pair or day, or one’s own family, it is not', async () => {
    const order = first;
    await expect(write({ order, servedOn: '2026-11-22' })).rejects.toMatchObject({ code: 'not_found' });
    const wu = [{ memberId: world.member('老梁').id }];
    await expect(write({ order, volunteers: wu })).rejects.toMatchObject({ code: 'not_found' });
    const own = await served(world, { memberIds: [world.member('阿芬家婆').id] }, '小周');
    const theirs = { memberIds: [world.member('阿芬家婆').id], order: own.id };
    await expect(write(theirs, '阿芬')).rejects.toMatchObject({ code: 'family_record' });
    await expect(write({ order }, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('from paper', () => {
    let sheet: string;
    beforeEach(async () => {
      sheet = await printSheet(world.desk('阿芬'), { key: world.key(), form: 'visits', memberId: null });
    });
    const key = (changes: Partial<Visit> = {}, line = 4) => {
      const { key: _, reason: __, order, ...seen } = visit(changes);
      return keyLine(world.desk('黄姐'), { sheet, line, handledBy: helper(), visit: seen, order, thumb: NEIGHBOUR });
    };
    const record = async () => {
      const { exchange, evidence: facts } = await viewExchange(world.desk('阿芬'), first);
      return { state: exchange.state, kinds: facts.map(({ kind }) => kind) };
    };

    it('the thumb on the line confirms what the phone wrote down, and the photograph shows with it', async () => {
      await expect(key()).rejects.toMatchObject({ code: 'which_record' });
      expect(await key({ order: first })).toEqual({ id: first, again: false });
      expect(await key({ order: first })).toEqual({ id: first, again: true });
      const kinds = ['helper_word', 'helper_word', 'helper_word', 'wall_card', 'witness'];
      expect(await record()).toEqual({ state: 'confirmed', kinds });
      await addSheetPhoto(world.desk('黄姐'), { number: sheet, photo: await developPhoto(await cardPhoto()) });
      const photos = await world.read(async (act) => photosOf(act, first, await evidenceOf(act, first)));
      expect(photos).toMatchObject([{ sheet, line: 4 }]);
      await expect(checkExchange(world.desk('黄姐'), { id: first, note: null })).rejects.toMatchObject({
        code: 'four_eyes',
      });
      expect(await flags(first)).toEqual([]);
    });

    it('for other minutes it confirms nothing, and stands beside it', async () => {
      await key({ order: first, times: { halfDay: 'morning', minutes: 95 } });
      expect(await record()).toMatchObject({
        state: 'logged',
        kinds: expect.arrayContaining(['wall_card', 'witness']),
      });
    });

    it('is added to what is confirmed already, with a witness who is independent', async () => {
      await thumbed(world, first);
      await key({ order: first });
      expect((await record()).kinds.filter((kind) => kind === 'wall_card')).toHaveLength(2);
    });

    it('two lines of one sheet are two visits; of two sheets it is asked', async () => {
      await key({ order: 'new' }, 1);
      await thumbed(world, first);
      await rejectExchange(world.desk('陈姐'), { id: first, reason: 'not_served' });
      expect((await key({}, 2)).again).toBe(false);
      const other = await printSheet(world.desk('阿芬'), { key: world.key(), form: 'visits', memberId: null });
      sheet = other;
      await expect(key({}, 1)).rejects.toMatchObject({ code: 'which_record' });
    });
  });
});

describe('an order whose visit is on record', () => {
  let order: string;
  let first: string;
  const times = { halfDay: 'morning', minutes: 60 } as const;
  beforeEach(async () => {
    order = (await askFor(world, { plannedOn: world.today() })).id;
    await acceptExchange(world.desk('李姨'), { id: order });
    first = (await served(world, { times })).id;
  });
  const log = (record: string | null, by = '小周', servedOn = world.today()) =>
    logOrder(world.desk(by), { id: order, servedOn, times, volunteers: [], record });
  const held = async () => (await viewExchange(world.desk('阿芬'), order)).held.length;
  const state = async (id: string) => (await viewExchange(world.desk('阿芬'), id)).exchange.state;

  it('is asked about, of whoever writes it down, and of no other day', async () => {
    for (const by of ['小周', '李姨']) await expect(log(null, by)).rejects.toMatchObject({ code: 'which_record' });
    expect(await state(order)).toBe('matched');
    expect(await log(null, '李姨', '2026-11-21')).toEqual({ id: order, joined: null });
  });

  it('where it was that one, her word goes there, and what was held is given back', async () => {
    expect(await held()).toBeGreaterThan(0);
    expect(await log(first, '李姨')).toEqual({ id: first, joined: { agrees: true } });
    expect([await state(order), await held(), await state(first)]).toEqual(['cancelled', 0, 'logged']);
    expect(await flags(first)).toEqual([]);
    const { evidence } = await viewExchange(world.desk('小周'), first);
    expect(evidence.map(({ kind }) => kind)).toEqual(['helper_word', 'self_word']);
    await expect(log(first, '李姨')).rejects.toMatchObject({ code: 'state_moved' });
  });

  it('where it was another visit both stand, and both are told of', async () => {
    expect(await log('new', '李姨')).toEqual({ id: order, joined: null });
    for (const id of [first, order]) expect(await flags(id)).toEqual(['twice']);
  });

  it('is no record of another pair, nor an order', async () => {
    const other = await served(world, { memberIds: [world.member('七婆').id] });
    const open = await askFor(world, { plannedOn: world.today() });
    for (const id of [other.id, open.id]) await expect(log(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await state(order)).toBe('matched');
  });

  it('of a volunteer’s mate nothing is shown to him', async () => {
    const theirs = await served(world, { times, volunteers: [{ memberId: world.member('老梁').id }] });
    const people = { memberIds: [world.member('陈伯').id], servedOn: world.today() };
    const seen = { ...people, volunteerIds: [world.member('李姨').id, world.member('老梁').id] };
    const shown = async (by: string) => (await sameRecords(world.desk(by), seen)).map(({ exchange }) => exchange.id);
    expect(await shown('小周')).toEqual([first, theirs.id]);
    expect(await shown('李姨')).toEqual([first]);
  });
});

describe('between relatives', () => {
  const kin = () => served(world, { volunteers: [{ memberId: world.member('李姨').id, relative: true }] });

  it('a witness from outside makes the difference, and is gone when taken back', async () => {
    const { id } = await kin();
    expect(await flags(id)).toEqual(['relative', 'relative_unwitnessed']);
    await thumbed(world, id);
    expect(await flags(id)).toEqual(['relative']);
    await takeBackConfirmation(world.desk('阿芬'), { id });
    expect(await flags(id)).toEqual(['relative', 'relative_unwitnessed']);
  });
});
