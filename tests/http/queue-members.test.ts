/** Enrolments in the officers' frame: the list beside whoever is decided on, the next one by itself, the way back kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MemberOffice, openMemberOffice } from '#tests/http/member-office';
import type { Client, FetchedPage } from '#tests/support/client';
import { viewMember } from '#usecases/member/view';

let office: MemberOffice;
const ids: string[] = [];
beforeEach(async () => {
  office = await openMemberOffice();
  ids.length = 0;
  for (const [at, name] of ['甲婆', '乙婆', '丙婆'].entries()) {
    office.world.at(`2026-11-24T1${at}:00`);
    ids.push((await office.world.enrol(name, { sex: 'female', bornOn: '1950-01-01', receives: true })).id);
  }
}, 60_000);
afterEach(() => office.close());

const opened = (page: FetchedPage) => page.root.querySelector('#file')?.getAttribute('data-record');
const stateOf = async (id: string) => (await viewMember(office.world.job('test'), id)).member.state;
const countOn = async (client: Client, url: string) => {
  const line = (await client.get('/desk')).root.querySelector(`.work-line[href="${url}"] .work-count`);
  return Number(line?.textContent ?? 0);
};

test('the clerk checks one after the other, and the town approves them, each in a list whose number is its length', async () => {
  const [first = '', second = '', third = ''] = ids;
  for (const [name, url, step, state] of [
    ['黄姐', '/queue/membersToCheck', 'check', 'checked'],
    ['梁主任', '/queue/membersToApprove', 'approval', 'approved'],
  ] as const) {
    const client = await office.as(name);
    expect(await countOn(client, url)).toBe(3);
    const list = await client.get(url);
    expect(list.root.querySelectorAll('.queue-link').length).toBe(3);
    expect([list.text('h1 .count'), opened(list)]).toEqual(['3', first]);
    const next = await client.submit(list, {}, `form[action$="/${step}"]`);
    expect([await stateOf(first), opened(next), next.text('h1 .count')]).toEqual([state, second, '2']);
    expect(next.root.querySelector(`.notice.is-good a[href="/members/${first}"]`)).not.toBeNull();
    const last = await client.submit(next, {}, `form[action$="/${step}"]`);
    expect(opened(last)).toBe(third);
    await client.submit(last, {}, `form[action$="/${step}"]`);
    expect((await client.get(url)).text('.empty-state')).toContain('这里没有要办的了');
  }
});

test('sending back asks why, keeps what was typed, and goes on with the next', async () => {
  const [first = '', second = ''] = ids;
  const clerk = await office.as('黄姐');
  const list = await clerk.get('/queue/membersToCheck');
  const form = await clerk.get(list.root.querySelector('[data-key=r]')?.getAttribute('href') ?? '');
  const bare = await clerk.submit(form, { note: '和户口本不一样' });
  expect([bare.status, bare.problems.length]).toEqual([422, 1]);
  expect(bare.text('textarea[name=note]')).toBe('和户口本不一样');
  const back = bare.root.querySelector('#step a.is-plain')?.getAttribute('href') ?? '';
  expect(opened(await clerk.get(back))).toBe(first);
  const done = await clerk.submit(bare, { reason: 'identity_differs' });
  expect([await stateOf(first), opened(done)]).toEqual(['draft', second]);
  // Her helper reads it where she reads what else came back, counted as the list behind it is long.
  const helper = await office.as('阿芬');
  const desk = await helper.get('/desk');
  expect(desk.text('.came-back h2')).toBe('退回要补的登记 1');
  expect(desk.text('.came-back .back-why')).toBe('身份证号和证件不一样，和户口本不一样');
  expect(desk.text('.came-back')).toMatch(/黄姐，今天.*退回/);
  const behind = desk.root.querySelector('.came-back h2 a')?.getAttribute('href') ?? '';
  expect((await helper.get(behind)).root.querySelectorAll(`main a[href="/members/${first}"]`).length).toBe(1);
  expect((await clerk.get('/desk')).text('.came-back')).toContain('甲婆');
  const town = await office.as('梁主任');
  expect((await town.get('/desk')).root.querySelector('.came-back')).toBeNull();
});

test('whose own mother it is is told before they try, and others do not open the list', async () => {
  const mother = await office.world.enrol('黄妈', { sex: 'female', bornOn: '1950-01-01', receives: true });
  await office.world.isKin('黄姐', '黄妈', 'child');
  await office.world.refresh();
  const clerk = await office.as('黄姐');
  const page = await clerk.get(`/queue/membersToCheck?record=${mother.id}`);
  expect(page.text('.file-steps .notice')).toContain('家里人');
  expect(page.root.querySelector('form[action$="/check"]')).toBeNull();
  for (const name of ['阿芬', '小周', '苏科', '审计老吴', '隔壁阿珠']) {
    expect((await (await office.as(name)).get('/queue/membersToCheck')).status, name).toBe(404);
  }
  expect((await (await office.as('梁主任')).get('/queue/membersToCheck')).status).toBe(404);
  expect((await clerk.get('/queue/membersToCheck?place=x&after=x~y&record=nobody')).status).toBe(200);
});

test('reads in English too', async () => {
  const clerk = await office.as('黄姐', 'en');
  const list = await clerk.get('/queue/membersToCheck');
  expect(list.h1).toContain('Enrolments to check');
  await clerk.get(list.root.querySelector('[data-key=r]')?.getAttribute('href') ?? '');
});
