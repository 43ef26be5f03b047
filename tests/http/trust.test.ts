/** What an insider would try: every one of these once made a `verified` record, or opened a door that only a card's code opens. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveCardsOf } from '#records/card';
import { flagsFor } from '#records/flag';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { type Client, createClient } from '#tests/support/client';
import { askFor, key, NEIGHBOUR } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { CARD_TRIES } from '#usecases/card/try';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditMany, resultOf } from '#usecases/exchange/credit-many';
import { logServed } from '#usecases/exchange/log-served';
import { acceptExchange } from '#usecases/exchange/match';
import { signIn, signOut } from '#usecases/exchange/sign';
import { viewExchange } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

let house: MemberHouse;
beforeEach(async () => {
  house = await openMemberHouse();
}, 60_000);
afterEach(() => house.close());

const view = (id: string) => viewExchange(house.world.desk('小周'), id);
const csrfOf = async (client: Client) =>
  (await client.get('/exchanges')).root.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
const pinBy = (officer: string, name: string, pin: string) =>
  setPin(house.world.desk(officer), {
    memberId: house.world.member(name).id,
    pin,
    presentName: '黎婶',
    presentPhone: '13800002222',
  });

/** 李姨 is to come to 陈伯's this morning. */
async function order(): Promise<string> {
  const { world } = house;
  const { id } = await askFor(world);
  await acceptExchange(world.desk('李姨'), { id });
  world.at('2026-11-23T09:00');
  return id;
}

async function wallCard(name: string) {
  const { world } = house;
  const memberId = world.member(name).id;
  await issueCard(world.desk('阿芬'), { key: world.key(), memberId, kind: 'wall' });
  const found = (await world.read((act) => liveCardsOf(act, memberId))).find(({ kind }) => kind === 'wall');
  if (!found) throw new Error('no card hangs there');
  return found;
}

async function officer(name: string): Promise<Client> {
  const client = createClient(house.app);
  const { login, password } = house.world.user(name);
  await client.submit(await client.get('/staff/sign-in'), { login, password });
  return client;
}

async function memberAt(client: Client, name: string, pin: string): Promise<Client> {
  const inside = await client.submit(await client.get('/sign-in'), { who: house.world.card(name), pin });
  expect(inside.url).toBe('/home');
  return client;
}

/** In at his card, two hours, and out at it. */
async function comesAndGoes(client: Client, token: string): Promise<void> {
  await client.submit(await client.get(`/c/${token}`), {}, `form[action="/c/${token}/sign-in"]`);
  house.world.at('2026-11-23T11:00');
  await client.submit(await client.get(`/c/${token}`), {}, `form[action="/c/${token}/sign-out"]`);
}

describe('the card', () => {
  test('is asked for when she goes as when she comes: another code signs nobody out', async () => {
    const [id, card, other] = [await order(), await wallCard('陈伯'), await wallCard('七婆')];
    const client = await house.as('李姨');
    await client.submit(await client.get(`/c/${card.token}`), {}, `form[action="/c/${card.token}/sign-in"]`);
    house.world.at('2026-11-23T11:00');
    const _csrf = await csrfOf(client);
    for (const token of ['A'.repeat(22), other.token, card.number]) {
      const answer = await client.request('POST', `/c/${token}/sign-out`, { form: { _csrf, key: key(), id } });
      expect(answer.statusCode).toBe(422);
      expect((await view(id)).exchange.state).toBe('in_service');
    }
    await client.submit(await client.get(`/c/${card.token}`), {}, `form[action="/c/${card.token}/sign-out"]`);
    expect(await view(id)).toMatchObject({ grade: 'verified', exchange: { servedMinutes: 120 } });
    expect((await view(id)).evidence.map(({ shown }) => shown)).toEqual(['token', 'token']);
  });

  test('left out at one of the two leaves the record to somebody’s word', async () => {
    const id = await order();
    const client = await house.as('李姨');
    await client.submit(await client.get(`/exchanges/${id}/sign-in`), { card: house.world.card('陈伯') });
    house.world.at('2026-11-23T11:00');
    const form = { _csrf: await csrfOf(client), key: key() };
    expect((await client.request('POST', `/exchanges/${id}/sign-out`, { form })).statusCode).toBe(303);
    expect(await view(id)).toMatchObject({ grade: 'attested', exchange: { state: 'logged', servedMinutes: 120 } });
    expect((await view(id)).evidence.map(({ shown }) => shown)).toEqual(['number', 'none']);
    const file = await (await officer('小周')).get(`/exchanges/${id}/file`);
    expect(file.text('main')).toContain('手填卡号');
    expect(file.text('main')).toContain('没有扫卡');
  });

  test('says nothing of a visit that was left open over night, whatever she is sure of', async () => {
    const { world } = house;
    const id = await order();
    const shown = world.scanned('陈伯');
    await signIn(world.desk('李姨'), { id, shown, deviceAt: null });
    world.at('2026-11-24T08:30');
    expect(await signOut(world.desk('李姨'), { id, shown, deviceAt: null, sure: true })).toBe(1410);
    await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 1, ...NEIGHBOUR });
    expect(await view(id)).toMatchObject({ grade: 'attested', exchange: { servedMinutes: 1410 } });
  });
});

