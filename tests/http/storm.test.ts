/** 应急 as it is met on a page: declared from above, told from door to door with one tap, held back while it is here, printed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type Client, createClient } from '#tests/support/client';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';

let house: DeskHouse;
let fen: Client;
let liang: Client;
let at: string;
/** Signed in at the members' door. */
async function member(name: string): Promise<Client> {
  const { world } = house;
  const hash = await hashSecret(world.house, '258036');
  await world
    .desk(name === '李姨' ? '黄姐' : '小周')
    .write([], (act) => writePin(act, { memberId: id(name), hash, presentName: '黎婶' }));
  const client = createClient(house.app);
  await client.submit(await client.get('/sign-in'), { who: world.card(name), pin: '258036' });
  return client;
}
const id = (name: string) => house.world.member(name).id;

beforeAll(async () => {
  house = await openDeskHouse();
  const { world } = house;
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
  fen = await house.as('阿芬');
  liang = await house.as('梁主任');
}, 120_000);
afterAll(() => house.close());

describe('before it', () => {
  test('is declared with where, what and why; what was typed stays when something lacks', async () => {
    const form = await liang.get('/storms/new');
    const bare = await liang.submit(form, { regionCode: '445321100', kind: 'typhoon', level: 'red', note: '' });
    expect(bare.status).toBe(422);
    expect(bare.root.querySelector('input[value=typhoon]')?.getAttribute('checked')).not.toBeUndefined();
    const done = await liang.submit(bare, { note: '县三防办 15 点发布' });
    expect(done.h1).toBe('台风，新城镇');
    expect(done.text('main')).toContain('名单列好了');
    at = done.url.split('?')[0] ?? '';
    const twice = await liang.submit(await liang.get('/storms/new'), {
      ...{ regionCode: '445321100', kind: 'rain', level: 'red', note: '又一次' },
    });
    expect(twice.status).toBe(409);
    expect(twice.text('main')).toContain('已经宣布过了');
  });

  test('the helper hears of it, and ticks a row with one tap; what is left stands above, hers first', async () => {
    expect((await fen.get('/notices')).text('main')).toContain('新城镇宣布台风应急');
    expect((await fen.get('/desk')).text('.storm-first')).toContain('没通知到');
    const page = await fen.get(at);
    const [first = ''] = page.root.querySelectorAll('.stop form').map((one) => one.getAttribute('action') ?? '');
    expect(page.text('.lead')).toMatch(/还有 \d+ 位没通知到/);
    const many = page.root.querySelectorAll('.stop form').length;
    const done = await fen.submit(page, { tick: 'tell' }, `form[action="${first}"]`);
    expect(done.root.querySelectorAll('.stop form')).toHaveLength(many - 1);
    expect(done.text('main')).toContain('记下了');
    expect(done.root.querySelectorAll('.stop.is-late')).toHaveLength(many - 1);
  });

  test('moved needs to know where to: the place of the list, or another one in words', async () => {
    const row = await fen.get(`${at}/people/${id('陈伯')}`);
    const bare = await fen.submit(row, {}, 'main form:has([name=said])');
    expect(bare.status).toBe(422);
    const done = await fen.submit(bare, { said: '祠堂' }, 'main form:has([name=said])');
    expect(done.text('.dues-people')).toContain('已转移，祠堂');
    // The place of the village is offered next time.
    expect((await fen.get(`${at}/people/${id('七婆')}`)).root.querySelector('button[value=祠堂]')).not.toBeNull();
  });

  test('somebody who is on no register is found by name and put on, with the reason', async () => {
    const found = await fen.get(`${at}/adding?q=${encodeURIComponent('黎桂花')}`);
    const who = found.root.querySelector('[name=memberId]')?.getAttribute('value') ?? '';
    const bare = await fen.submit(found, { memberId: who }, 'main form[method=post]');
    expect(bare.status).toBe(422);
    const done = await fen.submit(bare, { memberId: who, why: '房子后面是土坡' }, 'main form[method=post]');
    expect(done.text('.dues-people')).toContain('房子后面是土坡');
  });

  test('the sheet has everybody of the place, room to sign, and who printed it', async () => {
    const sheet = await fen.get(`${at}/sheet`);
    expect(sheet.h1).toBe('临灾转移台账');
    expect(sheet.root.querySelectorAll('tbody tr').length).toBeGreaterThan(2);
    expect(sheet.text('main')).toContain('阿芬');
    expect(sheet.text('thead')).toContain('本人或家人签名');
  });

  test('another village reads its own rows only, and a member none', async () => {
    const zhu = await house.as('隔壁阿珠');
    expect((await zhu.get(at)).text('main')).not.toContain('陈伯');
    expect((await zhu.get(`${at}/people/${id('陈伯')}`)).status).toBe(404);
    expect((await (await member('李姨')).get(at)).status).toBe(404);
  });
});

describe('while it is here, and after it', () => {
  test('every first page says so in words of its own', async () => {
    const begun = await liang.submit(await liang.get(`${at}/beginning`), {});
    expect(begun.text('main')).toContain('应急中，不派人');
    expect((await fen.get('/desk')).text('.storm-first')).toContain('先不上门');
    const li = await (await member('李姨')).get('/home');
    expect(li.text('.storm-home')).toContain('先不要去老人家里');
    const chen = await (await member('陈伯')).get('/home');
    expect(chen.text('.storm-home')).toContain('先别出门');
    expect(chen.root.querySelector('.storm-home a[href^="tel:"]')).not.toBeNull();
  });

  test('a step that is over says so, and what was pressed twice is told in plain words', async () => {
    expect((await liang.get(`${at}/beginning`)).text('main')).toContain('刚才已经办过了');
    expect((await fen.get(`${at}/ending`)).status).toBe(404);
  });

  test('after it her list begins with whom it struck', async () => {
    const ended = await liang.submit(await liang.get(`${at}/ending`), {});
    expect(ended.text('main')).toContain('灾后，正在看望');
    house.world.at('2026-11-24T09:00');
    const dues = await (await house.as('阿芬')).get('/dues');
    expect(dues.text('.dues-people h2')).toContain('灾后要看望的');
    const su = await house.as('苏科');
    const form = await su.get(`${at}/closing`);
    const bare = await su.submit(form, { note: '没有受灾' });
    expect(bare.status).toBe(422);
    const done = await su.submit(bare, { reason: 'not_struck', note: '没有受灾' });
    expect(done.text('main')).toContain('结束了');
    expect((await su.get('/storms?list=closed')).text('main')).toContain('台风，新城镇');
  });
});
