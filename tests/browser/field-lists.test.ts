/** What a phone keeps and for whom: lists, files, languages, signing out. Nobody's record comes under another's name, and no name stays behind. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { DeskHouse } from '#tests/http/desk-house';
import { fieldPhones, MINUTES, MONDAY, SAVE } from '#tests/support/at-field';
import { comeIn, type Phone } from '#tests/support/handset';
import { outbox, restore } from '#tests/support/outbox';
import { askFor } from '#tests/support/scene';

const HOUR = 3_600_000;

const { open, atField, person, logVisit, all, count } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
});

/** With the page kept for when there is no network. */
async function atKeptField(): Promise<Phone> {
  const one = await atField();
  await one.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await one.page.reload();
  await one.page.waitForSelector('#f-q');
  return one;
}

/** She is signed out by the page of the house, and a colleague comes in on the same phone. */
async function handOver(one: Phone, name: string): Promise<void> {
  await one.page.goto(`${origin}/desk`);
  await Promise.all([one.page.waitForURL(/out=1/), one.page.click('form[action="/sign-out"] button')]);
  await comeIn(one.context, house, origin, name);
}

/** At another screen of the same page, drawn anew. */
async function anew(one: Phone, screen: string, wait: string): Promise<void> {
  await one.page.goto(`${origin}/field/${screen}`);
  await one.page.reload();
  await one.page.waitForSelector(wait);
}

const text = async (one: Phone, selector: string) => (await one.page.locator(selector).textContent()) ?? '';
const settled = (one: Phone) => expect.poll(() => text(one, '#saved')).toMatch(/已上传，等审核/);

/** Which forms the list in the phone says the house reads. */
const formsKept = (one: Phone) =>
  one.page.evaluate<string[]>(
    `new Promise((done) => { indexedDB.open('yinling-roster').onsuccess = ({ target }) => {
      target.result.transaction('brought').objectStore('brought').get('now').onsuccess =
        ({ target }) => done(target.result?.roster.forms ?? []); }; })`,
  );

async function fileOf(one: Phone): Promise<string> {
  await one.page.goto(`${origin}/field/#take`);
  const [file] = await Promise.all([one.page.waitForEvent('download'), one.tap('[data-do=file]')]);
  return readFileSync(await file.path(), 'utf8');
}

test('a file of a colleague’s phone is led to the station and kept under nobody’s name; it is one record in the end', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 120);
  const file = await fileOf(one);
  const clerk = await atField({ name: '黄姐' });
  await clerk.page.goto(`${origin}/field/#take`);
  await clerk.page.fill('#f-text', file);
  await clerk.tap('[data-form=bring] button');
  await expect.poll(() => text(clerk, '#screen')).toMatch(/别人手机里的记录，不能记在您名下/);
  expect(await clerk.page.locator('#screen a[href="/field/station"]').isVisible()).toBe(true);
  expect(await outbox(clerk)).toEqual([]);
  // There she hands it in, and the phone finds signal after all.
  const desk = await house.as('黄姐');
  const form = 'main form[method=post]:has(textarea)';
  const look = await desk.submit(await desk.get('/field/station'), { file }, form);
  expect((await desk.submit(look, { take: '1' })).h1).toBe('收下了 1 条');
  expect(await count()).toBe(before + 1);
  await one.context.setOffline(false);
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 1);
});

test('her own file, of whatever form the house reads; what is here already stays as it is', async () => {
  const one = await atField();
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 30);
  await one.context.setOffline(false);
  await settled(one);
  const [kept] = await outbox(one);
  const older = { ...kept?.record, id: 'o'.repeat(22), form: 'log.0' };
  await one.page.route('**/field/{roster,records}', async (route) => {
    if (route.request().url().endsWith('records')) return route.abort();
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      json: { ...(await answer.json()), forms: ['log.1', 'log.2', 'log.3', 'correct.1', 'log.0'] },
    });
  });
  await one.tap('[data-do=upload]');
  await expect.poll(() => formsKept(one)).toContain('log.0');
  await one.page.goto(`${origin}/field/#take`);
  const records = [{ ...kept?.record, serviceCode: 'A01' }, older];
  await one.page.fill('#f-text', JSON.stringify({ kind: 'yinling.field', user: { id: kept?.userId }, records }));
  await one.tap('[data-form=bring] button');
  await expect.poll(() => text(one, '#screen')).toMatch(/接到 1 条，正在上传。另有 1 条这里已经有了/);
  expect((await outbox(one)).find(({ id }) => id === kept?.id)).toMatchObject({ state: 'taken', record: kept?.record });
  await one.page.unroute('**/field/{roster,records}');
});

