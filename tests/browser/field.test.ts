/** The helper at the door with one bar of signal: four taps, and nothing is lost, doubled or pretended. */
import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/day';
import type { DeskHouse } from '#tests/http/desk-house';
import { fieldPhones, MINUTES, PLAIN, SAVE, saved, settled } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';

const { open, phone, atField, person, logVisit, count, newest } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
});

test('four taps from the day’s page: who, how long, kept; and it says no more than is true', async () => {
  const before = await count();
  const one = await phone();
  await one.page.goto(`${origin}/desk`);
  let answer: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await one.page.route('**/field/records', async (route) => {
    await held;
    await route.continue();
  });
  await one.tap('a[href="/field/"]');
  await one.says(/都已上传/);
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(60));
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(one.taps()).toBe(4);
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*李姨 帮 陈伯：.*今天上午，1 小时/s);
  expect(await count()).toBe(before);
  answer();
  await settled(one);
  expect(await newest()).toMatchObject({
    serviceCode: 'A02',
    servedOn: '2026-11-23',
    servedMinutes: 60,
    halfDay: 'morning',
  });
  expect(await count()).toBe(before + 1);
});

test('no network: kept, said so, still there after the page was opened anew without one, sent when it is back', async () => {
  const before = await count();
  const one = await atField();
  const { page, context } = one;
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.reload();
  const online = await middle(() => reload(one));
  const bare = await barePage(one);
  await context.setOffline(true);
  await logVisit(one, '七婆', 90);
  await one.says(/现在没有网。1 条存在手机里，还没上传/);
  const offline = await middle(() => reload(one));
  console.log(`reload: ${offline} ms offline, ${online} ms online, a bare page ${bare} ms`);
  // Both are asked. A second is a second of a machine that shows a bare page in a tenth of it; a busier one is given as much more.
  expect(offline).toBeLessThanOrEqual(Math.max(1_000, 10 * bare));
  expect(offline).toBeLessThanOrEqual(1.25 * online + 3 * bare);
  await page.goto(`${origin}/field/#records`);
  expect(await page.locator('[data-list=waiting]').textContent()).toMatch(/七婆.*已存在手机里，还没上传/s);
  // The icons of its states are there too: nothing of the page came from the network.
  expect(await page.locator('.kept-state svg').first().boundingBox()).toMatchObject({ width: expect.any(Number) });
  await context.setOffline(false);
  await one.says(/都已上传/);
  expect(await page.locator('[data-list=sent]').textContent()).toMatch(/七婆.*已上传，等审核/s);
  expect(await count()).toBe(before + 1);
});

/** Of three. */
async function middle(measure: () => Promise<number>): Promise<number> {
  const times = [await measure(), await measure(), await measure()];
  return times.sort((a, b) => a - b)[1] ?? Number.NaN;
}

/** What this browser takes on this machine, at this moment, for a page with nothing but the field that is waited for. */
async function barePage(one: Phone): Promise<number> {
  const page = await one.context.newPage();
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: '<input id="f-q">' }));
  await page.goto(`${origin}/bare`);
  const took = await middle(() => reload({ ...one, page }));
  await page.close();
  return took;
}

async function reload(one: Phone): Promise<number> {
  const from = performance.now();
  await one.page.reload();
  await one.page.waitForSelector('#f-q');
  return Math.round(performance.now() - from);
}

test('the answer is lost after the house has written it: sent again, and it is one', async () => {
  const before = await count();
  const one = await atField();
  await one.page.route('**/field/records', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await logVisit(one, '陈伯', 30);
  await one.says(/1 条.*还没上传/);
  expect(await count()).toBe(before + 1);
  expect(await saved(one)).toMatch(/还没上传/);
  await one.page.unroute('**/field/records');
  await one.tap('[data-do=upload]');
  await settled(one);
  expect(await count()).toBe(before + 1);
});

test.each([
  ['one sends at a time', undefined],
  [
    'where the browser cannot arrange that, the house takes each once',
    'Object.defineProperty(navigator, "locks", { value: undefined })',
  ],
])('two tabs: %s', async (_words, broken) => {
  const before = await count();
  const one = await atField({ broken });
  const second = await one.context.newPage();
  await second.goto(`${origin}/field/`);
  await one.page.bringToFront();
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 120);
  await one.page.goto(`${origin}/field/#who`);
  await logVisit(one, '七婆', 30);
  const ids: string[] = [];
  one.context.on('request', (request) => {
    if (!request.url().endsWith('/field/records')) return;
    const sent = new URLSearchParams(request.postData() ?? '').get('records') ?? '[]';
    ids.push(...(JSON.parse(sent) as { id: string }[]).map(({ id }) => id));
  });
  await one.context.setOffline(false);
  await Promise.all([one.page, second].map((page) => page.locator('[data-do=upload]').click()));
  await expect.poll(count).toBe(before + 2);
  await one.says(/都已上传/);
  await expect.poll(() => second.locator('#sync').textContent()).toMatch(/都已上传/);
  expect(await count()).toBe(before + 2);
  if (!broken) expect(ids.length).toBe(new Set(ids).size);
});

