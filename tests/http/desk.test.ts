/** The desk and the lists behind it: each number is the length of its list, each list belongs to its post, in both languages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { FetchedPage } from '#tests/support/client';
import { askFor, served, thumbed } from '#tests/support/scene';
import { addContact } from '#usecases/contact/add';
import { checkExchange } from '#usecases/exchange/check';
import { assignExchange } from '#usecases/exchange/match';
import { QUEUE_NAMES, QUEUES } from '#usecases/exchange/queues';
import { returnExchange } from '#usecases/exchange/return';
import { addHamlet } from '#usecases/hamlet/add';
import { awayMember } from '#usecases/member/away';
import { correctMember } from '#usecases/member/correct';
import { viewMember } from '#usecases/member/view';

let house: DeskHouse;
const made: Record<string, string> = {};
const OFFICERS = ['阿芬', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴', '隔壁阿珠'];

beforeAll(async () => {
  house = await openDeskHouse();
  const { world } = house;
  const seven = world.member('七婆').id;
  const visit = (back: number, minutes = 60) =>
    served(world, { servedOn: addDays(world.today(), -back), times: { halfDay: 'morning', minutes } });
  made.logged = (await visit(1)).id;
  for (const [name, back] of [
    ['confirmed', 2],
    ['checked', 3],
    ['flagged', 4],
    ['returned', 5],
  ] as const) {
    made[name] = (await visit(back, name === 'flagged' ? 200 : 60)).id;
    await thumbed(world, made[name]);
  }
  for (const name of ['checked', 'flagged'])
    await checkExchange(world.desk('小周'), { id: made[name] ?? '', note: null });
  await returnExchange(world.desk('小周'), { id: made.returned ?? '', reason: 'wrong_minutes', note: '说是两个钟头' });
  made.asked = (await askFor(world, { serviceCode: 'E01', plannedMinutes: 240 })).id;
  made.open = (await askFor(world, { memberIds: [seven], serviceCode: 'A04', plannedMinutes: 60 })).id;
  made.due = (
    await askFor(world, { memberIds: [world.member('张伯').id], plannedOn: world.today(), plannedMinutes: 60 })
  ).id;
  await assignExchange(world.desk('阿芬'), { id: made.due, volunteerId: world.member('老梁').id });
}, 120_000);
afterAll(() => house.close());

/** What stands on a desk: the number before each list, by the address of the list. */
function countsOf(page: FetchedPage): Map<string, number> {
  const lines = page.root.querySelectorAll('.work-line');
  const counts = lines.map((line): [string, number] => [
    line.getAttribute('href') ?? '',
    Number(line.querySelector('.work-count')?.textContent),
  ]);
  for (const round of page.root.querySelectorAll('.round h2, .came-back h2'))
    counts.push([
      round.querySelector('a')?.getAttribute('href') ?? '',
      Number(round.querySelector('.count')?.textContent),
    ]);
  for (const quiet of page.root.querySelectorAll('.quiet a')) counts.push([quiet.getAttribute('href') ?? '', 0]);
  return new Map(counts);
}

const hrefOf = (page: FetchedPage, selector: string) => page.root.querySelector(selector)?.getAttribute('href') ?? '';

