/** The card, photographed at the door with no signal: kept with its record, sent after it, once, and said as it is. */
import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { attachmentLinks, attachments } from '#db/schema/papers';
import type { DeskHouse } from '#tests/http/desk-house';
import { choose, fieldPhones, MINUTES, SAVE, saved, settled } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';
import { cardPhoto } from '#tests/support/photo';

const { open, atField, logVisit, all, count, newest } = fieldPhones();
let house: DeskHouse;
let origin: string;
let seed = 0;
let picture: Buffer;

beforeAll(async () => {
  ({ house, origin } = await open());
});
// The house keeps the same picture once: each test takes one of its own.
beforeEach(async () => {
  picture = await cardPhoto(++seed, 2400, 3200);
});

const kept = () => house.world.read(({ tx }) => tx.select().from(attachments).orderBy(attachments.id));
const links = () => house.world.read(({ tx }) => tx.select().from(attachmentLinks));
const shownBy = async (exchangeId: string | undefined) =>
  (await links()).filter(({ subjectId }) => subjectId === exchangeId).length;

/** What the camera gives back. */
async function photograph(one: Phone, buffer = picture): Promise<void> {
  await one.page.setInputFiles('#f-photo', { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer }, { timeout: 5_000 });
}
const chosen = (one: Phone) => one.page.waitForSelector('.photo-chosen', { timeout: 5_000 });
const withCard = (one: Phone) => async () => {
  await photograph(one);
  await chosen(one);
};

/** Bytes of photographs on this phone. */
const bytesOn = (one: Phone) =>
  one.page.evaluate<number[]>(
    `new Promise((done) => { indexedDB.open('yinling-outbox').onsuccess = ({ target }) => {
      target.result.transaction('pictures').objectStore('pictures').getAll().onsuccess =
        ({ target }) => done(target.result.map((one) => one.byteLength)); }; })`,
  );
const list = (one: Phone, name: string) => one.page.locator(`[data-list=${name}]`).textContent();
async function lists(one: Phone): Promise<void> {
  await one.page.goto(`${origin}/field/#records`);
  await one.page.waitForSelector('[data-list=sent]');
}

test('no network: kept small with its record, there after a reload, sent after it, and then its bytes are gone', async () => {
  const one = await atField();
  await one.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await one.page.reload();
  await one.says(/都已上传/);
  await one.context.setOffline(true);
  await logVisit(one, '陈伯', 60, withCard(one));
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*照片还没上传/s);
  const [bytes = 0] = await bytesOn(one);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThanOrEqual(300 * 1024);
  await one.page.reload();
  await one.page.waitForSelector('#f-q');
  await lists(one);
  expect(await list(one, 'waiting')).toMatch(/陈伯.*照片还没上传/s);
  const before = (await kept()).length;
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await list(one, 'sent')).toMatch(/陈伯.*已上传，等审核.*照片已上传/s);
  expect((await kept()).length).toBe(before + 1);
  expect((await kept()).at(-1)).toMatchObject({ width: 1600, height: 1200 });
  expect(await shownBy((await newest())?.id)).toBe(1);
  expect(await bytesOn(one)).toEqual([]);
});

test('the records get through and the photograph does not: said so, its bytes stay, and it is sent later', async () => {
  const one = await atField();
  await one.page.route('**/field/photos', (route) => route.abort());
  await logVisit(one, '七婆', 60, withCard(one));
  await one.says(/记录都已上传，还有 1 张照片没上传/);
  expect(await saved(one)).toMatch(/已上传，等审核.*照片还没上传/s);
  expect(await bytesOn(one)).toHaveLength(1);
  await one.page.unroute('**/field/photos');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传（/);
  expect(await saved(one)).toMatch(/照片已上传/);
  expect(await bytesOn(one)).toEqual([]);
});

test('the answer is lost after the house has written it: sent again, and it is one', async () => {
  const before = (await kept()).length;
  const one = await atField();
  await one.page.route('**/field/photos', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await logVisit(one, '陈伯', 30, withCard(one));
  await one.says(/还有 1 张照片没上传/);
  expect((await kept()).length).toBe(before + 1);
  await one.page.unroute('**/field/photos');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传（/);
  expect((await kept()).length).toBe(before + 1);
  expect(await shownBy((await newest())?.id)).toBe(1);
});