test('nothing in the outbox names anybody, also where the house offered orders by name; they are said again when she is back', async () => {
  const { world } = house;
  const one = await atField();
  const { id } = await askFor(world, { memberIds: [world.member('七婆').id], plannedOn: world.tomorrow() });
  await logVisit(one, '七婆');
  await expect.poll(() => text(one, '#saved')).toMatch(/要改/);
  const refused = (await outbox(one)).find(({ state }) => state === 'refused');
  expect(refused?.receipt).toMatchObject({ code: 'which_order', choices: [{ id }] });
  expect(JSON.stringify(refused)).not.toMatch(/七婆|李姨|林七妹|陪/);
  await handOver(one, '小周');
  await anew(one, '#records', '[data-list=waiting]');
  await one.says(/1 条是别人用这台手机记的/);
  expect(await text(one, '#screen')).not.toMatch(/七婆/);
  await handOver(one, '阿芬');
  await anew(one, '#records', '[data-list=waiting] a[href^="#mend/"]');
  await one.says(/有 1 条要改/);
  await one.tap('[data-list=waiting] a[href^="#mend/"]');
  expect(await text(one, '[data-orders]')).toMatch(/七婆/);
  await one.tap('[name=order][value=new] + label');
  await one.tap(SAVE);
  await settled(one);
});

test('drafts and files are of whoever is signed in; how many are a colleague’s is said', async () => {
  const one = await atField();
  await one.page.route('**/field/records', (route) => route.abort());
  await logVisit(one, '陈伯', 90);
  await one.says(/还没上传/);
  await one.page.goto(`${origin}/field/#who`);
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(120));
  await one.page.goto(`${origin}/field/#records`);
  await expect.poll(() => text(one, '[data-list=drafts]')).toMatch(/草稿，还没存/);
  await handOver(one, '小周');
  await anew(one, '#records', '[data-list=drafts]');
  await one.says(/1 条是别人用这台手机记的/);
  expect(await one.page.locator('[data-list=drafts] .kept-one').count()).toBe(0);
  await one.page.goto(`${origin}/field/#take`);
  await expect.poll(() => text(one, '#screen')).toMatch(/不用带.*另有 1 条是别人写的，等她本人上传/s);
  expect(await one.page.locator('.code').count()).toBe(0);
  await one.page.goto(`${origin}/field/#who`);
  await one.tap(person('陈伯'));
  expect(await one.page.locator('[name=minutes][value="120"]').isChecked()).toBe(false);
  await handOver(one, '阿芬');
  await one.page.unroute('**/field/records');
  await anew(one, '#records', '[data-list=drafts] .kept-one');
  await one.says(/都已上传/);
  await one.page.once('dialog', (dialog) => dialog.accept());
  await one.tap('[data-do=drop]');
});

test('signing out with no network: the people are gone, it is said, and the house hears of it before anything else', async () => {
  const one = await atKeptField();
  const { page, context } = one;
  await context.setOffline(true);
  await one.tap('[data-do=leave]');
  await expect.poll(() => text(one, '#screen')).toMatch(/您已退出，名单已经从手机里清掉.*一有网，手机先报退出/s);
  await one.says(/您已退出，还没报给系统/);
  await page.reload();
  await expect.poll(() => text(one, '#screen')).toMatch(/您已退出/);
  expect(await page.locator(person('陈伯')).count()).toBe(0);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await context.setOffline(false);
  await one.says(/已退出。没上传的 0 条都在手机里，登录以后接着传/);
  expect(asked.find((one) => /field\/(roster|records|states)|sign-out/.test(one))).toBe('POST /sign-out');
  // A round that comes after finds the door closed: that is what she asked for, and is not said to have happened to her.
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect.poll(() => asked.filter((one) => one.endsWith('/field/roster')).length).toBeGreaterThan(0);
  await one.says(/已退出。没上传的 0 条都在手机里，登录以后接着传/);
  expect(
    (await context.request.get(`${origin}/field/roster`, { headers: { accept: 'application/json' } })).status(),
  ).toBe(401);
  await comeIn(context, house, origin, '阿芬');
  await page.reload();
  await one.says(/都已上传/);
});