test('without a service worker it works while it stays open, and says what it cannot', async () => {
  const before = await count();
  const one = await atField({
    noWorker: true,
    broken: 'delete Navigator.prototype.serviceWorker; window.SyncManager = undefined',
  });
  expect(await one.page.locator('.notice').first().textContent()).toMatch(/没有网就打不开/);
  await one.context.setOffline(true);
  await logVisit(one, '陈伯');
  await one.says(/还没上传/);
  await one.context.setOffline(false);
  await settled(one);
  expect(await count()).toBe(before + 1);
});

test('a phone that lives in 1970: kept, sent, marked; and the day is the one that was meant', async () => {
  const one = await atField({ clock: 3_600_000 });
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(60));
  await one.tap('[name=ago][value="1"] + label');
  await one.tap(SAVE);
  await settled(one);
  expect(await saved(one)).toMatch(/昨天/);
  expect(await newest()).toMatchObject({ servedOn: addDays(house.world.today(), -1) });
  await one.page.goto(`${origin}/field/#records`);
  expect(await one.page.locator('[data-list=sent]').textContent()).toMatch(/要留意/);
});

test('the phone is full: nothing is said to be kept, it says what to do, and what was typed stays', async () => {
  const before = await count();
  const one = await atField({
    broken: `const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'records' || this.name === 'drafts') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };`,
  });
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(120));
  await one.tap('label[for=f-told]');
  await one.tap(SAVE);
  await one.page.waitForSelector('.error-summary');
  expect(await one.page.locator('.error-summary').textContent()).toMatch(/手机存满了，这一条还没有存下/);
  expect(await one.page.locator('.error-summary a[href="/log"]').textContent()).toMatch(/普通的登记页/);
  expect(await one.page.locator('[name=minutes][value="120"]').isChecked()).toBe(true);
  expect(await one.page.locator('[name=told]').isChecked()).toBe(true);
  expect(await one.page.locator('#saved').count()).toBe(0);
  expect(await count()).toBe(before);
});

test.each([
  ['has none', 'Object.defineProperty(globalThis, "indexedDB", { value: undefined })'],
  ['forbids it', 'IDBFactory.prototype.open = () => { throw new DOMException("private", "SecurityError"); };'],
  [
    'opens none',
    `IDBFactory.prototype.open = () => { const asked = new EventTarget(); asked.error = new DOMException("private", "InvalidStateError");
      setTimeout(() => asked.dispatchEvent(new Event("error"))); return asked; };`,
  ],
])(
  'a browser that keeps nothing (%s): said in words, and the ordinary log and paper are offered',
  async (_how, broken) => {
    const one = await phone({ broken });
    await one.page.goto(`${origin}/field/`);
    await expect.poll(() => one.page.locator('main').textContent()).toMatch(/存不住记录.*不要用无痕方式.*先抄在纸上/s);
    expect(await one.page.locator('#screen a[href="/log"]').isVisible()).toBe(true);
    expect(await one.page.locator('#f-q').count()).toBe(0);
  },
);

test('without https it works while it stays open; it says what it cannot, and asks for no PIN', async () => {
  const before = await count();
  const at = `http://${PLAIN}:${new URL(origin).port}`;
  const one = await atField({ at });
  expect(await one.page.evaluate('isSecureContext')).toBe(false);
  expect(await one.page.locator('.notice').first().textContent()).toMatch(
    /不是加密的.*开着这一页.*抄在纸上.*普通的登记页/s,
  );
  await one.context.setOffline(true);
  await one.tap(person('陈伯'));
  await one.tap('[data-slot=pinField] summary');
  expect(await one.page.locator('[data-slot=pinField]').textContent()).toMatch(/不按密码/);
  expect(await one.page.locator('[data-pin]').count()).toBe(0);
  await one.tap('.back a');
  await logVisit(one, '陈伯');
  await one.says(/还没上传/);
  await one.context.setOffline(false);
  await one.tap('[data-do=upload]');
  await settled(one);
  expect(await count()).toBe(before + 1);
});
