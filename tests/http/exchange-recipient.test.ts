import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { askFor, logged, served } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';

let house: MemberHouse;
beforeEach(async () => {
  house = await openMemberHouse();
});
afterEach(() => house.close());

const state = async (id: string) => (await viewExchange(house.world.desk('阿芬'), id)).exchange.state;

describe('yes', () => {
  test('is said by the elder herself, and can be taken back for ten minutes', async () => {
    const id = await logged(house.world);
    const client = await house.as('陈伯');
    const page = await client.get(`/exchanges/${id}`);
    expect(page.text('.question-words')).toBe('李姨 今天上午 9 点 陪您聊天，1 小时半。是这样吗？');
    const done = await client.submit(page, {}, '.question form');
    expect(done.text('main')).toContain('已经确认');
    const back = await client.submit(done, {}, 'form[action$="/confirmation-withdrawal"]');
    expect(back.text('.question-words')).toContain('是这样吗');
    const again = await client.submit(back, {}, '.question form');
    house.world.at('2026-11-23T11:11');
    const late = await client.submit(again, {}, 'form[action$="/confirmation-withdrawal"]');
    expect(late.status).toBe(409);
    expect(await state(id)).toBe('confirmed');
  });

  test('is said by kin on their own phone, with the banner', async () => {
    const id = await logged(house.world);
    const client = await house.as('阿珍');
    const page = await client.get(`/exchanges/${id}/confirmation`);
    expect(page.text('.acting-for')).toBe('您正在替 陈伯 办理');
    const done = await client.submit(page, {}, '.question form');
    expect(done.url).toBe(`/exchanges/${id}`);
    expect((await viewExchange(house.world.desk('小周'), id)).grade).toBe('verified');
  });

  test('is not for whoever served', async () => {
    const id = await logged(house.world);
    const client = await house.as('李姨');
    const page = await client.get(`/exchanges/${id}/confirmation`);
    const refused = await client.submit(page, { means: 'self', pin: '' });
    expect(refused.status).toBe(404);
    expect(await state(id)).toBe('logged');
  });

  test('is typed as a PIN on the volunteer’s phone; a wrong one is counted and never shown again', async () => {
    const { world } = house;
    const { id } = await served(world, {}, '李姨');
    await house.pinFor('陈伯');
    const client = await house.as('李姨');
    const page = await client.get(`/exchanges/${id}/confirmation`);
    expect(page.h1).toBe('李姨 今天上午 陪您聊天，1 小时半。是这样吗？');
    const wrong = await client.submit(page, { pin: '１１１２２３' });
    expect(wrong.status).toBe(422);
    expect(wrong.root.querySelector('#f-pin-error')).not.toBeNull();
    expect(wrong.html).not.toContain('111223');
    const missing = await client.submit(wrong, { pin: '' });
    expect(missing.problems).toEqual(['请填六位密码。']);
    const done = await client.submit(missing, { pin: '258 036' });
    expect(done.text('main')).toContain('陈伯 这边确认了');
    const stranger = await client.submit(page, { pin: '258036', memberId: world.member('七婆').id } as never);
    expect(stranger.status).toBe(404);
  });
});

test('no moves nothing, and says whom to call', async () => {
  const id = await logged(house.world);
  for (const lang of ['zh-CN', 'en'] as const) {
    const page = await (await house.as('陈伯', lang)).get(`/exchanges/${id}/objection`);
    expect(page.text('main')).toContain(lang === 'en' ? 'A Fen' : '阿芬');
    expect(page.root.querySelector('main a[href^="tel:"]')).not.toBeNull();
  }
  expect(await state(id)).toBe('logged');
});

describe('cancelling', () => {
  test('asks why, and uses no time', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('陈伯', lang);
      const page = await client.get(`/exchanges/${id}/cancellation`);
      const again = await client.submit(page);
      expect(again.status).toBe(422);
      expect(again.root.querySelector('#f-reason-error')).not.toBeNull();
      expect((await client.submit(page, { reason: 'blackmail' })).status).toBe(422);
    }
    const client = await house.as('阿珍');
    const done = await client.submit(await client.get(`/exchanges/${id}/cancellation`), { reason: 'not_needed' });
    expect(done.text('main')).toContain('没有用您的时间');
    expect((await (await house.as('陈伯')).get('/home')).text('section.balance')).toContain('您还有 4 小时');
  });

  test('is not for the volunteer, nor for a neighbour', async () => {
    const { id } = await askFor(house.world);
    await acceptExchange(house.world.desk('李姨'), { id });
    const own = await (await house.as('陈伯')).get(`/exchanges/${id}/cancellation`);
    for (const name of ['李姨', '七婆']) {
      const client = await house.as(name);
      expect((await client.get(own.url)).status).toBe(404);
      const home = await client.get('/home');
      const token = home.root.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
      for (const reason of ['not_needed', '']) {
        const answer = await client.request('POST', own.url, { form: { _csrf: token, key: 'k'.repeat(22), reason } });
        expect(answer.statusCode, `${name} ${reason}`).toBe(404);
      }
    }
    expect(await state(id)).toBe('matched');
  });
});

test('a request that came back is completed and asked again', async () => {
  const { world } = house;
  const { id } = await askFor(world, { serviceCode: 'E01', plannedMinutes: 60 });
  await returnExchange(world.desk('梁主任'), { id, reason: 'wrong_time', note: '写明几点' });
  const client = await house.as('陈伯', 'en');
  const page = await client.get(`/exchanges/${id}/correction`);
  expect(page.text('main')).toContain('Wrong day or time');
  const wrong = await client.submit(page, { plannedStart: 'soon', plannedOn: '' });
  expect(wrong.status).toBe(422);
  expect(wrong.problems).toHaveLength(1);
  const past = await client.submit(page, { plannedOn: 'yesterday' });
  expect(past.root.querySelector('#f-plannedOn')?.getAttribute('value')).toBe('yesterday');
  const done = await client.submit(page, { plannedStart: '9:30', plannedOn: 'tomorrow' });
  expect(done.url).toBe(`/exchanges/${id}`);
  expect(await state(id)).toBe('requested');
  expect((await client.get('/home')).text('.next-when')).toBe('Tomorrow at 9:30 am');
});