test('signing out with a network leads to the door of the house; whoever came in meanwhile is not put out', async () => {
  const one = await atField();
  await Promise.all([one.page.waitForURL(/out=1/), one.tap('[data-do=leave]')]);
  await comeIn(one.context, house, origin, '阿芬');
  await one.page.goto(`${origin}/field/`);
  await one.says(/都已上传/);
  await one.page.route('**/sign-out', (route) => route.abort());
  await one.tap('[data-do=leave]');
  await one.says(/您已退出，还没报给系统/);
  await comeIn(one.context, house, origin, '小周');
  await one.page.unroute('**/sign-out');
  await one.page.reload();
  await one.says(/都已上传/);
  expect(await one.page.locator(person('陈伯')).count()).toBe(1);
});

test('seventy records of one phone: the house is asked about every open one, about settled ones once a day, and all are listed', async () => {
  const one = await atField();
  const { world } = house;
  const idOf = (at: number) => `r${String(at).padStart(21, '0')}`;
  const record = {
    ...{
      form: 'log.1',
      memberIds: [world.member('陈伯').id],
      serviceCode: 'A02',
      order: 'new',
      reason: 'found_on_visit',
    },
    ...{ volunteers: [{ memberId: world.member('李姨').id }], day: { phone: '2026-11-20', ago: 0 } },
    times: { minutes: 60, halfDay: 'morning' },
  };
  const entries = Array.from({ length: 70 }, (_, at) => ({
    ...{ id: idOf(at), userId: world.user('阿芬').id, state: 'taken' },
    receipt: { id: idOf(at), outcome: 'taken', state: at < 60 ? 'waiting' : 'credited', words: '', exchangeId: 'x' },
    record: { ...record, id: idOf(at), savedAt: MONDAY - (100 - at) * HOUR },
  }));
  await restore(one, entries);
  let asked: string[][] = [];
  await one.page.route('**/field/states?*', async (route) => {
    const ids = decodeURIComponent(new URL(route.request().url()).search.slice('?ids='.length)).split(',');
    asked.push(ids);
    const states = ids.map((id) => ({
      id,
      exchangeId: 'x',
      state: Number(id.slice(1)) < 60 ? 'waiting' : 'credited',
      words: '',
    }));
    await route.fulfill({ json: { at: 0, states } });
  });
  await one.page.goto(`${origin}/field/#records`);
  await one.tap('[data-do=upload]');
  await expect.poll(() => asked.flat().length).toBe(70);
  expect(Math.max(...asked.map((ids) => ids.length))).toBeLessThanOrEqual(100);
  expect(asked.flat().slice(60).toSorted()).toEqual(entries.slice(60).map(({ id }) => id));
  await one.says(/都已上传/);
  asked = [];
  await one.tap('[data-do=upload]');
  await expect.poll(() => asked.flat().length).toBe(60);
  expect(asked.flat()).toContain(idOf(0));
  await one.says(/都已上传/);
  expect(await one.page.locator('[data-list=sent] .kept-one').count()).toBe(40);
  expect(await text(one, '#older summary')).toBe('更早的 30 条');
  await one.tap('#older summary');
  expect(await one.page.locator('[data-list=older] .kept-one').count()).toBe(30);
  await one.tap('[data-do=upload]');
  await expect.poll(() => asked.flat().length).toBe(120);
  expect(await one.page.locator('#older').getAttribute('open')).not.toBeNull();
});

