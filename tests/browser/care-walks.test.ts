/** Walks 5 and 7 in a real browser: the helper who is kin to half the village, and the county that asks who was not seen. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { HalfDay } from '#domain/day';
import { served, thumbed } from '#tests/support/scene';
import { openServer, type Server } from '#tests/support/server';
import { CHROMIUM_FLAGS, type Visitor, visit } from '#tests/support/visitor';
import { checkExchange } from '#usecases/exchange/check';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  server = await openServer();
  await server.world.isKin('李姨', '陈伯', 'cousin');
  await server.world.isKin('李姨', '七婆', 'child');
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const NEIGHBOUR = { witnessName: '黎婶', witnessPhone: '13800002222' };

async function sit(name: string, script: boolean, width = 1280): Promise<Visitor> {
  const visitor = await visit(browser, server.origin, { script, lang: 'zh-CN', width });
  const { login, password } = server.world.user(name);
  await visitor.open('/staff/sign-in');
  await visitor.fill({ login, password });
  await visitor.press('/staff/sign-in');
  return visitor;
}

const id = (name: string) => server.world.member(name).id;
const recordIn = (visitor: Visitor) => /exc_\w+/.exec(visitor.page.url())?.[0] ?? '';

/** Half a morning of 李姨 with somebody, as it is typed; what is not named stays as it stands there. */
async function writesDown(helper: Visitor, name: string, more: Record<string, string>): Promise<void> {
  await helper.open(`/log/new?member=${id(name)}`);
  await helper.fill({ volunteer: id('李姨'), serviceCode: 'A02', minutes: '90', halfDay: 'morning', ...more });
  await helper.press('/log');
}

/** Written down by the helper, thumbed, and checked: it waits for the town. */
async function checkedFor(name: string, halfDay: HalfDay): Promise<string> {
  const { world } = server;
  const record = await served(world, { memberIds: [id(name)], times: { halfDay, minutes: 30 } });
  await thumbed(world, record.id);
  await checkExchange(world.desk('小周'), { id: record.id, note: null });
  return record.id;
}

describe('walk 5: 阿芬 is kin to half the village', () => {
  for (const script of [true, false]) {
    it(`script ${script ? 'on' : 'off'}`, async () => {
      const helper = await sit('阿芬', script, 360);
      // A relative by one tick, and somebody from outside who says so too.
      await writesDown(helper, script ? '陈伯' : '张伯', { kin: id('李姨'), ...NEIGHBOUR });
      await helper.open(`/exchanges/${recordIn(helper)}`);
      expect(await helper.text()).toContain('亲戚');

      // Her own mother-in-law: refused, with who does it instead, and everything still as it was typed.
      await writesDown(helper, '阿芬家婆', {});
      expect(await helper.text()).toMatch(/家里人之间的照顾，不能由您来记。请找黄姐/);
      expect(await helper.page.isChecked('[name=minutes][value="90"]')).toBe(true);
      expect(await helper.page.isChecked('[name=halfDay][value=morning]')).toBe(true);
      await helper.open(`/members/${id('阿芬家婆')}/visits/new`);
      await helper.fill({ mode: 'seen', note: '说腰有点疼' });
      await helper.press(`/members/${id('阿芬家婆')}/visits`);
      expect(await helper.text()).toMatch(/请找黄姐/);
      expect(await helper.page.inputValue('[name=note]')).toBe('说腰有点疼');

      // Nobody of one house is offered to her; relatives come last, with the reason.
      await helper.open(`/pairings/new?elder=${id('七婆')}`);
      const offered = helper.page.locator('[name=volunteerId]');
      expect(await offered.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual([id('老梁')]);
      expect(await helper.text()).toContain('是一家人，照顾不用结对');
      await helper.open(`/pairings/new?elder=${id('陈伯')}`);
      expect(
        await offered.evaluateAll((all) => all.map((one) => one.getAttribute('value'))).then((all) => all.at(-1)),
      ).toBe(id('李姨'));
      expect(await helper.text()).toContain('是亲戚，抽查会多一些');
      await helper.close();

      // The mother of 梁主任: he is told that it is not his to decide, and with whom it is.
      const record = await checkedFor('梁妈', script ? 'afternoon' : 'evening');
      const town = await sit('梁主任', script);
      await town.open(`/exchanges/${record}/file`);
      expect(await town.text()).toMatch(/家里人/);
      expect(await town.page.locator(`main form[action$="${record}/credit"]`).count()).toBe(0);
      await town.close();
    });
  }
});
