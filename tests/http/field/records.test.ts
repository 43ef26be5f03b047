/** What a phone and the house say to each other: JSON in, a receipt for each record, and words for every kind of nonsense. */

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIYUAN } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { cards, members } from '#db/schema/people';
import { must } from '#domain/refusal';
import { openTrace } from '#tests/bench/trace';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type Client, createClient } from '#tests/support/client';
import { asked, handIn as handInBy, JSON_ONLY, lookedIn, newKey, sent, withPin, written } from '#tests/support/phone';
import { askFor } from '#tests/support/scene';
import { openWorld } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { returnExchange } from '#usecases/exchange/return';
import { readRoster } from '#usecases/field/roster';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';

let house: DeskHouse;
let helper: Client;
beforeEach(async () => {
  house = await openDeskHouse();
  helper = await house.as('阿芬');
}, 60_000);
afterEach(() => house.close());

const id = (name: string) => house.world.member(name).id;
const record = (changes = {}) => sent(written(house.world, changes));
const count = () => house.world.read(async (act) => (await act.tx.select({ id: exchanges.id }).from(exchanges)).length);

const handIn = (records: unknown) => handInBy(helper, records);

describe('the roster', () => {
  test('is what she needs for a week without signal, and no number or minute of anybody', async () => {
    await askFor(house.world, { plannedOn: house.world.today(), plannedMinutes: 60 });
    await handIn([record({ order: 'new', volunteers: [{ memberId: id('李姨') }] })]);
    const { status, body } = await asked(helper, '/field/roster');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      form: 'log.3',
      forms: ['log.1', 'log.2', 'log.3', 'correct.1', 'ask.1', 'absent.1', 'go.1', 'visit.1'],
      pinKey: { kty: 'RSA', alg: 'RSA-OAEP-256' },
    });
    expect(body.expiresAt - body.at).toBe(7 * 86_400_000);
    const chen = body.people.find((one: { id: string }) => one.id === id('陈伯'));
    expect(chen).toMatchObject({ name: '陈伯', lastService: 'A02', lastVolunteers: [id('李姨')], recentRank: 0 });
    const couple = body.people.find((one: { id: string }) => one.id === id('张伯'));
    expect(couple.householdIds).toEqual([id('张婆')]);
    expect(body.people.find((one: { id: string }) => one.id === id('七婆'))).toMatchObject({
      name: '七婆（林七妹）',
      nickname: '七婆',
    });
    expect(body.family).toContain(id('阿芬家婆'));
    expect(body.volunteers.find((one: { id: string }) => one.id === id('阿芬'))).toMatchObject({ inPost: true });
    expect(body.orders).toMatchObject([{ memberIds: [id('陈伯')], serviceCode: 'A02' }]);
    const all = JSON.stringify(body);
    expect(all).not.toMatch(/44532119|identity|balance|bornOn/);
  });

  test('says by when a visit is owed, who is paired and whom to call, and neither risk nor reason', async () => {
    const { world } = house;
    await deriveRegister(world.job('register'));
    await oweMonth(world.job('dues'), world.today());
    const { body } = await asked(helper, '/field/roster');
    const her = body.people.find((one: { id: string }) => one.id === id('七婆'));
    expect(her.owed).toEqual({
      kind: 'register',
      from: expect.stringMatching(/^2026-/),
      by: expect.stringMatching(/^2026-/),
    });
    expect(her.pairedIds).toEqual([]);
    expect(body.people.find((one: { id: string }) => one.id === id('阿芬家婆')).owed).toBeNull();
    expect(body.town).toMatchObject({ name: expect.stringMatching(/./), phone: expect.stringMatching(/^0766-/) });
    expect(JSON.stringify(body)).not.toMatch(/"risk"|aloneOld|reasons|seenOn/);
  });

  test('has the numbers that are printed on cards that still open something, and not what their codes carry', async () => {
    const { world } = house;
    const helperDesk = world.desk('阿芬');
    const lost = await issueCard(helperDesk, { key: world.key(), memberId: id('七婆'), kind: 'wall' });
    const hung = await issueCard(helperDesk, { key: world.key(), memberId: id('七婆'), kind: 'wall' });
    const { body } = await asked(helper, '/field/roster');
    const her = body.people.find((one: { id: string }) => one.id === id('七婆'));
    expect(her.cards).toContain(hung.number);
    expect(her.cards).not.toContain(lost.number);
    const all = JSON.stringify(body);
    const printed = await world.read((act) => act.tx.select().from(cards));
    expect(printed.length).toBeGreaterThan(1);
    for (const { token } of printed) expect(all).not.toContain(token);
    expect(all).not.toMatch(/token/);
  });

  test('says what is said in the language she reads', async () => {
    await helper.get('/language/en');
    const { body } = await asked(helper, '/field/roster');
    expect(body.services.find((one: { code: string }) => one.code === 'B03').name).toMatch(/cook/i);
  });

  test('whoever moved away is no longer in it', async () => {
    await house.world.write([], (act) =>
      act.tx
        .update(members)
        .set({ regionCode: LIYUAN })
        .where(eq(members.id, id('陈伯'))),
    );
    const { body } = await asked(helper, '/field/roster');
    expect(body.people.map((one: { id: string }) => one.id)).not.toContain(id('陈伯'));
  });

  test('is read in the same few statements for eight elders and for three hundred', async () => {
    const trace = openTrace();
    const traced = await openWorld();
    const statements = async () => (await trace.during(() => readRoster(traced.desk('阿芬')))).length;
    await statements();
    const few = await statements();
    await traced.write([], async (act) => {
      const [row] = await act.tx
        .select()
        .from(members)
        .where(eq(members.id, traced.member('七婆').id));
      const bare = { ...must(row), householdId: null, identityHash: null, phoneHash: null };
      await act.tx.insert(members).values(Array.from({ length: 300 }, (_, at) => ({ ...bare, id: `mem_more_${at}` })));
    });
    const many = await statements();
    expect((await readRoster(traced.desk('阿芬'))).people.length).toBeGreaterThan(300);
    trace.end();
    await traced.close();
    expect(many).toBe(few);
    expect(many).toBeLessThan(40);
  });

  test('is no page for members, nor for whoever is not signed in', async () => {
    const member = createClient(house.app);
    await member.signInAs(id('李姨'));
    expect(await asked(member, '/field/roster')).toMatchObject({ status: 404 });
    const stranger = await asked(createClient(house.app), '/field/roster');
    expect(stranger).toMatchObject({
      status: 401,
      body: { refused: { code: 'sign_in_needed', door: '/staff/sign-in' } },
    });
  });
});

