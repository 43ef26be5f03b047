import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pins } from '#db/schema/office';
import { cards } from '#db/schema/people';
import { cardCheckDigit } from '#records/card';
import { hashSecret } from '#records/secret';
import { DAWEN, enrol, place, seat } from '#tests/http/people';
import { type OpenApp, openApp } from '#tests/support/app';

let open: OpenApp;
const CARD = `5320001${cardCheckDigit('5320001')}`;

beforeAll(async () => {
  open = await openApp();
  const { house } = open;
  await place(house.store, DAWEN, '大稳村');
  await enrol(house.store, 'mem_chen', '陈伯');
  await seat(house.store, 'usr_fen', '梁晓芬', {
    login: 'fen',
    passwordHash: await hashSecret(house, '竹林里有三只鸡'),
  });
  const hash = await hashSecret(house, '258036');
  await house.store.transact([], async (tx) => {
    await tx.insert(pins).values({ memberId: 'mem_chen', hash, setAt: 1, setBy: 'usr_fen', presentName: '何婶' });
    const card = { id: 'crd_1', memberId: 'mem_chen', number: CARD, token: 't', kind: 'member' as const };
    await tx.insert(cards).values({ ...card, issuedBy: 'usr_fen', issuedAt: 1 });
  });
});
afterAll(() => open.close());

describe('the members’ door', () => {
  test('lets in with card and PIN, typed as people type', async () => {
    const client = open.client();
    const door = await client.get('/sign-in');
    const inside = await client.submit(door, { who: `${CARD.slice(0, 4)} ${CARD.slice(4)}`, pin: '２５８０３６' });
    expect(inside.text('.head-name')).toBe('陈伯，您好');
  });

  test('leads on to the page that was wanted, and nowhere else', async () => {
    const client = open.client();
    const door = await client.get('/sign-in?next=/dev/patterns%3Flayout=staff');
    expect((await client.submit(door, { who: CARD, pin: '258036' })).url).toBe('/dev/patterns?layout=staff');
    const trap = await open.client().get('/sign-in?next=//evil.example');
    expect(trap.root.querySelector('input[name=next]')?.getAttribute('value')).toBe('');
  });

  test('says what is missing beside each field and keeps what was typed, but never a PIN', async () => {
    const client = open.client();
    const door = await client.get('/sign-in');
    const again = await client.submit(door, { who: '12 34' });
    expect(again.status).toBe(422);
    expect(again.title).toMatch(/^错误：看我的时间/);
    expect(again.problems).toEqual(['请填六位密码。']);
    expect(again.text('#f-pin-error')).toBe('请填六位密码。');
    expect(again.root.querySelector('#f-who')?.getAttribute('value')).toBe('12 34');
    expect(again.root.querySelector('.error-summary')?.hasAttribute('autofocus')).toBe(true);
    expect(again.root.querySelector('.error-summary a')?.getAttribute('href')).toBe('#f-pin');
    const wrong = await client.submit(again, { who: CARD, pin: '111222' });
    expect(wrong.problems[0]).toContain('今天还可以试');
    expect(wrong.html).not.toContain('111222');
  });

  test('is the same in English', async () => {
    const client = open.client({ 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' });
    const again = await client.submit(await client.get('/sign-in'), { who: CARD });
    expect(again.title).toMatch(/^Error: See my time/);
    expect(again.problems).toEqual(['Please fill in: six-digit PIN.']);
  });
});

describe('the staff’s door', () => {
  test('lets in with login and password', async () => {
    const client = open.client();
    const inside = await client.submit(await client.get('/staff/sign-in'), {
      login: 'fen',
      password: '竹林里有三只鸡',
    });
    expect(inside.text()).toContain('梁晓芬');
  });

  test('tells nobody which names there are', async () => {
    const client = open.client();
    const door = await client.get('/staff/sign-in');
    const known = await client.submit(door, { login: 'fen', password: 'x' });
    const unknown = await client.submit(door, { login: 'nobody', password: 'x' });
    expect(known.problems).toEqual(unknown.problems);
    expect(known.html).not.toContain('value="x"');
  });
});

test('the doors count their knocks, and looking is not knocking', async () => {
  const strict = await openApp({ env: { SIGN_INS_PER_MINUTE: '2' } });
  const client = strict.client();
  const door = await client.get('/sign-in');
  await client.submit(door, {});
  await client.submit(door, {});
  const stopped = await client.submit(door, {});
  expect(stopped.status).toBe(429);
  expect(stopped.h1).toBe('请等一分钟');
  expect((await client.get('/sign-in')).status).toBe(200);
  await strict.close();
});