describe('the desk', () => {
  for (const name of OFFICERS) {
    test(`of ${name}: every number is the length of the list it opens`, async () => {
      const client = await house.as(name);
      const counts = countsOf(await client.get('/desk'));
      expect(counts.size).toBeGreaterThan(0);
      for (const [url, count] of counts) {
        if (!url.startsWith('/queue/')) continue;
        const list = await client.get(url);
        expect(list.root.querySelectorAll('.queue-link').length, url).toBe(count);
      }
    });
    test(`of ${name}, in English`, async () => {
      const client = await house.as(name, 'en');
      const desk = await client.get('/desk');
      expect(desk.h1).toBe('Desk');
      for (const url of countsOf(desk).keys()) if (url.startsWith('/queue/')) await client.get(url);
    });
  }

  test('shows the helper her round and why a record came back', async () => {
    const desk = await (await house.as('阿芬')).get('/desk');
    expect(desk.text('.round')).toContain('老梁 帮 张伯 陪着聊天');
    const back = desk.text('.came-back');
    expect(back).toContain('时长不对，说是两个钟头');
    expect(back).toMatch(/小周，今天.*退回/);
    // One tap, and what was written stands in the form.
    const form = await (await house.as('阿芬')).get(hrefOf(desk, '.came-back .button'));
    expect(form.root.querySelector('input[name=minutes][checked]')?.getAttribute('value')).toBe('60');
    expect(form.text('.notice')).toContain('说是两个钟头');
  });

  test('leads the helper: overdue first, then hamlet by hamlet, apart from who is away; whom to call; one tap to the log', async () => {
    const { world } = house;
    const today = world.today();
    const fen = world.desk('阿芬');
    const home = async (name: string, hamlet: string) => {
      const { id, regionCode } = world.member(name);
      const { id: hamletId } = await addHamlet(fen, { regionCode, name: hamlet });
      const { member } = await viewMember(fen, id);
      await correctMember(fen, { key: world.key(), id, version: member.version, hamletId });
    };
    await home('张伯', '上塘');
    await home('七婆', '白石');
    await home('张婆', '上塘');
    const booked = async (name: string, plannedOn: string) => {
      const asked = { memberIds: [world.member(name).id], serviceCode: 'A04', plannedMinutes: 30, plannedOn };
      const { id } = await askFor(world, asked);
      await assignExchange(fen, { id, volunteerId: world.member('李姨').id });
      return id;
    };
    world.at(`${addDays(today, -3)}T10:00`);
    const late = await booked('陈伯', addDays(today, -2));
    const gone = await booked('张婆', addDays(today, -1));
    world.at(`${today}T10:00`);
    const due = await booked('七婆', today);
    const hospital = { kind: 'hospital', fromDay: today, toDay: null } as const;
    await awayMember(fen, { key: world.key(), id: world.member('张婆').id, ...hospital });
    const neighbour = { name: '黎婶', relation: '隔壁邻居', phone: '13800002222', agreed: true };
    await addContact(fen, { key: world.key(), memberId: world.member('陈伯').id, ...neighbour });
    const desk = await (await house.as('阿芬')).get('/desk');
    const titles = desk.root.querySelectorAll('.round h3').map((title) => title.textContent.trim());
    expect(titles).toEqual(['过了日子的', '白石', '上塘', '不在家的，先不用去']);
    const tiles = desk.root.querySelectorAll('.stop-go').map((tile) => tile.getAttribute('href'));
    expect(tiles).toEqual([
      `/exchanges/${late}/staff-log`,
      `/exchanges/${due}/staff-log`,
      `/exchanges/${made.due}/staff-log`,
      `/exchanges/${gone}/file?queue=today`,
    ]);
    expect(desk.text('.stop.is-late')).toContain('过了 2 天');
    expect(desk.text('.stop.is-away')).toContain('住院');
    expect(desk.text('.stop.is-away')).not.toContain('过了');
    const call = desk.root.querySelector('.stop.is-late .call');
    expect(call?.getAttribute('href')).toBe('tel:13800002222');
    expect(call?.textContent).toContain('黎婶，隔壁邻居');
    expect((await (await house.as('阿芬')).get(tiles[0] ?? '')).status).toBe(200);
  });

  test('each post sees its own', async () => {
    const urls = async (name: string) => [...countsOf(await (await house.as(name)).get('/desk')).keys()];
    expect(await urls('梁主任')).toContain('/queue/credits');
    expect(await urls('小周')).toContain('/queue/checks');
    expect(await urls('苏科')).toContain('/queue/reversals');
    expect(await urls('阿芬')).not.toContain('/queue/credits');
  });

  test('is no page for members, and nobody reaches it without signing in', async () => {
    const answer = await house.app.inject({ url: '/desk' });
    expect(answer.headers.location).toBe('/staff/sign-in?next=%2Fdesk');
  });
});

describe('a list', () => {
  test('of another post is not found', async () => {
    for (const name of OFFICERS) {
      const client = await house.as(name);
      const role =
        {
          阿芬: 'helper',
          黄姐: 'clerk',
          小周: 'socialWorker',
          梁主任: 'town',
          苏科: 'county',
          罗处: 'city',
          审计老吴: 'auditor',
          隔壁阿珠: 'helper',
        }[name] ?? '';
      for (const queue of QUEUE_NAMES) {
        const { status } = await client.get(`/queue/${queue}`);
        expect(status, `${name} ${queue}`).toBe((QUEUES[queue].roles as readonly string[]).includes(role) ? 200 : 404);
      }
    }
    expect((await (await house.as('梁主任')).get('/queue/nothing')).status).toBe(404);
  });

  test('holds nothing of a village that is not hers', async () => {
    const page = await (await house.as('隔壁阿珠')).get('/queue/unconfirmed');
    expect(page.root.querySelectorAll('.queue-link').length).toBe(0);
  });

  test('says flags as words and ticks only what is clean', async () => {
    const page = await (await house.as('梁主任')).get('/queue/credits');
    expect(page.text('.queue-lines')).toContain('超过这项服务一次的上限');
    const ticks = page.root.querySelectorAll('.queue-tick input').map((input) => input.getAttribute('value'));
    expect(ticks).toEqual([made.checked]);
    expect(page.text('.together-bar')).toContain('没有疑问的 1 条可以一起办');
  });

  test('opens each record beside it, by a plain link and by htmx', async () => {
    const client = await house.as('梁主任');
    const list = await client.get('/queue/credits');
    const link = list.root.querySelectorAll('.queue-link')[1];
    const beside = await client.get(link?.getAttribute('href') ?? '');
    expect(beside.root.querySelector('#record .exchange-file')).not.toBeNull();
    expect(beside.root.querySelector('.queue.has-record')).not.toBeNull();
    const part = await client.get(link?.getAttribute('hx-get') ?? '');
    expect(part.root.querySelector('#file')?.getAttribute('data-record')).toBe(
      beside.root.querySelector('#file')?.getAttribute('data-record'),
    );
  });

  test('can be narrowed to one village', async () => {
    const client = await house.as('小周');
    const here = await client.get('/queue/calls?place=445321100210');
    const elsewhere = await client.get('/queue/calls?place=445321100211');
    expect(here.root.querySelectorAll('.queue-link').length).toBe(1);
    expect(elsewhere.root.querySelectorAll('.queue-link').length).toBe(0);
    expect((await client.get('/queue/calls?place=%3Cb%3E&after=x~y&record=nobody')).status).toBe(200);
  });
});