describe('a batch', () => {
  test('gives a receipt each, in the four honest states', async () => {
    const raw = record();
    const { body } = await handIn([raw, record({ serviceCode: 'Z99' })]);
    expect(body.receipts).toMatchObject([
      { id: raw.id, outcome: 'taken', state: 'waiting', words: '已上传，等审核' },
      {
        outcome: 'refused',
        code: 'service_unknown',
        field: 'serviceCode',
        stateWords: expect.stringMatching(/^要改：/),
      },
    ]);
    const again = await handIn([raw]);
    expect(again.body.receipts).toMatchObject([
      { id: raw.id, outcome: 'again', exchangeId: body.receipts[0].exchangeId, words: '已上传，等审核' },
    ]);
    expect(await count()).toBe(1);
  });

  test('of a PIN that she never chose it says so, and what to do; what cannot be read is something else', async () => {
    const typed = (pin: string) => sent(withPin(house.world, record(), id('陈伯'), pin));
    const notes = async (raw: unknown) => (await handIn([raw])).body.receipts[0].notes.join();
    expect(await notes(typed('720415'))).toMatch(/还没有定过密码.*自己定六个数字/);
    const glued = { ...record({ order: 'new' }), pin: typed('720415').pin };
    expect(await notes(glued)).toMatch(/密码没有读出来/);
    await helper.get('/language/en');
    expect(await notes({ ...typed('720415'), order: 'new' })).toMatch(/could not be read/);
    const english = sent(withPin(house.world, record({ order: 'new' }), id('陈伯'), '720415'));
    expect(await notes(english)).toMatch(/chosen no PIN yet/);
  });

  test('asks which order it is, with words for each', async () => {
    await askFor(house.world, { plannedOn: house.world.today(), plannedMinutes: 60 });
    const { body } = await handIn([record()]);
    expect(body.receipts[0]).toMatchObject({ outcome: 'refused', code: 'which_order', field: 'order' });
    expect(body.receipts[0].choices[0].words).toContain('陈伯');
  });

  test('nonsense is a receipt of its own, and the neighbours are taken', async () => {
    const nonsense: unknown[] = [
      ...[
        null,
        7,
        'x',
        [],
        {},
        { form: 'log.1' },
        { ...record(), form: 'log.0' },
        { ...record(), id: 'x'.repeat(4000) },
      ],
      { ...record(), memberIds: ['x'.repeat(4000)] },
      { ...record(), volunteers: 'nobody' },
      { ...record(), times: { halfDay: 'morning', minutes: 1.5 } },
      { ...record(), times: { start: 600, end: 540 } },
      { ...record(), doors: [{ memberId: id('七婆'), found: 'seen', note: 'a\0b' }] },
      { ...record(), pin: { memberId: id('陈伯'), sealed: '<'.repeat(10) } },
      { ...record(), serviceCode: { $ne: null } },
      { ...record(), order: 'exc_nobody' },
      { ...record(), savedAt: 1e300, sentAt: -1 },
    ];
    const good = record();
    const { status, body } = await handIn([...nonsense, good]);
    expect(status).toBe(200);
    const outcomes = body.receipts.map((one: { outcome: string }) => one.outcome);
    expect(outcomes).toEqual([...nonsense.slice(1).map(() => 'refused'), 'taken', 'taken']);
    for (const one of body.receipts.slice(0, -2)) expect(one.words, JSON.stringify(one)).toMatch(/[。]$/);
    expect(body.receipts.at(-1)).toMatchObject({ id: good.id, outcome: 'taken' });
  });

  test.each([
    ['half a list', '[{"id":"abc","form":"lo', 400, 'unreadable'],
    ['no list', '{"id":"abc"}', 400, 'unreadable'],
    ['a well of brackets', '['.repeat(60_000), 400, 'unreadable'],
    ['twenty-one', JSON.stringify(Array.from({ length: 21 }, () => ({}))), 422, 'too_many'],
    ['300 KB', JSON.stringify([{ note: 'x'.repeat(300_000) }]), 413, 'too_large'],
  ])('%s is refused whole, in words', async (_, text, status, code) => {
    const answer = await handIn(text);
    expect(answer).toMatchObject({ status, body: { refused: { code, words: expect.stringMatching(/。$/) } } });
    expect(await count()).toBe(0);
  });

  test('without the token of a page it is 403, and nothing is taken', async () => {
    const form = { records: JSON.stringify([record()]) };
    const answer = await helper.request('POST', '/field/records', { form, headers: JSON_ONLY });
    expect([answer.statusCode, answer.json().refused.code]).toEqual([403, 'form_expired']);
    expect(await count()).toBe(0);
  });
});

