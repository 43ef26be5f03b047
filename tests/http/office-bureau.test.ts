/** Under which number a bureau is called: an officer of the place says so, and whoever has no helper reads it. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '#db/schema/office';
import { CHEGANG, forge, LUODING, type Office, openOffice, XINCHENG, XINXING } from '#tests/support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const notes = () =>
  office.world.read(({ tx }) =>
    tx
      .select()
      .from(audit)
      .where(and(eq(audit.noun, 'bureau'), eq(audit.verb, 'set'))),
  );

test('the county gives its number; my time names it, and it is written into the trail', async () => {
  const county = await office.as('苏科');
  const elder = office.client();
  await elder.signInAs(office.world.member('陈伯').id);
  expect((await elder.get('/my-time')).text('main')).toContain('新兴县民政局负责。有不明白的，打这个电话： 0766-12345');
  const list = await county.get('/bureaus');
  expect(list.root.querySelectorAll('main a[href^="/bureaus/"]').length).toBeGreaterThan(5);
  const form = await county.get(`/bureaus/${XINXING}`);
  expect(form.h1).toBe('新兴县民政局的电话');
  const wrong = await county.submit(form, { bureauPhone: '民政局那个' });
  expect([wrong.status, wrong.text('title').startsWith('错误')]).toEqual([422, true]);
  expect(wrong.root.querySelector('#f-bureauPhone')?.getAttribute('value')).toBe('民政局那个');
  const done = await county.submit(wrong, { bureauPhone: '（0766）288 6655' });
  expect([done.text('.notice.is-good'), done.text('main').includes('0766-2886655')]).toEqual(['电话记下了。', true]);
  expect((await elder.get('/my-time')).text('main')).toContain('打这个电话： 0766-2886655');
  const [row, ...rest] = await notes();
  expect(rest).toEqual([]);
  expect(row).toMatchObject({ actorId: office.world.user('苏科').id, regionCode: XINXING, outcome: 'done' });
  // The same number again changes nothing.
  await county.submit(await county.get(`/bureaus/${XINXING}`), {});
  expect(await notes()).toHaveLength(1);
});

test('where a village has no helper, the foot of every page and of every error is the nearest bureau that has a number', async () => {
  const zhen = office.client();
  // She lives in another county, where nobody holds a post.
  await zhen.signInAs(office.world.member('阿珍').id);
  const foot = async (url: string) => (await zhen.get(url)).text('.phone-line');
  expect(await foot('/my-time')).toBe('有事请打电话 0766-12345');
  const city = await office.as('罗处');
  await city.submit(await city.get('/bureaus/4453'), { bureauPhone: '0766-8811111' });
  expect(await foot('/my-time')).toBe('有事找云浮市民政局 0766-8811111');
  await city.submit(await city.get('/bureaus/445302002'), { bureauPhone: '13800009999' });
  for (const url of ['/my-time', '/no/such/page', '/exchanges/exc_none']) {
    expect(await foot(url), url).toMatch(/^有事找.*民政办 13800009999$/);
  }
  await city.submit(await city.get('/bureaus/445302002'), { bureauPhone: '' });
  expect(await foot('/my-time')).toBe('有事找云浮市民政局 0766-8811111');
  const elder = office.client();
  await elder.signInAs(office.world.member('陈伯').id);
  expect((await elder.get('/home')).text('.phone-line')).toContain('阿芬');
});

test('each for its own place and below, and nobody else', async () => {
  const may = async (name: string, code: string) =>
    forge(await office.as(name), `/bureaus/${code}`, { bureauPhone: '' });
  expect(await may('梁主任', XINCHENG)).toBe(303);
  for (const [name, code] of [
    ['梁主任', XINXING],
    ['梁主任', CHEGANG],
    ['苏科', LUODING],
    ['苏科', '4453'],
    ['苏科', '445321100210'],
    ['苏科', '445321999'],
    ['罗定小郑', XINXING],
  ] as const) {
    expect([404, 422], `${name} ${code}`).toContain(await may(name, code));
  }
  for (const name of ['阿芬', '黄姐', '小周', '审计老吴']) {
    const client = await office.as(name);
    expect((await client.get('/bureaus')).status, name).toBe(404);
    expect(await forge(client, `/bureaus/${XINXING}`, { bureauPhone: '' }), name).toBe(404);
  }
  expect((await (await office.as('梁主任')).get(`/bureaus/${XINXING}`)).status).toBe(404);
});

test('reads in English too', async () => {
  const county = await office.as('苏科', 'en');
  expect((await county.get(`/bureaus/${XINXING}`)).h1).toBe('Phone of the Civil Affairs Bureau of Xinxing County');
  await county.get('/bureaus');
});