describe('a helper alone', () => {
  test('does not make it verified as the volunteer on her own phone', async () => {
    const [id, card] = [await order(), await wallCard('陈伯')];
    // Somebody else was there for the PIN: it is the phone that is hers.
    await pinBy('黄姐', '李姨', '258036');
    const phone = await officer('阿芬');
    await comesAndGoes(await memberAt(phone, '李姨', '258036'), card.token);
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['shared_device'] });
    await confirmExchange(house.world.desk('阿芬'), { id, means: 'wallCard', line: 1, ...NEIGHBOUR });
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['shared_device'] });
  });

  test('is told of the record also after another visit of the same people was written down', async () => {
    const { world } = house;
    const [id, card] = [await order(), await wallCard('陈伯')];
    await pinBy('黄姐', '李姨', '258036');
    await comesAndGoes(await memberAt(await officer('阿芬'), '李姨', '258036'), card.token);
    const kept = () => world.read(async (act) => (await flagsFor(act, [id])).get(id));
    expect(await kept()).toEqual(['shared_device']);
    await logServed(world.desk('阿芬'), {
      ...{ key: world.key(), memberIds: [world.member('陈伯').id], serviceCode: 'A02', servedOn: world.today() },
      ...{ times: { halfDay: 'evening', minutes: 30 }, volunteers: [{ memberId: world.member('李姨').id }] },
      reason: 'forgot',
    });
    expect(await kept()).toEqual(['shared_device']);
  });

  test('does not make it verified on a phone where she signs in only afterwards, when all is checked', async () => {
    const { world } = house;
    const [id, card] = [await order(), await wallCard('陈伯')];
    await pinBy('黄姐', '李姨', '258036');
    const phone = createClient(house.app);
    await comesAndGoes(await memberAt(phone, '李姨', '258036'), card.token);
    await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 1, ...NEIGHBOUR });
    await checkExchange(world.desk('小周'), { id, note: null });
    expect(await view(id)).toMatchObject({ grade: 'verified', flags: [] });
    const { login, password } = world.user('阿芬');
    await phone.submit(await phone.get('/staff/sign-in'), { login, password });
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['shared_device'] });
    await creditMany(world.desk('梁主任'), { key: 'together', ids: [id] });
    const { rows } = await resultOf(world.desk('梁主任'), 'together');
    expect(rows.map(({ outcome }) => outcome)).toEqual([{ id, refused: 'needs_a_look' }]);
  });

  test('does not make it verified in a window of its own, with a PIN that she was there for', async () => {
    const [id, card] = [await order(), await wallCard('陈伯')];
    await pinBy('阿芬', '李姨', '258036');
    await comesAndGoes(await memberAt(createClient(house.app), '李姨', '258036'), card.token);
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['pin_new'] });
    const file = (await (await officer('小周')).get(`/exchanges/${id}/file`)).text('main');
    expect(file).toContain('密码刚由经手人定过');
    expect(file).toContain('阿芬在场定的');
  });

  test('does not make it verified as the elder in a private window', async () => {
    const { world } = house;
    await pinBy('阿芬', '陈伯', '720415');
    world.at('2026-11-23T17:00');
    const helper = await officer('阿芬');
    const logged = await helper.submit(
      await helper.get(`/log/new?member=${world.member('陈伯').id}`),
      {
        serviceCode: 'A02',
        minutes: '60',
        servedOn: world.today(),
        halfDay: 'morning',
        volunteer: world.member('李姨').id,
      },
      'main form',
    );
    const id = /exc_\w+/.exec(logged.url)?.[0] ?? '';
    const elder = await memberAt(createClient(house.app), '陈伯', '720415');
    await elder.submit(await elder.get(`/exchanges/${id}/confirmation`), {}, 'main form');
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['pin_new'], exchange: { state: 'confirmed' } });
    // A PIN chosen anew with somebody else makes nothing truer of what was said before.
    await pinBy('黄姐', '陈伯', '604813');
    expect(await view(id)).toMatchObject({ grade: 'attested' });
  });

  test('with a PIN that somebody else was there for it is verified, and whoever checks has a hand in it too', async () => {
    const { world } = house;
    const [id, card] = [await order(), await wallCard('陈伯')];
    await pinBy('小周', '李姨', '258036');
    await comesAndGoes(await memberAt(createClient(house.app), '李姨', '258036'), card.token);
    expect(await view(id)).toMatchObject({ grade: 'verified', flags: [] });
    await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 1, ...NEIGHBOUR });
    expect(await view(id)).toMatchObject({ grade: 'verified', flags: [] });
    await checkExchange(world.desk('小周'), { id, note: null });
    expect(await view(id)).toMatchObject({ grade: 'attested', flags: ['pin_new'] });
  });
});

