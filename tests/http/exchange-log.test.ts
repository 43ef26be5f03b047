import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { askFor, logged, served } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';

let house: MemberHouse;
let id: string;
beforeEach(async () => {
  house = await openMemberHouse();
  ({ id } = await askFor(house.world));
  await acceptExchange(house.world.desk('李姨'), { id });
  house.world.at('2026-11-23T18:00');
});
afterEach(() => house.close());

const exchange = async (of = id) => (await viewExchange(house.world.desk('阿芬'), of)).exchange;

describe('a volunteer’s own log', () => {
  test('begins with what was planned, and takes one press', async () => {
    const client = await house.as('李姨');
    const page = await client.get(`/exchanges/${id}/log`);
    for (const form of [page, await client.get('/visits/new')]) expect(form.text('main')).toContain('更算数');
    const done = await client.submit(page);
    expect(done.text('main')).toContain('记下了 2 小时');
    expect(await exchange()).toMatchObject({ servedOn: '2026-11-23', halfDay: 'morning', servedMinutes: 120 });
  });

  test('understands what people write', async () => {
    const client = await house.as('李姨', 'en');
    const page = await client.get(`/exchanges/${id}/log`);
    await client.submit(page, { otherDay: '昨天', start: '9点一刻', end: '十一点', relative: 'yes' });
    expect(await exchange()).toMatchObject({ servedOn: '2026-11-22', startMinute: 555, servedMinutes: 105 });
    expect((await exchange()).volunteers[0]?.relative).toBe(true);
  });

  test('takes another length than the buttons have', async () => {
    const client = await house.as('李姨');
    await client.submit(await client.get(`/exchanges/${id}/log`), { otherMinutes: '一个半钟', halfDay: 'afternoon' });
    expect(await exchange()).toMatchObject({ halfDay: 'afternoon', servedMinutes: 90 });
  });

  test.each([
    ['a day that has not come', { otherDay: '明天' }, 'servedOn'],
    ['a day nobody understands', { otherDay: 'xx' }, 'otherDay'],
    ['an end before the start', { start: '11点', end: '9点' }, 'end'],
    ['only a start', { start: '9点' }, 'end'],
    ['only an end', { end: '9点' }, 'start'],
    ['a time nobody understands', { start: 'soon', end: '11点' }, 'start'],
    ['no minutes', { otherMinutes: '0' }, 'otherMinutes'],
    ['more than a day', { otherMinutes: '30小时' }, 'minutes'],
  ])('asks again about %s, beside the field, and keeps what was typed', async (_, typed, field) => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('李姨', lang);
      const again = await client.submit(await client.get(`/exchanges/${id}/log`), typed);
      expect(again.status).toBe(422);
      expect(again.root.querySelector(`#f-${field}-error`)).not.toBeNull();
      for (const [name, value] of Object.entries(typed)) {
        expect(again.root.querySelector(`#f-${name}`)?.getAttribute('value')).toBe(value);
      }
    }
    expect((await exchange()).state).toBe('matched');
  });

  test('that is on record already is asked about; a yes leads there, a no is written down and told of', async () => {
    const { world } = house;
    const times = { halfDay: 'morning', minutes: 120 } as const;
    const first = await served(world, { times });
    const client = await house.as('李姨');
    const asked = await client.submit(await client.get(`/exchanges/${id}/log`), { otherMinutes: '两个钟' });
    const choices = asked.root.querySelectorAll('input[name=record]').map((input) => input.getAttribute('value'));
    expect([asked.status, choices]).toEqual([200, [first.id, 'new']]);
    expect(asked.text('main')).toContain('这一天已经记过一次：您陪陈伯聊天');
    expect(asked.root.querySelector('#f-otherMinutes')?.getAttribute('value')).toBe('两个钟');
    const second = await served(world, { times }, '小周');
    const several = await client.submit(asked, { record: '' });
    expect(several.root.querySelectorAll('input[name=record]')).toHaveLength(3);
    expect(several.text('main')).toContain(`2 小时，服务单 ${second.id.slice(-6).toUpperCase()}`);
    expect((await client.submit(several, { record: second.id })).url).toBe(`/exchanges/${second.id}`);
    expect(await exchange()).toMatchObject({ state: 'cancelled', reason: 'on_record' });

    const other = await askFor(world, { plannedOn: world.today() });
    await acceptExchange(world.desk('李姨'), { id: other.id });
    const again = await client.submit(await client.get(`/exchanges/${other.id}/log`), { halfDay: 'morning' });
    expect((await client.submit(again, { record: 'new' })).url).toBe(`/exchanges/${other.id}`);
    expect((await viewExchange(world.desk('阿芬'), other.id)).flags).toContain('twice');
  });

  test('a form with nothing in it is asked again, not broken', async () => {
    const client = await house.as('李姨');
    const page = await client.get(`/exchanges/${id}/log`);
    const empty = Object.fromEntries(['servedOn', 'halfDay', 'minutes'].map((name) => [name, '']));
    expect((await client.submit(page, empty)).status).toBe(422);
  });
});

