/** 全镇结对方案 on its pages: made, looked at, changed and accepted, with what did not go through said in words. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { XINCHENG } from '#cli/demo/cast';
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client } from '#tests/support/client';
import { openWorld, type World } from '#tests/support/world';
import { reportDeath } from '#usecases/member/report-death';
import { deriveRegister } from '#usecases/register/derive';

let world: World;
let open: OpenApp;
let town: Client;
beforeEach(async () => {
  world = await openWorld();
  await deriveRegister(world.job('register'));
  await world.fillPool(XINCHENG, 6000);
  open = await openApp({ house: world.house });
  town = open.client();
  await town.signInAs(world.user('小周').id);
});
afterEach(async () => {
  await open.close();
  await world.close();
});

const made = async (): Promise<string> => {
  const begun = await town.submit(await town.get('/plans'), {}, 'main form[action="/plans"]');
  const url = begun.url.replace(/\?.*/, '');
  for (let tries = 0; tries < 200; tries += 1) {
    if (!(await town.get(url)).root.querySelector('#plan')) return url;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error('never made');
};
const countOf = async (url: string, list: string) =>
  Number(
    /(\d+)$/.exec((await town.get(url)).root.querySelector(`a[href="${url}?list=${list}"]`)?.text.trim() ?? '')?.[1],
  );

test('a plan is made, its rows say why, and its figures equal its lists', async () => {
  const url = await made();
  const page = await town.get(url);
  const rows = page.root.querySelectorAll('.plan-row');
  expect(rows.length).toBe(await countOf(url, 'open'));
  expect(rows[0]?.text).toMatch(/同村|同一个自然村/);
  expect((await town.get('/plans')).text('main')).toContain(`待办 ${rows.length}，没办成 0`);
});

test('all that is to do is accepted at once after a check page; whoever died meanwhile stays with what to do next', async () => {
  const url = await made();
  const count = await countOf(url, 'open');
  const check = await town.get(`${url}/acceptance`);
  expect(check.text('main')).toContain(`${count} 位老人`);
  await reportDeath(world.desk('阿芬'), { id: world.member('陈伯').id, diedOn: '2026-11-23', note: null });
  const done = await town.submit(check, {}, 'main form');
  expect(done.text('main')).toContain(`接受了 ${count - 1} 行，没办成 1 行`);
  expect(done.text('.plan-row')).toContain('这位老人已经过世');
  expect(done.text('.plan-row')).toContain('下一步');
  expect([await countOf(url, 'accepted'), await countOf(url, 'marked')]).toEqual([count - 1, 1]);
  const again = await town.submit(check, {}, 'main form');
  expect(again.status).toBe(409);
});

test('a row is given to somebody else; what is not understood comes back as it was typed', async () => {
  const url = await made();
  const link = (await town.get(url)).root.querySelector('.plan-do a')?.getAttribute('href') ?? '';
  const form = await town.get(link);
  const back = await town.submit(form, { minutesPerVisit: '很久' }, `main form[action="${link}"]`);
  expect(back.status).toBe(422);
  expect(back.root.querySelector('input[name=minutesPerVisit]')?.getAttribute('value')).toBe('很久');
  const saved = await town.submit(form, { minutesPerVisit: '90 分钟' }, `main form[action="${link}"]`);
  expect(saved.text('main')).toContain('改好了');
  expect(saved.text('.plan-row')).toContain('1 小时半');
});

test('the helper has no such page, and the county reads it without anything to press', async () => {
  const url = await made();
  const helper = open.client();
  await helper.signInAs(world.user('阿芬').id);
  expect((await helper.get(url)).status).toBe(404);
  const county = open.client();
  await county.signInAs(world.user('苏科').id);
  expect((await county.get(url)).root.querySelectorAll('.plan-do form')).toHaveLength(0);
});