describe('a printed number', () => {
  test('opens nothing where a code is asked for', async () => {
    const id = await order();
    const cards = [await wallCard('陈伯'), await wallCard('七婆')];
    const client = await house.as('李姨');
    const _csrf = await csrfOf(client);
    for (const { number } of cards) {
      for (const [step, form] of [
        ['outing', { serviceCode: 'A02', another: 'yes' }],
        ['sign-in', { id }],
      ] as const) {
        const answer = await client.request('POST', `/c/${number}/${step}`, { form: { _csrf, key: key(), ...form } });
        expect(answer.statusCode).toBe(422);
      }
    }
    expect((await view(id)).exchange.state).toBe('matched');
    expect((await client.get('/exchanges')).text('main')).not.toContain('七婆');
  });

  test.each(['/visits', '/outings', 'sign-in'])('is guessed ten times a day at %s, and no more', async (where) => {
    const { world } = house;
    const id = await order();
    const client = await house.as('李姨');
    const _csrf = await csrfOf(client);
    const url = where === 'sign-in' ? `/exchanges/${id}/sign-in` : where;
    const type = (card: string) =>
      client.request('POST', url, {
        form: {
          ...{ _csrf, key: key(), card, serviceCode: 'A02', reason: 'forgot' },
          ...{ servedOn: world.today(), minutes: '60', halfDay: 'morning', another: 'yes' },
        },
      });
    for (let guess = 0; guess < CARD_TRIES; guess++) {
      const answer = await type(`1000${String(guess).padStart(4, '0')}`);
      expect([answer.statusCode, answer.body.includes('没认出这张卡')]).toEqual([422, true]);
    }
    const stopped = await type(world.card('陈伯'));
    expect([stopped.statusCode, stopped.body.includes('今天卡号填错的次数多了')]).toEqual([422, true]);
    expect((await view(id)).exchange.state).toBe('matched');
    // On the same phone nobody else goes on guessing either.
    await house.pinFor('老梁');
    await memberAt(client, '老梁', '258036');
    const other = await client.request('POST', '/outings', {
      form: { _csrf: await csrfOf(client), key: key(), card: world.card('陈伯'), serviceCode: 'A02' },
    });
    expect(other.body).toContain('今天卡号填错的次数多了');
  });

  test('that is right is no try: ten doors a day and more', async () => {
    const { world } = house;
    await order();
    const client = await house.as('李姨');
    const _csrf = await csrfOf(client);
    for (let door = 0; door < CARD_TRIES + 2; door++) {
      const form = { _csrf, key: key(), card: world.card('七婆'), serviceCode: 'A02', another: 'yes' };
      expect((await client.request('POST', '/outings', { form })).statusCode).toBe(303);
    }
  });
});
