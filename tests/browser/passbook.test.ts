/** The passbook on paper, as a browser prints it: A4 sheets across, two leaves on each, nothing cut off. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { served, thumbed } from '#tests/support/scene';
import { newSealFolder, type SealFolder } from '#tests/support/seal';
import { openServer, type Server } from '#tests/support/server';
import { CHROMIUM_FLAGS, visit } from '#tests/support/visitor';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { sealAll } from '#usecases/seal/seal';

let browser: Browser;
let server: Server;
let seal: SealFolder;
const PIN = '720415';
const VISITS = 9;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  server = await openServer();
  const { world } = server;
  const hash = await hashSecret(world.house, PIN);
  await world.write([], (act) => writePin(act, { memberId: world.member('李姨').id, hash, presentName: '黎婶' }));
  await world.fillPool('445321100', 6_000);
  // The longest words there are: a couple, and the catalogue's longest deed.
  const couple = ['张伯', '张婆'].map((name) => world.member(name).id);
  for (let n = 0; n < VISITS; n += 1) {
    world.at(`2026-11-${String(9 + n).padStart(2, '0')}T17:00`);
    const { id } = await served(world, {
      memberIds: couple,
      serviceCode: 'B02',
      times: { halfDay: 'morning', minutes: 31 + n },
    });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    await creditExchange(world.desk('梁主任'), { id });
  }
  // The seal of the month stands at the foot of each leaf.
  seal = newSealFolder();
  world.house.seal = seal.open();
  await sealAll(world.desk('梁主任'));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  seal.drop();
});

/** Width and height of every page of a PDF, in whole millimetres. */
const pagesOf = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)).join('x'),
  );

it.each(['zh-CN', 'en'] as const)('prints on A4 across, two leaves a sheet, without script: %s', async (lang) => {
  const visitor = await visit(browser, server.origin, { script: false, lang });
  await visitor.open('/sign-in');
  await visitor.fill({ who: server.world.card('李姨'), pin: PIN });
  await visitor.press();
  await visitor.open('/statement');
  await visitor.page.locator('main a[href*="paper=1"]').click();
  const { page } = visitor;
  expect(await page.locator('.leaf').count()).toBeGreaterThan(1);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  const sheets = await page.locator('.passbook-sheet').count();
  expect(await page.locator('.leaf-foot').first().textContent()).toMatch(/([0-9a-f]{4} ){3}[0-9a-f]{4}/);

  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pagesOf(pdf)).toEqual(Array.from({ length: sheets }, () => '297x210'));
  for (const leaf of await page.locator('.leaf').all()) {
    const [frame, foot] = [await leaf.boundingBox(), await leaf.locator('.leaf-foot').boundingBox()];
    const tables = await leaf.locator('table').boundingBox();
    if (!frame || !foot || !tables) throw new Error('a leaf has no size');
    expect(foot.y + foot.height).toBeLessThanOrEqual(frame.y + frame.height);
    expect(tables.y + tables.height).toBeLessThanOrEqual(foot.y);
    expect(tables.x + tables.width).toBeLessThanOrEqual(frame.x + frame.width);
  }
  expect(await page.locator('.screen-only').isVisible()).toBe(false);
  await visitor.close();
});
