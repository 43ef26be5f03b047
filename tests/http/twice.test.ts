/** One visit that two hands write down: asked on every page where somebody sits, answered with one press. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exchanges } from '#db/schema/care';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { FetchedPage } from '#tests/support/client';
import { multipart } from '#tests/support/multipart';
import { handIn, sent, written } from '#tests/support/phone';
import { askFor, NEIGHBOUR } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';

let house: DeskHouse;
beforeEach(async () => {
  house = await openDeskHouse();
}, 60_000);
afterEach(() => house.close());

const id = (name: string) => house.world.member(name).id;
const ids = () =>
  house.world.read(async (act) => (await act.tx.select({ id: exchanges.id }).from(exchanges)).map((row) => row.id));
const view = (exchangeId: string) => viewExchange(house.world.desk('小周'), exchangeId);
/** What the helper's phone wrote down at the door. */
const phone = async (changes = {}): Promise<string> => {
  const helper = await house.as('阿芬');
  const { body } = await handIn(helper, [sent(written(house.world, { order: 'new', ...changes }))]);
  return body.receipts[0].exchangeId;
};
const choicesIn = (page: FetchedPage, name: string) =>
  page.root.querySelectorAll(`input[name=${name}]`).map((input) => input.getAttribute('value'));

test('a phone at the door and the wall card keyed in later are one record, confirmed by her thumb', async () => {
  const { world } = house;
  const first = await phone();
  const { number } = await issueCard(world.desk('阿芬'), { key: world.key(), memberId: id('陈伯'), kind: 'wall' });
  const clerk = await house.as('黄姐');
  const page = await clerk.get(`/sheets/${number}/lines`);
  const keys = ['_csrf', 'key'].map((name) => [
    name,
    page.root.querySelector(`main [name=${name}]`)?.getAttribute('value'),
  ]);
  const line = {
    ...{ day: '今天', half: 'morning', volunteer: '李姨', service: 'A02', minutes: '60', thumb: 'yes' },
    ...NEIGHBOUR,
  };
  const typed = Object.fromEntries(Object.entries(line).map(([name, value]) => [`${name}-1`, value]));
  const send = (more = {}) =>
    clerk.request(
      'POST',
      page.url,
      multipart({ ...Object.fromEntries(keys), handledBy: world.user('阿芬').id, ...typed, ...more }, null),
    );
  const asked = await send();
  expect(asked.statusCode).toBe(422);
  expect(asked.body).toContain('是不是这一条');
  expect(asked.body).toContain(`name="order-1" value="${first}"`);
  expect((await send({ 'order-1': first })).statusCode).toBe(303);
  expect(await ids()).toEqual([first]);
  expect(await view(first)).toMatchObject({ exchange: { state: 'confirmed' }, flags: [] });
  const done = await clerk.get(page.url);
  expect(done.root.querySelector('.sheet-line.is-done a')?.getAttribute('href')).toBe(`/exchanges/${first}/file`);
});

test('at the log of an order it is asked, and the order is over where it was that one', async () => {
  const { world } = house;
  const { id: order } = await askFor(world, { plannedOn: world.today() });
  await acceptExchange(world.desk('李姨'), { id: order });
  const first = await phone();
  const social = await house.as('小周');
  const typed = { minutes: '60', servedOn: world.today(), halfDay: 'morning', volunteer: [id('李姨')] };
  const asked = await social.submit(await social.get(`/exchanges/${order}/staff-log`), typed);
  expect([asked.status, choicesIn(asked, 'order')]).toEqual([422, [first, 'new']]);
  const joined = await social.submit(asked, { order: first });
  expect([joined.h1, joined.url]).toEqual(['已经记过，没有再记一条', `/log/${first}?joined=same&order=${order}`]);
  expect(joined.text('main')).toContain('给它留着的时间已经放回去');
  expect((await view(order)).exchange).toMatchObject({ state: 'cancelled', reason: 'on_record' });
});

test('at the helper’s log it is asked once the volunteer is known; the answer adds her word', async () => {
  const first = await phone();
  const social = await house.as('小周');
  const form = await social.get(`/log/new?member=${id('陈伯')}`);
  const typed = {
    serviceCode: 'A02',
    minutes: '60',
    servedOn: house.world.today(),
    halfDay: 'morning',
    volunteer: [id('李姨')],
  };
  const asked = await social.submit(form, typed);
  expect([asked.status, choicesIn(asked, 'order')]).toEqual([422, [first, 'new']]);
  expect(asked.text('main')).toContain('已经记过的：李姨 帮 陈伯');
  const joined = await social.submit(asked, { order: first });
  expect(joined.h1).toBe('已经记过，没有再记一条');
  expect(await ids()).toEqual([first]);
  const again = await social.submit(await social.get(`/log/new?member=${id('陈伯')}`), typed);
  const second = await social.submit(again, { order: 'new' });
  expect(second.h1).toBe('记下了');
  expect(await ids()).toHaveLength(2);
  const [one = '', two = ''] = await ids();
  for (const [here, there] of [
    [one, two],
    [two, one],
  ] as const) {
    expect((await view(here)).flags).toEqual(['twice']);
    const file = await social.get(`/exchanges/${here}/file`);
    const links = file.root.querySelectorAll('.file-flags a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([`/exchanges/${there}/file`]);
  }
});