test('another language with no network: it says that it cannot, and the page still opens; with one it is there', async () => {
  const one = await atKeptField();
  const { page, context } = one;
  await context.setOffline(true);
  await one.tap('a[href^="/language/"]');
  await expect.poll(() => text(one, '#screen')).toMatch(/现在换不了语言：没有网/);
  await page.reload();
  await page.waitForSelector('#f-q');
  await context.setOffline(false);
  await one.says(/都已上传/);
  await one.tap('a[href^="/language/"]');
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  // And back, and there again, as fast as one presses.
  await one.tap('a[href^="/language/"]');
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await one.tap('a[href^="/language/"]');
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  // What is kept is in it too.
  await context.setOffline(true);
  await page.reload();
  await page.waitForSelector('#f-q');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('a clock that was weeks behind at the door and is right when it sends: marked, and the day is the one that was meant', async () => {
  const behind = 20 * 24 * HOUR;
  const one = await atField({ clock: MONDAY - behind });
  await one.page.route('**/field/records', (route) => route.abort());
  await logVisit(one, '陈伯', 90);
  await one.says(/还没上传/);
  // The network sets the time.
  await one.page.addInitScript(`{ const Before = Date; globalThis.Date = class extends Before {
    constructor(...given) { if (given.length === 0) super(Before.now() + ${behind}); else super(...given); }
    static now() { return Before.now() + ${behind}; }
  }; }`);
  await one.page.unroute('**/field/records');
  await anew(one, '#records', '[data-list=sent]');
  await one.says(/都已上传/);
  expect((await all()).at(-1)).toMatchObject({ servedMinutes: 90, servedOn: house.world.today() });
  await expect.poll(() => text(one, '[data-list=sent]')).toMatch(/要留意/);
});

test('the house has it, whatever a later answer says: another tab heard first', async () => {
  const one = await atField();
  const second = await one.context.newPage();
  await second.goto(`${origin}/field/`);
  await one.page.route('**/field/records', async (route) => {
    const [{ id }] = JSON.parse(new URLSearchParams(route.request().postData() ?? '').get('records') ?? '[{}]');
    const [entry] = (await outbox({ page: second })).filter((kept) => kept.id === id);
    await restore({ page: second }, [
      { ...entry, state: 'taken', receipt: { id, outcome: 'taken', state: 'waiting', words: '' } },
    ]);
    await route.fulfill({
      json: { at: 0, receipts: [{ id, outcome: 'refused', code: 'no_post', words: '', state: 'change' }] },
    });
  });
  await logVisit(one, '陈伯', 30);
  await one.says(/都已上传/);
  expect(await outbox(one)).toMatchObject([{ state: 'taken', receipt: { state: 'waiting' } }]);
});

test('what the browser could not keep is said as it is, and so is a round that met nobody', async () => {
  const broken = 'ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error("no"))';
  const one = await atField({ broken });
  await expect.poll(() => text(one, '#screen .notice')).toMatch(/还没有留在手机里：刚才没有装好/);
  await one.page.goto(`${origin}/field/#round`);
  await one.page.waitForSelector(SAVE);
  const { id } = house.world.member('陈伯');
  await one.tap(`[name=member][value="${id}"] + label`);
  await one.tap(`[name="found-${id}"][value=absent] + label`);
  await one.tap(SAVE);
  expect(await text(one, '.error-summary')).toMatch(/请到工作台打开那一单，选“没人在家”/);
});

test('a list that was cut says how far it goes', async () => {
  const one = await atField();
  await one.page.route('**/field/roster', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    await route.fulfill({ response: answer, json: { ...list, people: list.people.slice(0, 2), cut: true } });
  });
  await one.tap('[data-do=upload]');
  await expect.poll(() => text(one, '#screen')).toMatch(/只带了前 2 位/);
  expect(await one.page.locator('.told').count()).toBe(0);
});

test('led to the door, the page that opens with no network stays what it was', async () => {
  const one = await atKeptField();
  await one.context.clearCookies({ name: 'yl' });
  await one.page.reload();
  const came = await one.page.evaluate(
    `new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = ({ data }) => done(data);
      navigator.serviceWorker.controller.postMessage('renew', [port2]); })`,
  );
  expect(came).toBe(false);
  await one.says(/登录过期了/);
  await one.context.setOffline(true);
  await one.page.reload();
  await one.page.waitForSelector('#f-q');
});
