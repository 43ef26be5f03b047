/** What waits on a phone, and whose it is: signed out, passed on, restored, brought to the station, without a post; it is sent once and as hers. */
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { LIYUAN } from '#cli/demo/cast';
import { grants } from '#db/schema/office';
import type { DeskHouse } from '#tests/http/desk-house';
import { fieldPhones, saved, settled } from '#tests/support/at-field';
import { comeIn } from '#tests/support/handset';
import { outbox, restore } from '#tests/support/outbox';
import { key } from '#tests/support/scene';
import { moveHome } from '#usecases/member/move';

const { open, atField, person, logVisit, count } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
});

test('signed out in the middle: the queue stays and the door is offered; behind the door it goes on', async () => {
  const before = await count();
  const one = await atField();
  await one.context.clearCookies({ name: 'yl' });
  await logVisit(one, '陈伯', 90);
  await one.says(/登录过期了。1 条还在手机里/);
  await one.tap('#sync a[href^="/staff/sign-in"]');
  await one.page.waitForURL(/staff\/sign-in\?next=/);
  const { login, password } = house.world.user('阿芬');
  await one.page.fill('[name=login]', login);
  await one.page.fill('[name=password]', password);
  await one.page.click('main button.is-primary');
  await one.page.waitForURL(`${origin}/field/`);
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 1);
});

test('signing out on any page takes the people from the phone and leaves what was not uploaded', async () => {
  const before = await count();
  const one = await atField();
  const { page, context } = one;
  await page.route('**/field/records', (route) => route.abort());
  await logVisit(one, '七婆');
  await one.says(/还没上传/);
  await page.goto(`${origin}/desk`);
  await Promise.all([page.waitForURL(/out=1/), page.click('form[action="/sign-out"] button')]);
  const names = () => page.evaluate<string[]>('indexedDB.databases().then((all) => all.map(({ name }) => name))');
  await expect.poll(names).toEqual(['yinling-outbox']);
  await comeIn(context, house, origin, '阿芬');
  await page.unroute('**/field/records');
  await page.goto(`${origin}/field/`);
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 1);
});

test('somebody else on this phone: her colleague’s records wait for the colleague', async () => {
  const before = await count();
  const one = await atField();
  await one.page.route('**/field/records', (route) => route.abort());
  await logVisit(one, '陈伯');
  await one.says(/还没上传/);
  await one.page.unroute('**/field/records');
  await comeIn(one.context, house, origin, '小周');
  await one.page.goto(`${origin}/field/#records`);
  await one.page.reload();
  await one.says(/1 条是别人用这台手机记的/);
  expect(await count()).toBe(before);
  await comeIn(one.context, house, origin, '阿芬');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 1);
});

test('after seven days without the house the list of people is gone from the phone, and what waits is not', async () => {
  const one = await atField();
  await one.page.route('**/field/{records,roster}', (route) => route.abort());
  await logVisit(one, '陈伯');
  await one.says(/还没上传/);
  await one.page.addInitScript(`{ const before = Date; globalThis.Date = class extends before {
    constructor(...given) { if (given.length === 0) super(before.now() + 8 * 86400000); else super(...given); }
    static now() { return before.now() + 8 * 86400000; }
  }; }`);
  await one.page.goto(`${origin}/field/#records`);
  await one.page.reload();
  await one.page.waitForSelector('[data-list=waiting]');
  const waiting = (await one.page.locator('main').textContent()) ?? '';
  expect(waiting).toMatch(/五天还没上传/);
  expect(waiting).toMatch(/一位老人.*已存在手机里，还没上传/s);
  expect(waiting).not.toContain('陈伯');
  await one.page.goto(`${origin}/field/#who`);
  await expect.poll(() => one.page.locator('main').textContent()).toMatch(/手机里还没有名单/);
  await one.page.unroute('**/field/{records,roster}');
});

test('somebody who moved away is gone at the next upload, and told of by name until it was read', async () => {
  const { world } = house;
  const one = await atField();
  const moved = world.member('梁妈');
  expect(await one.page.locator(person('梁妈')).count()).toBe(1);
  const home = { key: key(), id: moved.id, regionCode: LIYUAN, hamletId: null, householdId: null, reason: null };
  await moveHome(world.desk('梁主任'), home);
  await one.tap('[data-do=upload]');
  await expect.poll(() => one.page.locator('.told').textContent()).toMatch(/区凤莲 不在您的名单上了/);
  expect(await one.page.locator(person('梁妈')).count()).toBe(0);
  await one.page.reload();
  await one.page.waitForSelector('.told');
  await one.tap('[data-do=read]');
  await expect.poll(() => one.page.locator('.told').count()).toBe(0);
  await one.page.reload();
  await one.page.waitForSelector('#f-q');
  expect(await one.page.locator('.told').count()).toBe(0);
});