test('one photograph of a card serves the next line too, whether or not it was sent meanwhile', async () => {
  const before = (await kept()).length;
  const one = await atField();
  await logVisit(one, '陈伯', 60, withCard(one));
  await one.says(/都已上传（/);
  for (const minutes of [90, 120]) {
    // The second line while there is a network, the third without.
    await one.context.setOffline(minutes === 120);
    await logVisit(one, '陈伯', minutes, async () => {
      expect(await one.page.locator('[data-do=samePhoto]').textContent()).toMatch(/用刚才那张照片/);
      await one.tap('[data-do=samePhoto]');
      await chosen(one);
    });
  }
  expect(await saved(one)).toMatch(/照片还没上传/);
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect((await kept()).length).toBe(before + 1);
  for (const { id } of (await all()).slice(-3)) expect(await shownBy(id)).toBe(1);
});

test('taken and not wanted, taken again, left for later: the draft keeps the last one, and nothing else stays', async () => {
  const before = await count();
  const one = await atField();
  const { world } = house;
  await one.tap(`#screen a[href="#log/${world.member('陈伯').id}"]`);
  await withCard(one)();
  await one.tap('[data-do=noPhoto]');
  await expect.poll(() => one.page.locator('.photo-chosen').count()).toBe(0);
  expect(await bytesOn(one)).toEqual([]);
  await withCard(one)();
  await photograph(one, await cardPhoto(++seed, 640, 480));
  await expect.poll(() => bytesOn(one)).toHaveLength(1);
  await one.tap('.back a');
  await lists(one);
  await one.tap('[data-list=drafts] a[href^="#draft/"]');
  await chosen(one);
  expect(await one.page.locator('.photo-chosen img').getAttribute('src')).toMatch(/^data:image\/jpeg/);
  await one.page.goto(`${origin}/field/#records`);
  one.page.once('dialog', (dialog) => void dialog.accept());
  await one.tap('[data-list=drafts] [data-do=drop]');
  await expect.poll(() => bytesOn(one)).toEqual([]);
  expect(await count()).toBe(before);
});

test('the phone is full: the record is kept without the photograph, and both are said', async () => {
  const before = await count();
  const one = await atField({
    broken: `const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'pictures') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };`,
  });
  await logVisit(one, '陈伯', 60, async () => {
    await photograph(one);
    await expect
      .poll(() => one.page.locator('[data-slot=photo]').textContent())
      .toMatch(/手机存满了，照片没有存下。记录照样能存/);
  });
  expect(await saved(one)).toMatch(/照片没有存下/);
  await one.says(/都已上传（/);
  expect(await count()).toBe(before + 1);
  await lists(one);
  expect(await list(one, 'sent')).toMatch(/照片没有存下/);
});

test('full only when the record comes: the photograph makes room for it', async () => {
  const before = await count();
  const one = await atField({
    broken: `const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'photos' && given[0].recordIds.length > 0) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };`,
  });
  await logVisit(one, '陈伯', 60, withCard(one));
  expect(await saved(one)).toMatch(/照片没有存下/);
  await one.says(/都已上传（/);
  expect(await count()).toBe(before + 1);
  expect(await bytesOn(one)).toEqual([]);
});

test('no picture: said at once, and the record is kept; a browser that cannot draw sends it as it is', async () => {
  const one = await atField({ broken: 'globalThis.createImageBitmap = () => Promise.reject(new Error("old"))' });
  await logVisit(one, '七婆', 30, async () => {
    await photograph(one, Buffer.from('这不是照片'));
    await expect.poll(() => one.page.locator('[data-slot=photo]').textContent()).toMatch(/看不出是照片/);
    expect(await bytesOn(one)).toEqual([]);
    await withCard(one)();
    expect(await bytesOn(one)).toEqual([picture.length]);
  });
  await one.says(/都已上传（/);
  expect(await shownBy((await newest())?.id)).toBe(1);
});

test('the house does not take it: its words stand beside the record, and it stays until she lets it go', async () => {
  const one = await atField({ broken: 'globalThis.createImageBitmap = () => Promise.reject(new Error("old"))' });
  // Half of a picture: the phone cannot tell.
  await logVisit(one, '七婆', 60, async () => {
    await photograph(one, picture.subarray(0, 5000));
    await chosen(one);
  });
  await one.says(/记录都已上传，有 1 张照片没有收下/);
  await lists(one);
  expect(await list(one, 'sent')).toMatch(/七婆.*已上传，等审核.*照片没有收下：.*记录收下了，不受影响/s);
  const anew = await one.page.locator('.photo-back a').first().getAttribute('href');
  expect(anew).toBe(`/exchanges/${(await newest())?.id}/photos/new`);
  expect(await bytesOn(one)).toEqual([5000]);
  one.page.once('dialog', (dialog) => void dialog.accept());
  await one.tap('[data-do=dropPhoto]');
  await one.says(/都已上传（/);
  expect(await bytesOn(one)).toEqual([]);
});

