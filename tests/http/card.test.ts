/** The printed card is read back from paper and opened by everybody who may find it in front of them. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { members } from '#db/schema/people';
import { liveCardsOf } from '#records/card';
import { type MemberHouse, openMemberHouse, pressable } from '#tests/http/member-house';
import { openApp } from '#tests/support/app';
import { type Client, createClient } from '#tests/support/client';
import { qrCodesOn } from '#tests/support/qr';
import { askFor } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { revokeCard } from '#usecases/card/revoke';
import { logExchange } from '#usecases/exchange/log';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';

let house: MemberHouse;
beforeEach(async () => {
  house = await openMemberHouse();
  house.world.at('2026-11-23T09:00');
});
afterEach(() => house.close());

const staff = async (name: string): Promise<Client> => {
  const client = createClient(house.app);
  const { login, password } = house.world.user(name);
  await client.submit(await client.get('/staff/sign-in'), { login, password });
  return client;
};

/** The wall card is given out, printed, and its code read: the address that a phone's camera opens. */
async function scan(name: string, kind: 'wall' | 'member' = 'wall'): Promise<string> {
  const { world } = house;
  const memberId = world.member(name).id;
  await issueCard(world.desk('阿芬'), { key: world.key(), memberId, kind });
  const sheet = await (await staff('阿芬')).get(`/members/${memberId}/card`);
  const codes = await qrCodesOn(sheet);
  return new URL(codes[kind === 'wall' ? codes.length - 1 : 0] ?? '').pathname;
}

const csrfOf = async (client: Client): Promise<string> =>
  (await client.get('/exchanges')).root.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';

const view = (id: string) => viewExchange(house.world.desk('阿芬'), id);
async function order(): Promise<string> {
  house.world.at('2026-11-22T15:00');
  const { id } = await askFor(house.world);
  await acceptExchange(house.world.desk('李姨'), { id });
  house.world.at('2026-11-23T09:00');
  return id;
}

describe('what is printed', () => {
  test('two codes with the tokens of her two cards, at the address the house was told', async () => {
    const { world } = house;
    const told = await openApp({ house: world.house, env: { PUBLIC_ORIGIN: 'https://time.example.cn/' } });
    const memberId = world.member('陈伯').id;
    await issueCard(world.desk('阿芬'), { key: world.key(), memberId, kind: 'wall' });
    const client = told.client();
    await client.signInAs(world.user('阿芬').id);
    const tokens = (await world.read((act) => liveCardsOf(act, memberId)))
      .sort((a) => (a.kind === 'member' ? -1 : 1))
      .map((card) => `https://time.example.cn/c/${card.token}`);
    expect(await qrCodesOn(await client.get(`/members/${memberId}/card`))).toEqual(tokens);
    await told.close();
  });

  test('in production without an address: the number and no code, and the page says why', async () => {
    const { world } = house;
    const bare = await openApp({ house: world.house, env: { NODE_ENV: 'production' } });
    const client = bare.client();
    await client.signInAs(world.user('阿芬').id);
    const sheet = await client.get(`/members/${world.member('陈伯').id}/card`);
    expect(await qrCodesOn(sheet)).toEqual([]);
    expect(sheet.text('.screen-only')).toContain('只印卡号');
    expect(sheet.text('.card-number')).toMatch(/\d{4} \d{4}/);
    await bare.close();
  });
});