test('a round is told door by door on the record that officers decide on', async () => {
  const doors = [
    { memberId: id('七婆'), found: 'seen', note: '精神好' },
    { memberId: id('陈伯'), found: 'absent' },
  ];
  const { body } = await handIn([record({ doors, times: { halfDay: 'morning', minutes: 90 } })]);
  const town = await house.as('小周');
  const shown = await town.get(`/exchanges/${body.receipts[0].exchangeId}/file`);
  const rows = shown.root.querySelectorAll('.file-table')[0]?.querySelectorAll('tbody tr') ?? [];
  expect(rows.map((row) => row.textContent.replace(/\s+/g, ''))).toEqual(['七婆见到本人精神好', '陈伯没见到']);
});

describe('what came of it', () => {
  test('of a visit says in words that it counts, who sees to what was found and what is next', async () => {
    const well = sent(lookedIn(house.world, { memberIds: [id('七婆')] }));
    const gas = sent(lookedIn(house.world, { findings: ['gas'] }));
    const { body } = await handIn([well, gas, { ...well, mode: 'phone' }]);
    expect(body.receipts).toMatchObject([
      { id: well.id, outcome: 'taken', exchangeId: null, visitId: expect.stringMatching(/^vis_/), state: 'noted' },
      { id: gas.id, outcome: 'taken', state: 'alert', words: '已上传，交人处理了' },
      { id: well.id, outcome: 'refused', code: 'key_reused' },
    ]);
    const { body: told } = await asked(helper, `/field/states?ids=${well.id},${gas.id}`);
    expect(told.states[0]).toMatchObject({ state: 'noted', words: '已上传，探访记下了', mend: null });
    expect(told.states[1].notes[0]).toMatch(/^煤气有问题：等人处理，阿芬负责，.* 之前要有人处理。$/);
  });

  test('is told by the ids of the phone, to whoever wrote it and to nobody else', async () => {
    const raw = record();
    const { body } = await handIn([raw]);
    const { exchangeId } = body.receipts[0];
    const ask = async (client = helper) => (await asked(client, `/field/states?ids=${raw.id},${newKey()}`)).body.states;
    await returnExchange(house.world.desk('小周'), { id: exchangeId, reason: 'wrong_minutes', note: null });
    const mend = { memberIds: [id('陈伯')], serviceCode: 'A02', servedOn: house.world.today(), version: 2 };
    expect(await ask()).toMatchObject([{ id: raw.id, exchangeId, state: 'change', words: '要改：时长不对', mend }]);
    const told = JSON.stringify(await ask());
    for (const name of ['陈伯', '李姨']) expect(told).not.toContain(name);
    expect(await ask(await house.as('小周'))).toEqual([]);
    const many = Array.from({ length: 101 }, newKey).join(',');
    expect((await asked(helper, `/field/states?ids=${many}`)).status).toBe(422);
  });
});
