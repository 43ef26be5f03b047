/** 现在去, saved before she leaves with no signal; and the visit that came of it: one record, whichever comes here first. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges } from '#db/schema/care';
import { goingOut, nobodyThere, type Raw, sent, written } from '#tests/support/phone';
import { openWorld, type World } from '#tests/support/world';
import { readFile } from '#usecases/exchange/file';
import { viewExchange } from '#usecases/exchange/view';
import { takeFile } from '#usecases/field/file';
import { statesOf } from '#usecases/field/states';
import { takeRecord } from '#usecases/field/take';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const HOUR = 3_600_000;
const take = (raw: unknown, by = '阿芬') => takeRecord(world.desk(by), raw, { way: 'phone' });
const taken = async (raw: unknown) => {
  const receipt = await take(raw);
  expect(receipt).toMatchObject({ outcome: 'taken' });
  return 'exchangeId' in receipt ? receipt.exchangeId : '';
};
const view = (id: string) => viewExchange(world.desk('阿芬'), id);
const count = async () => (await world.read(({ tx }) => tx.select({ id: exchanges.id }).from(exchanges))).length;

describe('setting out', () => {
  it('begins at the phone’s time, and its file has both clocks', async () => {
    const raw = goingOut(world);
    world.at('2026-11-23T11:40');
    const id = await taken(sent(raw, 2 * HOUR + 40 * 60_000));
    const { exchange, moves } = await view(id);
    expect(exchange).toMatchObject({ state: 'matched', plannedOn: '2026-11-23', plannedStart: 540 });
    expect(exchange.volunteers.map(({ memberId }) => memberId)).toEqual([world.member('李姨').id]);
    expect(moves).toMatchObject([{ move: 'setOut', at: world.house.clock() }]);
    const { setOut } = await readFile(world.desk('阿芬'), id);
    expect(setOut).toMatchObject({ savedAt: raw.savedAt, at: world.house.clock(), clock: 'good' });
  });

  it('of a clock that is wrong has its day and no time', async () => {
    const id = await taken(sent(goingOut(world, { savedAt: HOUR, day: { phone: '1970-01-01', ago: 0 } }), 60_000));
    expect((await view(id)).exchange).toMatchObject({
      plannedOn: '2026-11-23',
      plannedStart: null,
      plannedHalfDay: null,
    });
  });

  it('is one however often it is sent; around an order it is asked about', async () => {
    const raw = goingOut(world);
    const exchangeId = await taken(sent(raw));
    expect(await take(sent(raw, HOUR))).toMatchObject({ outcome: 'again', exchangeId });
    expect(await take(sent({ ...raw, serviceCode: 'A03' }))).toMatchObject({ code: 'key_reused' });
    expect(await count()).toBe(1);
    const second = goingOut(world);
    expect(await take(sent(second))).toMatchObject({
      code: 'which_order',
      choices: [{ exchange: { id: exchangeId } }],
    });
    await taken(sent({ ...second, another: true }));
  });

  it.each<[string, string, Raw]>([
    ['her own family', 'family_record', { memberIds: ['阿芬家婆'] }],
    ['somebody who is not hers', 'out_of_reach', { memberIds: ['nobody'] }],
    ['a service that is off', 'service_off', { serviceCode: 'G01' }],
  ])('to %s is refused', async (_words, code, changes) => {
    const known = (name: string) => (name === 'nobody' ? 'mem_nobody' : world.member(name).id);
    const memberIds = (changes.memberIds as string[] | undefined)?.map(known);
    expect(await take(sent(goingOut(world, { ...changes, ...(memberIds ? { memberIds } : {}) })))).toMatchObject({
      code,
    });
  });
});

describe('the visit that came of it', () => {
  const both = () => {
    const go = goingOut(world);
    const log = written(world, { went: go.id, times: { halfDay: 'morning', minutes: 45 } });
    world.at('2026-11-23T12:00');
    return { go: sent(go, 3 * HOUR), log: sent(log, 3 * HOUR) };
  };

  it('is that order, written down', async () => {
    const { go, log } = both();
    const exchangeId = await taken(go);
    expect(await taken(log)).toBe(exchangeId);
    expect((await view(exchangeId)).exchange).toMatchObject({ state: 'logged', servedMinutes: 45, plannedStart: 540 });
    expect(await count()).toBe(1);
  });

  it('stands by itself where setting out has not come; when it does, there is no second one', async () => {
    const { go, log } = both();
    const exchangeId = await taken(log);
    expect(await taken(go)).toBe(exchangeId);
    for (const raw of [log, go]) expect(await take(raw)).toMatchObject({ outcome: 'again', exchangeId });
    expect(await count()).toBe(1);
    expect((await readFile(world.desk('阿芬'), exchangeId)).setOut).toMatchObject({ clock: 'good' });
  });

  it('stands by itself where setting out was refused', async () => {
    const { go, log } = both();
    expect(await take({ ...go, serviceCode: 'G01' })).toMatchObject({ code: 'service_off' });
    expect((await view(await taken(log))).exchange).toMatchObject({ state: 'logged', servedMinutes: 45 });
  });

  it('is not somebody else’s order', async () => {
    const { go, log } = both();
    const exchangeId = await taken(go);
    const other = await taken({ ...log, memberIds: [world.member('七婆').id] });
    expect(other).not.toBe(exchangeId);
    expect((await view(exchangeId)).exchange.state).toBe('matched');
  });
});

describe('nobody at home where she went', () => {
  const both = (changes: Raw = {}) => {
    const go = goingOut(world);
    world.at('2026-11-23T09:40');
    const absent = nobodyThere(world, go, changes);
    world.at('2026-11-23T12:00');
    return { go: sent(go, 3 * HOUR), absent: sent(absent, 2 * HOUR + 20 * 60_000) };
  };
  const ended = { state: 'cancelled', reason: 'nobody_home', reasonNote: '邻居说去女儿家了', plannedOn: '2026-11-23' };

  it.each([
    ['after it', ['go', 'absent']],
    ['before it', ['absent', 'go']],
  ] as const)('comes %s, and they are one record that has ended', async (_words, order) => {
    const raws = both();
    const ids = [await taken(raws[order[0]]), await taken(raws[order[1]])];
    expect(new Set(ids).size).toBe(1);
    for (const raw of [raws.absent, raws.go]) expect(await take(raw)).toMatchObject({ outcome: 'again' });
    expect(await count()).toBe(1);
    const { exchange, moves, evidence } = await view(ids[0] ?? '');
    expect(exchange).toMatchObject(ended);
    expect(exchange.volunteers.map(({ memberId }) => memberId)).toEqual([world.member('李姨').id]);
    expect(moves.map(({ move }) => move)).toEqual(['setOut', 'nobodyHome']);
    expect(evidence).toMatchObject([{ kind: 'nobody_home', deviceAt: raws.absent.savedAt }]);
    expect((await readFile(world.desk('阿芬'), ids[0] ?? '')).setOut).toMatchObject({ savedAt: raws.go.savedAt });
    const states = await statesOf(
      world.desk('阿芬'),
      [raws.go, raws.absent].map(({ id }) => String(id)),
    );
    expect(states).toMatchObject([{ standing: 'ended' }, { standing: 'ended' }]);
  });

  it('at the same moment as it makes no second one', async () => {
    const { go, absent } = both();
    const receipts = await Promise.all([take(absent), take(go), take(absent), take(go)]);
    expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['again', 'again', 'taken', 'taken']);
    expect(await count()).toBe(1);
  });

  it('in a file it is of the setting out on the writer’s phone', async () => {
    const { go, absent } = both();
    const exchangeId = await taken(go);
    const user = { id: world.user('阿芬').id };
    await takeFile(world.desk('黄姐'), JSON.stringify({ kind: 'yinling.field', user, records: [absent] }), () => {});
    expect((await view(exchangeId)).exchange).toMatchObject(ended);
    expect(await count()).toBe(1);
  });

  it('is no order of somebody else’s, and around an order it is asked about as setting out is', async () => {
    const { go, absent } = both();
    const exchangeId = await taken(go);
    const elsewhere = { ...absent, memberIds: [world.member('七婆').id] };
    expect(await take(elsewhere)).toMatchObject({ code: 'not_understood' });
    const unseen = sent(nobodyThere(world, goingOut(world)));
    expect(await take(unseen)).toMatchObject({ code: 'which_order', choices: [{ exchange: { id: exchangeId } }] });
    await taken({ ...unseen, another: true });
  });

  it('where the visit was written down, that stands', async () => {
    const { go, absent } = both();
    const log = sent(written(world, { went: go.id }));
    const exchangeId = await taken(log);
    expect(await take(absent)).toMatchObject({ code: 'state_moved' });
    expect((await view(exchangeId)).exchange.state).toBe('logged');
  });
});