test('what an earlier page left in the cupboard is still there', async () => {
  const one = await atField();
  const { world } = house;
  // As the page was before there were photographs: version 1, one draft in it.
  await one.page.goto(`${origin}/static/nothing`);
  await one.page.evaluate(`new Promise((done) => { indexedDB.deleteDatabase('yinling-outbox').onsuccess = () => {
    const open = indexedDB.open('yinling-outbox', 1);
    open.onupgradeneeded = () => { for (const name of ['records', 'drafts']) open.result.createObjectStore(name, { keyPath: 'id' }); };
    open.onsuccess = () => {
      const tx = open.result.transaction('drafts', 'readwrite');
      tx.objectStore('drafts').put(${JSON.stringify(draftOf())});
      tx.oncomplete = () => { open.result.close(); done(); };
    };
  }; })`);
  await one.page.goto(`${origin}/field/#draft/abcdefghijklmnopqrstuv`);
  await one.page.waitForSelector('[data-form=log]');
  await one.tap(SAVE);
  await settled(one);
  await one.says(/都已上传（/);
  expect(await newest()).toMatchObject({ servedMinutes: 90 });

  function draftOf() {
    return {
      ...{ id: 'abcdefghijklmnopqrstuv', userId: world.user('阿芬').id, touchedAt: 1, round: false, found: {} },
      ...{ memberIds: [world.member('陈伯').id], serviceCode: 'A02', minutes: '90', otherMinutes: '', ago: '0' },
      ...{ otherDay: '', halfDay: 'morning', start: '', end: '', volunteerIds: [world.member('李姨').id] },
      ...{ relativeIds: [], ownMinutes: {}, order: null, reason: 'found_on_visit', told: false, sure: false },
      mends: false,
    };
  }
});

test('to the station in a file: it carries the photograph, both ways in read it, and nothing is there twice', async () => {
  const photos = (await kept()).length;
  const before = await count();
  const one = await atField();
  await one.page.route('**/field/{records,photos}', (route) => route.abort());
  await logVisit(one, '陈伯', 30, withCard(one));
  await one.says(/还没上传/);
  await one.page.goto(`${origin}/field/#take`);
  await one.page.waitForSelector('.code svg');
  expect(await one.page.locator('main').textContent()).toMatch(/文件里带 1 张照片.*扫码带不走照片/s);
  const [file] = await Promise.all([one.page.waitForEvent('download'), one.tap('[data-do=file]')]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).not.toMatch(/陈伯|阿芬/);
  // Into another browser of hers.
  const station = await atField();
  await station.page.goto(`${origin}/field/#take`);
  await station.page.setInputFiles('#f-file', {
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect.poll(() => station.page.locator('main').textContent()).toMatch(/接到 1 条.*照片 1 张/s);
  await expect.poll(count).toBe(before + 1);
  await expect.poll(async () => shownBy((await newest())?.id)).toBe(1);
  // At the station's own page it is known already.
  const clerk = await house.as('黄姐');
  const look = await clerk.submitFile(await clerk.get('/field/station'), {
    name: 'chosen',
    bytes: Buffer.from(text),
    type: 'application/json',
  });
  expect(look.text('main')).toMatch(/先前已经收过/);
  await one.page.unroute('**/field/{records,photos}');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传（/);
  expect([await count(), (await kept()).length]).toEqual([before + 1, photos + 1]);
});

test('a round: each door has its own note, and they come as they were typed', async () => {
  const one = await atField();
  const { world } = house;
  const [first, second] = [world.member('七婆').id, world.member('陈伯').id];
  await one.tap('a[href="#round"]');
  for (const id of [first, second]) await choose(one, `[name=member][value="${id}"]`);
  await one.page.fill(`[name="note-${first}"]`, '精神好，想吃粥 ');
  await one.tap(`[name="found-${second}"][value=phone] + label`);
  await choose(one, '[name=serviceCode][value=A03]');
  await choose(one, `[name=volunteer][value="${world.member('李姨').id}"]`);
  await one.tap(MINUTES(30));
  await withCard(one)();
  expect(await one.page.inputValue(`[name="note-${first}"]`)).toBe('精神好，想吃粥 ');
  await one.tap(SAVE);
  await settled(one);
  await one.says(/都已上传（/);
  const exchange = await newest();
  const town = await house.as('小周');
  const file = await town.get(`/exchanges/${exchange?.id}/file`);
  expect(file.text('main')).toContain('精神好，想吃粥');
  expect(await shownBy(exchange?.id)).toBe(1);
});
