/** 核账 from the auditor's page: begun by a press, seen as it goes on, kept when it is done, and known for dead when it died. */
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accounts } from '#db/schema/ledger';
import type { ReadSoFar } from '#domain/audit-run';
import type { ReadBooks } from '#jobs/reader';
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge } from '#tests/support/office';
import { openWorld, type World } from '#tests/support/world';
import { auditGoesOn, readBooks } from '#usecases/ledger/audit';

let world: World;
let open: OpenApp;
/** The process that reads: it waits until it is let go, or dies. */
let hand: { tell: (soFar: ReadSoFar[]) => void; finish: () => void; die: () => void };
const read: ReadBooks = (tell) =>
  new Promise((resolve, reject) => {
    hand = {
      tell,
      finish: () => void readBooks(world.job('audit')).then(resolve, reject),
      die: () => reject(new Error('killed')),
    };
  });
beforeEach(async () => {
  world = await openWorld();
  await world.fillPool('445321100', 6000);
  open = await openApp({ house: world.house, readBooks: read });
});
afterEach(async () => {
  await open.close();
  await world.close();
});

const as = async (name: string, lang: 'zh-CN' | 'en' = 'zh-CN'): Promise<Client> => {
  const client = open.client();
  client.cookies.set('lang', lang);
  await client.signInAs(world.user(name).id);
  return client;
};
const FORM = 'form[action="/ledger/audits"]';
const press = async (client: Client) => client.submit(await client.get('/ledger'), {}, FORM);
/** Until what was let go has been written down. */
async function until(client: Client, url: string, words: string): Promise<FetchedPage> {
  for (let tries = 0; tries < 200; tries += 1) {
    const page = await client.get(url);
    if (page.text('#run').includes(words)) return page;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`${url} never said ${words}`);
}
const here = (page: FetchedPage) => page.url.split('?')[0] ?? '';

test('the auditor begins it from the books’ page, sees it go on, and finds what came of it', async () => {
  const client = await as('审计老吴');
  const begun = await press(client);
  expect(begun.text('main')).toContain('开始核了');
  expect(begun.text('#run')).toContain('读了 0 条');
  expect(begun.root.querySelector('#run')?.getAttribute('hx-get')).toBe(here(begun));
  // Where no script renews it, a link does.
  expect(begun.root.querySelector(`#run a[href="${here(begun)}"]`)).not.toBeNull();
  const run = here(begun).split('/').at(-1) ?? '';
  const soFar = [{ journal: 'xinxing', entries: 3, of: 8 }];
  await auditGoesOn(world.job('audit'), run, soFar);
  const going = await client.get(here(begun));
  expect(going.text('#run')).toContain('读了 3 条，一共 8 条');
  expect(going.root.querySelector('progress')?.getAttribute('value')).toBe('3');

  world.at('2026-11-23T09:02');
  hand.finish();
  const done = await until(client, here(begun), '全都对得上');
  expect(done.root.querySelector('#run')?.getAttribute('hx-get')).toBeUndefined();
  expect(done.text('#run')).toContain('审计老吴');
  expect(done.text('#run')).toContain('用了 2 分钟');
  const list = await client.get('/ledger/audits');
  expect(list.text('table')).toContain('审计老吴');
  expect(list.root.querySelector(`table a[href="${here(begun)}"]`)).not.toBeNull();
  expect((await client.get('/audit?noun=journal')).text('table')).toContain('账簿：核账');
});

test('what is wrong is said for its book: the first fault in words, and how many there are', async () => {
  await world.house.store.transact([], (tx) => tx.update(accounts).set({ balance: sql`${accounts.balance} + 60` }));
  for (const [name, lang, words] of [
    ['审计老吴', 'zh-CN', /结余和分录算出来的不一样.*一共 \d+ 处对不上/],
    ['苏科', 'en', /is not what the entries come to.*\d+ things do not add up/],
  ] as const) {
    const client = await as(name, lang);
    const begun = await press(client);
    hand.finish();
    const done = await until(client, here(begun), lang === 'en' ? 'does not add up' : '有对不上的');
    expect(done.text('#run')).toMatch(words);
  }
});

test('one goes on at a time: a second press is led to it', async () => {
  const first = here(await press(await as('审计老吴')));
  const client = await as('苏科');
  const page = await client.get('/ledger');
  expect(page.root.querySelector(FORM)).toBeNull();
  expect(page.root.querySelector(`main a[href="${first}"]`)).not.toBeNull();
  // Two presses of one moment: both had the button.
  const { headers } = await pressed(client);
  expect(headers.location).toBe(`${first}?done=running`);
  expect((await client.get(String(headers.location))).text('main')).toContain('已经有一次正在核');
  hand.finish();
  await until(client, first, '全都对得上');
  expect(here(await press(client))).not.toBe(first);
});

async function pressed(client: Client) {
  const page = await client.get('/password');
  const hidden = page.root.querySelectorAll('main form input[type=hidden]');
  const form = Object.fromEntries(hidden.map((one) => [one.getAttribute('name'), one.getAttribute('value') ?? '']));
  return client.request('POST', '/ledger/audits', { form });
}

test('one whose process died was broken off, and the next press begins another', async () => {
  const client = await as('审计老吴');
  const died = here(await press(client));
  hand.die();
  expect((await until(client, died, '中断了')).text('#run')).not.toContain('全都对得上');

  // The whole server was killed: nobody wrote anything down.
  const silent = here(await press(client));
  expect((await client.get(silent)).text('#run')).toContain('正在核');
  world.at('2026-11-23T09:02');
  const found = await client.get(silent);
  expect(found.text('#run')).toContain('中断了，没有核完');
  expect(found.root.querySelector('#run')?.getAttribute('hx-get')).toBeUndefined();
  const left = hand;
  const next = here(await press(client));
  expect(next).not.toBe(silent);
  // What was left comes too late: another one goes on by now.
  left.finish();
  hand.finish();
  await until(client, next, '全都对得上');
  expect((await client.get(silent)).text('#run')).toContain('中断了');
});

test('a town, a helper and another county’s book: out of reach', async () => {
  for (const name of ['梁主任', '阿芬']) {
    const client = await as(name);
    expect([name, await forge(client, '/ledger/audits')]).toEqual([name, 404]);
    expect((await client.get('/ledger/audits')).status).toBe(404);
  }
});
