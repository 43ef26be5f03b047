/** Told afterwards, on the pages: read by whom it is for, ticked at the door, settled by the office; without script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { pressable } from '#tests/http/member-house';
import { type Client, createClient } from '#tests/support/client';
import { checked, served } from '#tests/support/scene';
import { boxOf, failAll } from '#tests/support/telling';
import { creditExchange } from '#usecases/exchange/credit';

let house: DeskHouse;
let credited: string;
beforeAll(async () => {
  house = await openDeskHouse();
  credited = await checked(house.world);
  await creditExchange(house.world.desk('梁主任'), { id: credited });
  await served(house.world, { memberIds: [house.world.member('七婆').id], serviceCode: 'B03' });
});
afterAll(() => house.close());

async function member(name: string, lang?: 'en'): Promise<Client> {
  const client = createClient(house.app);
  if (lang) client.cookies.set('lang', lang);
  await client.signInAs(house.world.member(name).id);
  return client;
}
const row = (name: string) => boxOf(house.world, name);

describe('messages', () => {
  test('wait behind the records as a quiet word, and are known with one press', async () => {
    const client = await member('陈伯');
    const home = await client.get('/home');
    expect(pressable(home)).toHaveLength(3);
    expect(home.text('.way-on.is-row')).toMatch(/^最近记录 有 \d 条新消息$/);
    const records = await client.get('/exchanges');
    expect(records.text('a[href="/notices"]')).toMatch(/^有 \d 条新消息$/);
    const page = await client.get('/notices');
    expect(page.text('.records li')).toContain('李姨11月24日陪您聊天，1 小时半，已入账。');
    expect(page.text('.records .status-tag')).toBe('新');
    expect(page.root.querySelectorAll('main form')).toHaveLength(1);
    const read = await client.submit(page, {});
    expect([read.url, read.status]).toEqual(['/notices', 200]);
    expect(read.root.querySelectorAll('.status-tag')).toHaveLength(0);
    expect(read.root.querySelectorAll('main form')).toHaveLength(0);
    expect((await client.get('/home')).text('.way-on.is-row')).toBe('最近记录');
    expect((await client.get('/exchanges')).text('a[href="/notices"]')).toBe('消息');
    expect((await client.get('/notices?page=2')).status).toBe(404);
  });

  test('stand in the officers’ layout for a helper, and lead to the record', async () => {
    const client = await house.as('阿芬', 'en');
    const desk = await client.get('/desk');
    expect(desk.text('a.work-line[href="/notices"]')).toContain('Messages for you');
    const page = await client.get('/notices');
    expect(page.root.querySelector('body')?.classList.contains('staff')).toBe(true);
    expect(page.root.querySelector('.records a')?.getAttribute('href')).toBe(`/exchanges/${credited}/file`);
    await client.submit(page, {});
    expect((await client.get('/desk')).root.querySelector('a.work-line[href="/notices"]')).toBeNull();
  });

  test('are nobody else’s: a forged id changes nothing', async () => {
    const other = await member('老梁');
    const li = await member('李姨');
    const before = (await li.get('/home')).text('.way-on.is-row');
    const own = await li.get('/notices');
    const ids = own.root.querySelector('input[name=ids]')?.getAttribute('value') ?? '';
    const token = (await other.get('/home')).root.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    await other.request('POST', '/notices', { form: { ids, _csrf: token } });
    expect((await li.get('/home')).text('.way-on.is-row')).toBe(before);
  });
});

describe('at the door', () => {
  test('she sees what to say, ticks what she said, and is asked again where nothing was ticked', async () => {
    const client = await house.as('阿芬');
    expect((await client.get('/desk')).text('a.work-line[href="/tellings"]')).toContain('2');
    const page = await client.get('/tellings');
    const [chen, seven] = page.root.querySelectorAll('fieldset.to-hear');
    expect(chen?.querySelector('legend')?.textContent).toBe('陈伯');
    expect(chen?.querySelector('.aloud')?.textContent).toContain('可以告诉本人：您还有');
    expect(chen?.querySelector('.choice-words')?.textContent).toBe('李姨11月24日陪您聊天，1 小时半，已入账。');
    expect(seven?.textContent).toContain('帮您做饭');
    const none = await client.submit(page, {});
    expect([none.status, none.problems]).toEqual([422, ['还没有打勾。说过哪一条，就在哪一条前面打勾。']]);
    const value = (at: number) => page.root.querySelectorAll('fieldset.to-hear input')[at]?.getAttribute('value') ?? '';
    const longAgo = await client.submit(none, { told: value(0), toldOn: addDays(house.world.today(), -3) });
    expect([longAgo.status, longAgo.root.querySelectorAll('input[name=told][checked]').length]).toEqual([422, 1]);
    const yesterday = addDays(house.world.today(), -1);
    const done = await client.submit(page, { told: [value(0), value(1)], toldOn: yesterday });
    expect(done.text('.notice.is-good')).toBe('记下了：已当面告知。');
    expect(done.text('main')).toContain('没有要当面告知的');
    const twice = await client.submit(page, { told: [value(0), value(1)], toldOn: house.world.today() });
    expect(twice.status).toBe(200);
    for (const name of ['陈伯', '七婆']) {
      expect(new Set((await row(name)).map(({ state, toldOn }) => `${state} ${toldOn}`))).toEqual(
        new Set([`sent ${yesterday}`]),
      );
    }
  });

  test('is for the village only', async () => {
    for (const name of ['梁主任', '小周', '审计老吴']) {
      expect((await (await house.as(name)).get('/tellings')).status, name).toBe(404);
    }
    expect((await (await member('李姨')).get('/tellings')).status).toBe(404);
  });

  test('the tick under a record settles it at once', async () => {
    const { world } = house;
    const client = await house.as('阿芬');
    const form = await client.get(`/log/new?member=${world.member('张伯').id}`);
    const answers = { serviceCode: 'A02', minutes: '30', volunteer: world.member('李姨').id, told: 'yes' };
    const saved = await client.submit(form, answers, 'main form[action="/log"]');
    expect(saved.status).toBe(200);
    expect(await row('张伯')).toMatchObject([{ state: 'sent', toldOn: world.today() }]);
    const other = await house.as('小周');
    const hers = await other.get(`/log/new?member=${world.member('张伯').id}`);
    expect(hers.root.querySelector('input[name=told]')).toBeNull();
  });
});

describe('a text for the village', () => {
  test('names who helped and nobody who was helped, and can be marked without script', async () => {
    for (const name of ['梁主任', '阿芬']) {
      const page = await (await house.as(name)).get(`/exchanges/${credited}/file`);
      const box = page.root.querySelector('textarea[readonly]');
      expect(box?.textContent).toBe('李姨 今天在大稳村陪一位长者聊天，1 小时半。谢谢！');
      expect(page.root.querySelector('[data-copy]')?.hasAttribute('hidden')).toBe(true);
    }
    const desk = await (await house.as('阿芬', 'en')).get('/desk');
    const week = desk.root.querySelector('#copy-week')?.textContent ?? '';
    expect(week).toBe('Li Yi, today in Dawen Village: keeping an elder company, 1½ hours. Thank you!');
  });

  test('is not made before the minutes are credited', async () => {
    const { id } = await served(house.world, { times: { halfDay: 'evening', minutes: 45 }, reason: 'forgot' });
    const page = await (await house.as('梁主任')).get(`/exchanges/${id}/file`);
    expect(page.root.querySelector('textarea[readonly]')).toBeNull();
  });
});

describe('what did not arrive', () => {
  beforeAll(() => failAll(house.world));

  test('is told in words, sent again or given up, and counted on the desk', async () => {
    const client = await house.as('梁主任');
    const count = Number((await client.get('/desk')).text('a.work-line[href="/undelivered"] .work-count'));
    expect(count).toBeGreaterThan(1);
    const page = await client.get('/undelivered');
    expect(page.text('.letters li')).toContain('李姨 短信平台没有收下（503）');
    expect(page.text('.letters li')).toContain('试了 6 次');
    const sent = await client.submit(page, {});
    expect(sent.text('.notice.is-good')).toBe('马上再发一次。');
    expect((await client.submit(page, {})).status).toBe(200);
    const closing = sent.root.querySelector('a[href$="/closing"]')?.getAttribute('href') ?? '';
    const form = await client.get(closing);
    const bare = await client.submit(form, { reason: 'other', note: '' });
    expect([bare.status, bare.root.querySelectorAll('input[name=reason][checked]').length]).toEqual([422, 1]);
    const done = await client.submit(bare, { reason: 'number_wrong', note: '换了号' });
    expect(done.text('.notice.is-good')).toBe('记下了，这条不再发。');
    // The second press finds it done; the page of what is no longer there says so.
    expect((await client.submit(form, { reason: 'number_wrong', note: '换了号' })).status).toBe(200);
    expect((await client.get(closing)).status).toBe(409);
    for (const name of ['阿芬', '黄姐']) {
      expect((await (await house.as(name)).get('/undelivered')).status, name).toBe(404);
    }
  });
});
