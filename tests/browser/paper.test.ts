/** On paper: each form is one sheet of A4 in both languages, and the code on a printed card is read back from its dots. */
import readDots from 'jsqr';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PAPER_FORMS } from '#domain/sheet';
import { served } from '#tests/support/scene';
import { openServer, type Server } from '#tests/support/server';
import { CHROMIUM_FLAGS, type Visitor, visit } from '#tests/support/visitor';
import { issueCard } from '#usecases/card/issue';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  server = await openServer();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function helperIn(lang: 'zh-CN' | 'en'): Promise<Visitor> {
  const helper = await visit(browser, server.origin, { script: true, lang, width: 1280 });
  await helper.open('/staff/sign-in');
  const { login, password } = server.world.user('阿芬');
  await helper.fill({ login, password });
  await helper.press();
  return helper;
}

/** Sheets that the printer gives out. */
async function sheetsOf({ page }: Visitor): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Ten visits of two volunteers: as much as a confirmation ever asks about. */
async function fillSheet(world: Server['world']): Promise<void> {
  const volunteers = ['李姨', '老梁'].map((name) => ({ memberId: world.member(name).id }));
  for (let visit = 0; visit < 10; visit++) {
    const times = { start: 480 + visit * 40, end: 510 + visit * 40 };
    await served(world, { serviceCode: 'B02', times, volunteers, sure: true });
  }
}

test.each(['zh-CN', 'en'] as const)('every form is one sheet, and a card its two: %s', async (lang) => {
  const { world } = server;
  const memberId = world.member('陈伯').id;
  await issueCard(world.desk('阿芬'), { key: world.key(), memberId, kind: 'wall' });
  const helper = await helperIn(lang);
  await fillSheet(world);
  for (const form of PAPER_FORMS) {
    await helper.open(form === 'confirmation' ? `/forms?member=${memberId}` : '/forms');
    await helper.page.click(`main form:has(input[value="${form}"]) button`);
    await helper.page.waitForURL('**/sheets/*');
    expect([form, await sheetsOf(helper)]).toEqual([form, 1]);
  }
  await helper.open(`/members/${memberId}/card`);
  expect(await sheetsOf(helper)).toBe(2);
  await helper.close();
});

test('the code of the wall card is read from a picture of the printed page', async () => {
  const { world } = server;
  const memberId = world.member('七婆').id;
  await issueCard(world.desk('阿芬'), { key: world.key(), memberId, kind: 'wall' });
  const helper = await helperIn('zh-CN');
  await helper.open(`/members/${memberId}/card`);
  await helper.page.emulateMedia({ media: 'print' });
  const shot = await helper.page.locator('.wall-sheet').screenshot();
  const { data, info } = await sharp(shot).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const address = readDots(Uint8ClampedArray.from(data), info.width, info.height)?.data ?? '';
  expect(address).toMatch(new RegExp(`^${server.origin}/c/[\\w-]{22}$`));
  await helper.open(new URL(address).pathname);
  expect(await helper.text()).toContain('林七妹');
  await helper.close();
});