describe('the volunteer at the door', () => {
  test('sees whom she is with, signs in, later signs out with the same card; the minutes are shown for check', async () => {
    const id = await order();
    const card = await scan('陈伯');
    const client = await house.as('李姨');
    const door = await client.get(card);
    expect(door.h1).toBe('陈伯家');
    expect(door.text('main')).toContain('您陪陈伯聊天');
    const inside = await client.submit(door, {}, `form[action="${card}/sign-in"]`);
    expect(inside.url).toBe(card);
    expect(inside.h1).toBe('您在陈伯家帮手');
    house.world.at('2026-11-23T10:32');
    const leaving = await client.get(card);
    expect(leaving.text('main')).toContain('上午 9 点签到，到现在 1 小时 32 分钟');
    const handed = await client.submit(leaving, {}, `form[action="${card}/sign-out"]`);
    expect(handed.url).toBe(`/exchanges/${id}/confirmation`);
    expect(handed.h1).toContain('1 小时 32 分钟');
    const { exchange, evidence } = await view(id);
    expect(exchange).toMatchObject({ state: 'logged', servedMinutes: 92 });
    expect(evidence.map((fact) => fact.kind)).toEqual(['sign_in', 'sign_out']);
    expect((await client.get(card)).text('main')).toContain('今天记下的');
  });

  test('not signed in on her phone: she is led to the door and back to the card', async () => {
    await order();
    const card = await scan('陈伯');
    await house.pinFor('李姨');
    const client = createClient(house.app);
    const calm = await client.get(card);
    const door = await client.get(calm.root.querySelector('main a.button')?.getAttribute('href') ?? '');
    const back = await client.submit(door, { who: house.world.card('李姨'), pin: '258036' });
    expect(back.url).toBe(card);
    expect(back.h1).toBe('陈伯家');
  });

  test('signed out without signing in: told what to do, on the card again', async () => {
    const card = await scan('陈伯');
    const id = await order();
    const client = await house.as('李姨');
    for (const form of [{ id }, { id: '' }]) {
      const keys = { _csrf: await csrfOf(client), key: 'k'.repeat(20) };
      const answer = await client.request('POST', `${card}/sign-out`, { form: { ...keys, ...form } });
      expect(answer.statusCode).toBe(409);
      expect(answer.body).toContain('还没有签到，或者已经签退了');
      expect(answer.body).toContain('陈伯家');
    }
    expect((await view(id)).exchange.state).toBe('matched');
  });

  test('fourteen hours are asked about, and kept', async () => {
    const id = await order();
    const card = await scan('陈伯');
    const client = await house.as('李姨');
    await client.submit(await client.get(card), {}, `form[action="${card}/sign-in"]`);
    house.world.at('2026-11-23T23:00');
    const late = await client.get(card);
    const asked = await client.submit(late, {}, `form[action="${card}/sign-out"]`);
    expect(asked.status).toBe(422);
    expect(asked.problems[0]).toContain('14 小时');
    const kept = await client.submit(asked, { sure: 'yes' }, `form[action="${card}/sign-out"]`);
    expect(kept.status).toBe(200);
    expect((await view(id)).exchange.servedMinutes).toBe(14 * 60);
    expect((await view(id)).flags).toContain('over_long');
  });

  test('the same question on the page of the record', async () => {
    const id = await order();
    const client = await house.as('李姨');
    await client.submit(await client.get(`/exchanges/${id}/sign-in`), { card: house.world.card('陈伯') });
    house.world.at('2026-11-23T23:00');
    const record = await client.get(`/exchanges/${id}`);
    const asked = await client.submit(record, {}, 'form[action$="/sign-out"]');
    expect([asked.status, asked.h1]).toEqual([422, '做了多久？']);
    await client.submit(asked, { sure: 'yes' });
    expect((await view(id)).exchange.servedMinutes).toBe(14 * 60);
  });

  test('forgotten until the next day: nothing to press but writing it down; the helper completes it, and it is attested', async () => {
    const id = await order();
    const card = await scan('陈伯');
    const client = await house.as('李姨');
    await client.submit(await client.get(card), {}, `form[action="${card}/sign-in"]`);
    house.world.at('2026-11-24T10:00');
    const late = await client.get(card);
    expect(late.text('main')).toContain('一直没有签退');
    expect(late.root.querySelectorAll('main form')).toHaveLength(0);
    const times = { start: 9 * 60, end: 10 * 60 + 30 };
    await logExchange(house.world.desk('阿芬'), { id, servedOn: '2026-11-23', times, volunteers: [] });
    expect(await view(id)).toMatchObject({ grade: 'attested', exchange: { servedMinutes: 90 } });
  });

  test('nothing arranged: registered and signed in with one press, and the record says that it was beforehand', async () => {
    const card = await scan('七婆');
    const client = await house.as('李姨');
    const door = await client.get(card);
    const wrong = await client.submit(door, {}, `form[action="${card}/outing"]`);
    expect(wrong.problems.length).toBe(1);
    const inside = await client.submit(door, { serviceCode: 'A02' }, `form[action="${card}/outing"]`);
    expect(inside.h1).toBe('您在七婆家帮手');
    expect(inside.text('main')).toContain('走的时候再扫这张卡签退，比事后自己写做了多久更算数');
    // A second press of the same button makes no second record.
    expect((await client.submit(door, { serviceCode: 'A02' }, `form[action="${card}/outing"]`)).h1).toBe(inside.h1);
    const list = await client.get('/exchanges');
    expect(list.root.querySelectorAll('.records li')).toHaveLength(1);
    const record = await client.get(list.root.querySelector('.records a')?.getAttribute('href') ?? '');
    expect(record.text('main')).toContain('走的时候扫老人卡上的码签退，比自己写做了多久更算数');
    expect(record.text('.summary-list')).toContain('出发前登记 您去七婆家，今天，星期一 上午 9 点出发');
    house.world.at('2026-11-23T10:00');
    const handed = await client.submit(await client.get(card), {}, `form[action="${card}/sign-out"]`);
    expect(handed.h1).toContain('1 小时');
  });

  test('an order is there already: she is asked whether it is this one', async () => {
    await order();
    const card = await scan('陈伯');
    const client = await house.as('李姨');
    const door = await client.get(card);
    const asked = await client.submit(door, { serviceCode: 'A02' }, `form[action="${card}/outing"]`);
    expect(asked.status).toBe(422);
    const other = await client.submit(asked, { serviceCode: 'A02', another: 'yes' }, `form[action="${card}/outing"]`);
    expect(other.h1).toBe('您在陈伯家帮手');
  });
});