test('a record that came back is put right by who served, beginning with what stood there', async () => {
  const { world } = house;
  const back = await logged(world);
  await returnExchange(world.desk('小周'), { id: back, reason: 'wrong_minutes', note: '写准一点' });
  const client = await house.as('李姨');
  const page = await client.get(`/exchanges/${back}/correction`);
  expect(page.text('main')).toContain('要改的原因：时长不对，写准一点');
  expect(page.root.querySelector('#f-start')?.getAttribute('value')).toBe('09:00');
  const wrong = await client.submit(page, { end: '8点' });
  expect(wrong.status).toBe(422);
  const done = await client.submit(page, { end: '10点' });
  expect(done.text('main')).toContain('记下了 1 小时');
  expect(await exchange(back)).toMatchObject({ state: 'logged', servedMinutes: 60 });
  // It is no longer to be corrected: the page shows the record.
  expect((await client.get(`/exchanges/${back}/correction`)).h1).toBe('您陪陈伯聊天');
  expect((await (await house.as('陈伯')).get(`/exchanges/${back}/correction`)).status).toBe(200);
});

describe('a visit that nobody had asked for', () => {
  const fill = (more: Record<string, string>) => ({
    serviceCode: 'A02',
    reason: 'found_on_visit',
    minutes: '60',
    ...more,
  });

  test('is written down at the elder’s card', async () => {
    const { world } = house;
    const client = await house.as('李姨');
    const done = await client.submit(await client.get('/visits/new'), fill({ card: world.card('七婆') }));
    expect(done.h1).toBe('您陪七婆聊天');
    const made = await exchange(done.url.split('/').at(-1));
    expect(made).toMatchObject({ state: 'logged', servedOn: '2026-11-23', halfDay: 'evening', servedMinutes: 60 });
  });

  test('twice with one form is one record', async () => {
    const client = await house.as('李姨');
    const page = await client.get('/visits/new');
    const typed = fill({ card: house.world.card('七婆') });
    expect((await client.submit(page, typed)).url).toBe((await client.submit(page, typed)).url);
  });

  test('that the helper wrote down already is led to, or another is written', async () => {
    const { world } = house;
    const first = await served(world, {
      memberIds: [world.member('七婆').id],
      times: { halfDay: 'morning', minutes: 60 },
    });
    const client = await house.as('李姨');
    const typed = fill({ card: world.card('七婆') });
    const asked = await client.submit(await client.get('/visits/new'), typed);
    const choices = asked.root.querySelectorAll('input[name=record]').map((input) => input.getAttribute('value'));
    expect([asked.status, choices]).toEqual([200, [first.id, 'new']]);
    expect(asked.text('main')).toContain('这一天已经记过一次：您陪七婆聊天');
    expect((await client.submit(asked, { record: first.id })).url).toBe(`/exchanges/${first.id}`);
    const { evidence } = await viewExchange(world.desk('阿芬'), first.id);
    expect(evidence.map(({ kind }) => kind)).toEqual(['helper_word', 'self_word']);
    const again = await client.submit(await client.get('/visits/new'), typed);
    const second = await client.submit(again, { record: 'new' });
    expect(second.url).toMatch(/^\/exchanges\/exc_/);
    expect(second.url).not.toBe(`/exchanges/${first.id}`);
  });

  test('asks whether it is an order of hers after all', async () => {
    const client = await house.as('李姨');
    const page = await client.get('/visits/new');
    expect(page.text('fieldset')).toContain('陈伯');
    const typed = fill({ memberId: house.world.member('陈伯').id });
    const asked = await client.submit(page, typed);
    expect(asked.status).toBe(200);
    expect(asked.text('main')).toContain('是不是这一次？您陪陈伯聊天');
    expect(asked.root.querySelector('a[href$="/log"]')?.getAttribute('href')).toBe(`/exchanges/${id}/log`);
    const done = await client.submit(asked, { another: 'yes' });
    expect(done.url).not.toBe(`/exchanges/${id}`);
    expect((await exchange()).state).toBe('matched');
  });

  test.each([
    ['nobody', {}, 'card'],
    ['a card that is none', { card: '12345678' }, 'card'],
    ['her own card', { card: 'own' }, null],
    ['no service', { card: 'seven', serviceCode: '' }, 'serviceCode'],
    ['no reason', { card: 'seven', reason: '' }, 'reason'],
    ['no minutes', { card: 'seven', minutes: '' }, 'halfDay'],
  ])('asks again about %s', async (_, wrong: Record<string, string>, field) => {
    const cards: Record<string, string> = { own: house.world.card('李姨'), seven: house.world.card('七婆') };
    const typed = wrong.card && cards[wrong.card] ? { ...wrong, card: cards[wrong.card] ?? '' } : wrong;
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('李姨', lang);
      const again = await client.submit(await client.get('/visits/new'), fill(typed));
      expect(again.status).toBe(422);
      expect(again.problems.length).toBeGreaterThan(0);
      if (field) expect(again.root.querySelector(`#f-${field}-error`)).not.toBeNull();
    }
  });
});
