/** 探访 and 异常 as an officer meets them: two taps when all is well, a number to dial when it is not, and what became of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { addContact } from '#usecases/contact/add';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';

let house: DeskHouse;
let fen: Client;
let liang: Client;
const id = (name: string) => house.world.member(name).id;

beforeAll(async () => {
  house = await openDeskHouse();
  const { world } = house;
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
  await addContact(world.desk('阿芬'), {
    ...{ key: world.key(), memberId: id('陈伯'), name: '陈大嫂', relation: '邻居', phone: '13800009999' },
    agreed: true,
  });
  fen = await house.as('阿芬');
  liang = await house.as('梁主任');
}, 120_000);
afterAll(() => house.close());

const formFor = (name: string, client = fen) => client.get(`/members/${id(name)}/visits/new`);
const hrefs = (page: FetchedPage, selector: string) =>
  page.root.querySelectorAll(selector).map((one) => one.getAttribute('href') ?? '');

describe('a visit', () => {
  test('all well is two taps: the form, and its button; then what is next', async () => {
    const form = await formFor('张伯');
    const done = await fen.submit(form, { well: 'yes' });
    expect(done.url).toMatch(/^\/visits\/vis_/);
    expect(done.h1).toContain('记下了');
    expect(done.text('.summary-list')).toContain('都好');
    expect(done.text('.summary-list')).toContain('下一次');
    expect(done.root.querySelector('a[href="/dues"]')).not.toBeNull();
    // The same list has her below, met.
    expect((await fen.get('/dues')).text('.dues')).toContain('今天探访过的');
  });

  test('what cannot wait is dialled first: the ambulance, then her people', async () => {
    const form = await formFor('陈伯');
    const done = await fen.submit(form, { body: ['fell'], note: '厨房地上有水' });
    const first = done.root.querySelector('main section');
    expect(first?.classList.contains('call-first')).toBe(true);
    const calls = hrefs(done, '.call-first a');
    expect(calls[0]).toBe('tel:120');
    expect(calls).toContain('tel:13800009999');
    expect(done.text('.decision')).toMatch(/阿芬负责，.*之前/);
  });

  test('is refused with what was typed: both words at once, none, a day ahead', async () => {
    const form = await formFor('七婆');
    const both = await fen.submit(form, { well: 'yes', spirit: ['lonely'], note: '说话的人都走了' });
    expect(both.status).toBe(422);
    expect(both.problems.join()).toContain('都好');
    expect(both.root.querySelector('input[value=lonely]')?.hasAttribute('checked')).toBe(true);
    expect(both.text('textarea')).toBe('说话的人都走了');
    const none = await fen.submit(form, {});
    expect(none.status).toBe(422);
    const ahead = await fen.submit(form, { well: 'yes', otherDay: '2027-01-01' });
    expect(ahead.status).toBe(422);
    const unseen = await fen.submit(form, { mode: 'notSeen', body: ['worse'] });
    expect(unseen.status).toBe(422);
    expect(unseen.problems.join()).toContain('没见到人');
  });

  test('is nobody’s who does not reach her, and no member’s', async () => {
    const zhu = await house.as('隔壁阿珠');
    expect((await zhu.get(`/members/${id('陈伯')}/visits/new`)).status).toBe(404);
    expect((await liang.get(`/members/${id('陈伯')}/visits/new`)).status).toBe(404);
  });

  test('stands on her file with her band in words and no score', async () => {
    const page = await fen.get(`/members/${id('陈伯')}`);
    const section = page.root.querySelector('#part-visits')?.parentNode?.textContent ?? '';
    expect(section).toContain('风险高');
    expect(section).toContain('一个人住');
    expect(section).toContain('跌倒了');
  });
});

describe('an alert', () => {
  test('stands first on the desk of helper and town, by deadline', async () => {
    for (const client of [fen, liang]) {
      const desk = await client.get('/desk');
      expect(desk.text('.alerts-first')).toContain('跌倒了');
      const count = Number(desk.text('.alerts-first .count'));
      expect((await client.get('/alerts')).root.querySelectorAll('.stop').length).toBe(count);
    }
  });

  test('is taken, handed on, closed with words, opened again; each step in its file', async () => {
    const [url = ''] = hrefs(await fen.get('/alerts'), '.stop-go');
    const file = await fen.get(url);
    expect(hrefs(file, '.call-first a')[0]).toBe('tel:120');
    const taken = await fen.submit(file, {}, `form[action="${url}/taking"]`);
    expect(taken.text('.status-tag')).toContain('有人在处理');
    const hand = await fen.get(`${url}/hand-over`);
    const zhou = house.world.user('小周').id;
    const handed = await fen.submit(hand, { userId: zhou, note: '在县医院' });
    expect(handed.text('.summary-list')).toContain('小周');
    const closing = await liang.get(`${url}/closing`);
    const silent = await liang.submit(closing, { reason: 'hospital', note: '' });
    expect(silent.status).toBe(422);
    const closed = await liang.submit(closing, { reason: 'hospital', note: '骨头没事，女儿陪着' });
    expect(closed.text('.notice')).toContain('了结了');
    expect((await liang.get('/alerts?list=closed')).text('main')).toContain('送医院了');
    const again = await fen.submit(await fen.get(`${url}/reopening`), { note: '又跌了一次' });
    for (const word of ['发现', '我来处理', '转给别人', '在县医院', '送医院了', '重新打开'])
      expect(again.text('.trail')).toContain(word);
    // Somebody else was faster: the page that asks is the file itself.
    expect((await liang.get(`${url}/reopening`)).text('.status-tag')).toContain('等人处理');
    const zhu = await house.as('隔壁阿珠');
    expect((await zhu.get(url)).status).toBe(404);
  });
});

describe('who is owed a visit', () => {
  test('of a village one tap leads to the form; above it by place and by name, each number its list', async () => {
    house.world.at('2026-12-02T09:00');
    const [helper, county] = [await house.as('阿芬'), await house.as('苏科')];
    const dues = await helper.get('/dues');
    expect(dues.root.querySelectorAll('.stop.is-late').length).toBeGreaterThan(0);
    expect(hrefs(dues, '.stop.is-late .stop-go')[0]).toMatch(/^\/members\/mem_\w+\/visits\/new$/);
    let page = await county.get('/dues');
    expect(page.text('.rate')).toMatch(/月探访率 \d+%.*目标 100%/);
    for (
      let link = page.root.querySelector('.dues-places .work-line');
      link;
      link = page.root.querySelector('.dues-places .work-line')
    ) {
      const count = Number(link.querySelector('.work-count')?.textContent);
      page = await county.get(link.getAttribute('href') ?? '');
      expect(page.text('.lead')).toContain(String(count));
    }
    expect(page.root.querySelectorAll('.stop.is-late').length).toBe(dues.root.querySelectorAll('.stop.is-late').length);
    const desk = await county.get('/desk');
    const tile = desk.root.querySelector('.work-line[href="/dues"] .work-count');
    expect(Number(tile?.textContent)).toBe(page.root.querySelectorAll('.stop.is-late').length);
    const unseen = await county.get('/dues?list=unseen');
    expect(unseen.text('.lead')).toMatch(/\d+ 位/);
  });

  test('is told in English too', async () => {
    const county = await house.as('苏科', 'en');
    expect((await county.get('/dues')).h1).toBe('Visits due');
    expect((await county.get('/alerts')).h1).toBe('Alerts');
  });
});

describe('a death', () => {
  test('is reported by the helper, and corrected by the town', async () => {
    const helper = await house.as('阿芬');
    const town = await house.as('梁主任');
    const url = `/members/${id('七婆')}`;
    const form = await helper.get(`${url}/death`);
    const ahead = await helper.submit(form, { diedOn: '2027-02-01' });
    expect(ahead.status).toBe(422);
    const reported = await helper.submit(form, { diedOn: '昨天', note: '儿子说的' });
    expect(reported.text('.notice')).toContain('不再派人上门');
    expect(reported.text('.file-head')).toContain('已离世');
    expect((await helper.get('/dues')).text('main')).not.toContain('七婆');
    expect(reported.root.querySelector(`a[href="${url}/visits/new"]`)).toBeNull();
    const back = await town.submit(await town.get(`${url}/death-withdrawal`), { reason: '报成了同名的另一位' });
    expect(back.text('.file-head')).toContain('已通过');
  });
});
