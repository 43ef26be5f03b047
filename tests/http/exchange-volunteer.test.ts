import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse, pressable } from '#tests/http/member-house';
import { askFor } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { viewOffer } from '#usecases/offer/list';

let house: MemberHouse;
beforeEach(async () => {
  house = await openMemberHouse();
});
afterEach(() => house.close());

const view = (id: string) => viewExchange(house.world.desk('阿芬'), id);
const ask = async () =>
  (await askFor(house.world, { memberIds: [house.world.member('七婆').id], plannedMinutes: 60, wish: '门口有狗' })).id;

describe('who needs a hand', () => {
  test('says of the elder her surname and village, what and when; nothing else before somebody says yes', async () => {
    const id = await ask();
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('李姨', lang);
      const list = await client.get('/offers');
      const offer = await client.get(`/exchanges/${id}`);
      for (const page of [list, offer]) {
        expect(page.status).toBe(200);
        expect(page.text('main')).toContain(lang === 'en' ? 'Ms Lin' : '林婆');
        expect(page.text('main')).toContain(lang === 'en' ? 'Dawen' : '大稳村');
        for (const name of ['七妹', '七婆', 'Qimei', 'Qi Po']) expect(page.html).not.toContain(name);
        expect(page.html).not.toContain('门口有狗');
      }
      expect(list.root.querySelector('.tile')?.getAttribute('href')).toBe(`/exchanges/${id}`);
    }
  });

  test('is for volunteers on file, and for nobody else; a page that is not hers is not found', async () => {
    const id = await ask();
    for (const name of ['陈伯', '阿珍']) {
      const client = await house.as(name);
      for (const url of ['/offers', `/exchanges/${id}`, '/visits/new'])
        expect((await client.get(url)).status).toBe(404);
    }
    expect((await (await house.as('七婆')).get(`/exchanges/${id}`)).status).toBe(200);
  });

  test('after a yes there is her name, and what was asked', async () => {
    const id = await ask();
    const client = await house.as('李姨');
    const offer = await client.get(`/exchanges/${id}`);
    expect(offer.text('button.is-primary')).toBe('我来，明天上午 9 点去');
    const mine = await client.submit(offer);
    expect(mine.h1).toBe('您陪七婆聊天');
    expect(mine.text('.summary-list')).toContain('交代的话 门口有狗');
    expect((await client.get('/offers')).text('main')).toContain('现在没有人等着帮手');
  });

  test('somebody was quicker: it is no longer there', async () => {
    const id = await ask();
    const client = await house.as('老梁');
    const offer = await client.get(`/exchanges/${id}`);
    await acceptExchange(house.world.desk('李姨'), { id });
    expect((await client.submit(offer)).status).toBe(404);
  });

  test('who lacks the training is told so, and has no button', async () => {
    const { world } = house;
    const id = await ask();
    await world.approved('新人', { sex: 'female', bornOn: '1970-01-01', serves: true });
    const trained = (await askFor(world, { serviceCode: 'A01', plannedMinutes: 60 })).id;
    // 新人 has no card yet: her own desk says the same as her page.
    const desk = world.desk('新人');
    if (desk.actor.kind !== 'member') throw new Error('a member');
    expect((await viewOffer(desk, desk.actor, trained)).unready).toBe('certificate');
    expect((await viewOffer(desk, desk.actor, id)).unready).toBeNull();
  });
});

describe('the visit', () => {
  test('variant B: in and out at the card, then the elder’s PIN on the same phone', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    const client = await house.as('李姨');
    expect(pressable(await client.get(`/exchanges/${id}`))).toEqual(['返回', '我到了，签到', '我来不了']);
    world.at('2026-11-23T09:02');
    const record = await client.get(`/exchanges/${id}`);
    expect(pressable(record)).toEqual(['返回', '我到了，签到', '已经做完，补记时间', '没人在家', '我来不了']);
    const door = await client.get(`/exchanges/${id}/sign-in`);
    const wrong = await client.submit(door, { card: world.card('七婆') });
    expect(wrong.status).toBe(422);
    expect(wrong.root.querySelector('#f-card')?.getAttribute('value')).toBe(world.card('七婆'));
    expect((await client.submit(door, { card: '' })).problems).toEqual(['请填卡号。']);
    const card = `/c/${world.scanned('陈伯').token}`;
    const inside = await client.submit(await client.get(card), {}, 'form[action$="/sign-in"]');
    expect(inside.url).toBe(card);
    expect((await client.get(`/exchanges/${id}`)).text('main')).toContain('您签到了');
    world.at('2026-11-23T10:34');
    const handed = await client.submit(await client.get(card), {}, 'form[action$="/sign-out"]');
    expect(handed.url).toBe(`/exchanges/${id}/confirmation`);
    expect(handed.h1).toContain('1 小时 32 分钟');
    await house.pinFor('陈伯');
    const done = await client.submit(handed, { pin: '258036' });
    expect(done.text('.status-tag')).toBe('等审核入账');
    expect((await view(id)).grade).toBe('verified');
  });

  test('is come to and left without a card too, with its number typed: then it is somebody’s word', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    const client = await house.as('李姨');
    world.at('2026-11-23T09:02');
    const door = await client.get(`/exchanges/${id}/sign-in`);
    const inside = await client.submit(door, { card: world.card('陈伯').replace(/(....)/, '$1 ') });
    expect(inside.text('main')).toContain('您签到了');
    world.at('2026-11-23T10:34');
    const handed = await client.submit(inside, {}, 'form[action$="/sign-out"]');
    expect(handed.url).toBe(`/exchanges/${id}/confirmation`);
    expect((await view(id)).grade).toBe('attested');
  });

  test('signing out before a minute has passed is asked again, not broken', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    const client = await house.as('李姨', 'en');
    const inside = await client.submit(await client.get(`/exchanges/${id}/sign-in`), { card: world.card('陈伯') });
    const early = await client.submit(inside, {}, 'form[action$="/sign-out"]');
    expect(early.status).toBe(422);
    expect(early.problems[0]).toContain('0 minutes');
  });

  test('can be given back, with a reason; it is open again and no longer hers', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('李姨', lang);
      const page = await client.get(`/exchanges/${id}/withdrawal`);
      expect((await client.submit(page)).root.querySelector('#f-reason-error')).not.toBeNull();
    }
    const client = await house.as('李姨');
    const done = await client.submit(await client.get(`/exchanges/${id}/withdrawal`), { reason: 'ill' });
    expect(done.url).toBe('/home');
    expect((await view(id)).exchange.state).toBe('approved');
    expect((await client.get(`/exchanges/${id}/log`)).status).toBe(404);
  });

  test('nobody home is a fact of its own: nobody’s time is used', async () => {
    const { world } = house;
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    const client = await house.as('李姨');
    const page = await client.get(`/exchanges/${id}/nobody-home`);
    const done = await client.submit(page, { note: '邻居说去女儿家了' });
    expect(done.text('.summary-list')).toContain('原因 没人在家，邻居说去女儿家了');
    expect((await (await house.as('陈伯')).get('/home')).text('section.balance')).toContain('您还有 4 小时');
    const twice = await client.submit(page, {});
    expect(twice.status).toBe(409);
  });
});