describe('everybody else', () => {
  const NAMES = ['陈伯', '陈', '梁桂芬'];

  test('a stranger, the elder herself, and somebody who does not serve: calm words, a number, nothing personal', async () => {
    const card = await scan('陈伯');
    for (const [client, h1] of [
      [createClient(house.app), '时间平台的服务卡'],
      [await house.as('陈伯'), '这是您的卡'],
      [await house.as('阿珍'), '这是您家里人的卡'],
      [await house.as('七婆'), '时间平台的服务卡'],
    ] as const) {
      const page = await client.get(card);
      expect([page.status, page.h1]).toEqual([200, h1]);
      expect(page.root.querySelector('main a[href^="tel:"]')?.textContent).toMatch(/0766/);
      for (const name of NAMES) expect(page.text('main')).not.toContain(name);
      expect(page.root.querySelectorAll('main form')).toHaveLength(0);
    }
  });

  test('a card that opens nothing looks to a stranger like any other; signed in she is told what to do', async () => {
    const { world } = house;
    const revoked = await scan('陈伯');
    const [wall] = (await world.read((act) => liveCardsOf(act, world.member('陈伯').id))).filter(
      (one) => one.kind === 'wall',
    );
    await revokeCard(world.desk('阿芬'), { id: wall?.id ?? '', reason: '丢了' });
    const live = await (async () => createClient(house.app).get(await scan('七婆')))();
    const volunteer = await house.as('李姨');
    const officer = await staff('阿芬');
    const never = `/c/${'A'.repeat(22)}`;
    for (const address of [revoked, never, '/c/x', `/c/${world.card('陈伯')}`, `/c/${encodeURIComponent('卡')}`]) {
      const stranger = await createClient(house.app).get(address);
      expect([stranger.status, stranger.h1, stranger.text('.lead')]).toEqual([200, live.h1, live.text('.lead')]);
      for (const client of [volunteer, officer]) {
        const page = await client.get(address);
        expect([page.status, page.h1]).toEqual([200, '没认出这张卡']);
      }
    }
  });

  test('of another town, or of another village for its helper: whom to ask, and no name', async () => {
    const { world } = house;
    const card = await scan('七婆');
    const moved = { regionCode: '445321101201' };
    const volunteer = await house.as('李姨');
    expect((await volunteer.get(card)).h1).toBe('七婆家');
    await world.write([], ({ tx }) =>
      tx
        .update(members)
        .set(moved)
        .where(eq(members.id, world.member('七婆').id)),
    );
    for (const client of [volunteer, await staff('隔壁阿珠'), await staff('阿芬')]) {
      const page = await client.get(card);
      expect([page.status, page.h1]).toEqual([200, '这张卡不在您的范围里']);
      for (const name of ['七婆', '林']) expect(page.text('main')).not.toContain(name);
    }
    const key = { _csrf: await csrfOf(volunteer), key: 'k'.repeat(20), serviceCode: 'A02' };
    const forced = await volunteer.request('POST', `${card}/outing`, { form: key });
    expect(forced.statusCode).toBe(404);
  });

  test('an officer sees what she may do here, by her post', async () => {
    const card = await scan('陈伯');
    const ways = async (name: string) => pressable(await (await staff(name)).get(card));
    expect(await ways('阿芬')).toEqual(['返回', '记服务', '现在去', '请人帮手', '看登记']);
    expect(await ways('梁主任')).toEqual(['返回', '看登记']);
  });

  test('is counted: whoever tries many is asked to wait', async () => {
    const few = await openApp({ house: house.world.house, env: { CARDS_PER_MINUTE: '3' } });
    const client = few.client();
    const statuses: number[] = [];
    for (let tried = 0; tried < 5; tried++) statuses.push((await client.get(`/c/${'B'.repeat(21)}${tried}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await few.close();
  });
});