test('taken to the station as a file and as a code: in again there, and what the phone sends after all is the same record', async () => {
  const before = await count();
  const one = await atField();
  await one.page.route('**/field/records', (route) => route.abort());
  await logVisit(one, '陈伯', 120);
  await one.says(/还没上传/);
  await one.page.goto(`${origin}/field/#take`);
  const [file] = await Promise.all([one.page.waitForEvent('download'), one.tap('[data-do=file]')]);
  const text = readFileSync(await file.path(), 'utf8');
  const code = await one.page.locator('.code svg').screenshot();
  const { data, info } = await sharp(code).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const readOut = jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '';
  expect(JSON.parse(readOut).records).toEqual(JSON.parse(text).records);
  // The station's own page reads both as well.
  const clerk = await house.as('黄姐');
  for (const file of [text, readOut]) {
    const form = 'main form[method=post]:has(textarea)';
    const look = await clerk.submit(await clerk.get('/field/station'), { file }, form);
    expect(look.text('main')).toMatch(/阿芬 写的，共 1 条.*李姨 帮 陈伯 陪着聊天/s);
  }
  const station = await atField();
  await station.page.goto(`${origin}/field/#take`);
  await station.page.fill('#f-text', readOut);
  await station.tap('[data-form=bring] button');
  await expect.poll(count).toBe(before + 1);
  await one.page.unroute('**/field/records');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 1);
});

test('restored from a backup, on this phone and on another: what was uploaded since is no second record', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 90);
  const backup = await outbox(one);
  expect(backup.filter(({ state }) => state === 'queued')).toHaveLength(1);
  await one.context.setOffline(false);
  await settled(one);
  const another = await atField();
  for (const restored of [one, another]) {
    await restore(restored, backup);
    await restored.page.goto(`${origin}/field/#records`);
    await restored.page.reload();
    await restored.says(/都已上传/);
    expect(await restored.page.locator('[data-list=waiting] .kept-one').count()).toBe(0);
    expect(await restored.page.locator('[data-list=sent]').textContent()).toMatch(/陈伯.*已上传，等审核/s);
  }
  expect(await count()).toBe(before + 1);
});

test('the door falls shut in the middle of the queue: what was taken is taken, the rest waits and goes on', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 30);
  const [first] = (await outbox(one)).filter(({ state }) => state === 'queued');
  const more = [...'abcdef'].map((letter) => first && { ...first, id: letter + first.id.slice(1) });
  await restore(
    one,
    more.flatMap((entry) => (entry ? [{ ...entry, record: { ...entry.record, id: entry.id } }] : [])),
  );
  let letters = 0;
  await one.page.route('**/field/records', (route) =>
    ++letters === 1 ? route.continue() : route.fulfill({ status: 401, json: { refused: { code: 'sign_in_needed' } } }),
  );
  await one.context.setOffline(false);
  await one.says(/登录过期了。2 条还在手机里/);
  expect(await count()).toBe(before + 5);
  await one.page.unroute('**/field/records');
  await comeIn(one.context, house, origin, '阿芬');
  await one.page.goto(`${origin}/field/#records`);
  await one.page.reload();
  await one.says(/都已上传/);
  expect(await count()).toBe(before + 7);
});

test('whoever has lost her post: what waits is not taken, stays on the phone with the reason, and can be taken to the station', async () => {
  const { world } = house;
  const before = await count();
  const one = await atField({ name: '小周' });
  await one.context.setOffline(true);
  await logVisit(one, '陈伯');
  const hers = eq(grants.userId, world.user('小周').id);
  await world.write([], (act) => act.tx.update(grants).set({ endedAt: act.now }).where(hers));
  await one.context.setOffline(false);
  await expect.poll(() => saved(one)).toMatch(/要改.*不在岗/s);
  await one.page.goto(`${origin}/field/#records`);
  await one.page.reload();
  await expect.poll(() => one.page.locator('[data-list=waiting]').textContent()).toMatch(/要改.*不在岗/s);
  await expect.poll(() => one.page.locator('main').textContent()).not.toContain('陈伯');
  expect(await outbox(one)).toMatchObject([{ state: 'refused' }]);
  expect(await one.page.locator('a[href="#take"]').isVisible()).toBe(true);
  expect(await count()).toBe(before);
  await world.write([], (act) => act.tx.update(grants).set({ endedAt: null }).where(hers));
});
