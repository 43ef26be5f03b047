/** The page that opens without a signal: the same for everybody, light, and not without its parts. */
import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MEMBERS, PINS } from '#cli/demo/cast';
import { grants } from '#db/schema/office';
import { LANGUAGES } from '#i18n/words';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { createClient } from '#tests/support/client';
import { asked } from '#tests/support/phone';
import { key } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { setPin } from '#usecases/pin/set';

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house.close());

const shellFor = async (name: string, lang: 'zh-CN' | 'en' = 'zh-CN') => (await house.as(name, lang)).get('/field/');

test('the shell is the same to the letter for two helpers: no name, no token, nothing about anybody', async () => {
  for (const lang of LANGUAGES) {
    const [one, other] = [await shellFor('阿芬', lang), await shellFor('黄姐', lang)];
    expect(one.html).toBe(other.html);
    for (const { name } of Object.values(MEMBERS)) if (name) expect(one.html).not.toContain(name);
    expect(one.html).not.toMatch(/_csrf|usr_|mem_/);
  }
});

test('without script it says where the ordinary log is', async () => {
  const { root } = await shellFor('阿芬');
  expect(root.querySelector('#without-script a')?.getAttribute('href')).toBe('/log');
});

test('page, style and script are 60 KB or less, packed', async () => {
  for (const lang of LANGUAGES) {
    const { html, root } = await shellFor('阿芬', lang);
    const named = [...root.querySelectorAll('link[href^="/static/"], script[src]')];
    const addresses = [
      ...named.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''),
      spriteIn(html),
    ];
    const headers = { 'accept-encoding': 'gzip' };
    const parts = await Promise.all(addresses.map((url) => house.app.inject({ url, headers })));
    const bytes = parts.reduce((sum, { rawPayload }) => sum + rawPayload.length, gzipSync(html).length);
    expect(parts.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(bytes, lang).toBeLessThanOrEqual(60_000);
  }
});
const spriteIn = (html: string) => /\/static\/\w+\/icons\.svg/.exec(html)?.[0] ?? '';

test('the worker is asked for anew each time, is let out over /field/, and knows no address of people', async () => {
  const worker = await house.app.inject('/field/worker.js');
  expect(worker.headers).toMatchObject({ 'service-worker-allowed': '/field/', 'cache-control': 'no-cache' });
  expect(worker.body).not.toMatch(/roster|records|states/);
});

test('/field leads to /field/, where the worker is; it opens for whoever works here, and for no member', async () => {
  const helper = await house.as('阿芬');
  expect((await helper.request('GET', '/field')).headers.location).toBe('/field/');
  const town = await house.as('梁主任');
  expect((await town.request('GET', '/field/')).statusCode).toBe(200);
  const { world } = house;
  await setPin(world.desk('阿芬'), {
    memberId: world.member('陈伯').id,
    pin: PINS.陈伯 ?? '',
    presentName: '黎婶',
    presentPhone: '13800002222',
  });
  const { number: who } = await issueCard(world.desk('阿芬'), {
    key: key(),
    memberId: world.member('陈伯').id,
    kind: 'wall',
  });
  const member = createClient(house.app);
  const inside = await member.submit(await member.get('/sign-in'), { who, pin: PINS.陈伯 ?? '' });
  expect(inside.url).toBe('/home');
  expect((await member.request('GET', '/field/')).statusCode).toBe(404);
  expect((await createClient(house.app).request('GET', '/field/')).headers.location).toBe(
    '/staff/sign-in?next=%2Ffield%2F',
  );
});

test('whoever lost the post still opens what her phone holds, is led there in words, and takes nobody along', async () => {
  const { world } = house;
  const helper = await house.as('阿芬');
  const hers = eq(grants.userId, world.user('阿芬').id);
  await world.write([], (act) => act.tx.update(grants).set({ endedAt: act.now }).where(hers));
  const desk = await helper.get('/desk');
  expect(desk.status).toBe(404);
  expect(desk.text('main')).toMatch(/没有岗位.*没传上去的/s);
  expect((await helper.get(desk.root.querySelector('main a[href="/field/"]')?.getAttribute('href') ?? '')).status).toBe(
    200,
  );
  const { body } = await asked(helper, '/field/roster');
  expect([body.people, body.volunteers, body.orders]).toEqual([[], [], []]);
  await world.write([], (act) => act.tx.update(grants).set({ endedAt: null }).where(hers));
});

test('it can be put on the home screen, under the name of the house', async () => {
  const { body } = await house.app.inject('/field/manifest.webmanifest');
  expect(JSON.parse(body)).toMatchObject({ start_url: '/field/', scope: '/field/', display: 'standalone' });
});

test('whoever signs out is handed what makes this phone forget her people', async () => {
  const out = await createClient(house.app).get('/?out=1');
  const src = out.root.querySelector('script[src*="forget"]')?.getAttribute('src') ?? '';
  expect((await house.app.inject(src)).body).toContain("deleteDatabase('yinling-roster')");
});
