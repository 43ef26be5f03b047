/** An elder at a phone of her own, without script: two presses to the check page, and what happens when something is written wrongly. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { giveGrants } from '#tests/support/scene';
import { openServer, type Server } from '#tests/support/server';
import { CHROMIUM_FLAGS, type Visitor, visit } from '#tests/support/visitor';

let browser: Browser;
let server: Server;
const PIN = '720415';

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  server = await openServer();
  const { world } = server;
  await giveGrants(world);
  const hash = await hashSecret(world.house, PIN);
  await world.write([], (act) => writePin(act, { memberId: world.member('陈伯').id, hash, presentName: '黎婶' }));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function chen(lang: 'zh-CN' | 'en'): Promise<Visitor> {
  const visitor = await visit(browser, server.origin, { script: false, lang });
  await visitor.open('/sign-in');
  await visitor.fill({ who: server.world.card('陈伯'), pin: PIN });
  await visitor.press();
  return visitor;
}

/** Press what leads on, and wait for the page. */
async function tap({ page }: Visitor, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

describe.each(['zh-CN', 'en'] as const)('in %s', (lang) => {
  it('asks for help: two taps from home to the check page, the third one books it', async () => {
    const visitor = await chen(lang);
    await tap(visitor, 'main .button.is-primary');
    await tap(visitor, 'main a.tile');
    expect(await visitor.page.locator('main .summary-list > div').count()).toBeGreaterThanOrEqual(5);
    await visitor.press('/exchanges');
    expect(await visitor.page.locator('.confirmation').count()).toBe(1);
    await visitor.press(`/undo`);
    await visitor.close();
  });

  it('writes a day that nobody understands: the summary has the focus and leads to the field, the rest stays', async () => {
    const visitor = await chen(lang);
    await visitor.open('/exchanges/new?serviceCode=A02');
    await visitor.fill({ otherDay: 'xx', wish: '慢慢走' });
    const { page } = visitor;
    await Promise.all([page.waitForNavigation(), page.locator('main form button[type=submit]').click()]);
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('class')).toBe('error-summary');
    await page.locator('.error-summary a').first().click();
    expect(await page.locator('#f-otherDay').isVisible()).toBe(true);
    expect(await page.locator(':target').getAttribute('id')).toBe('f-otherDay');
    expect(await page.locator('#f-otherDay').inputValue()).toBe('xx');
    expect(await page.locator('#f-wish').inputValue()).toBe('慢慢走');
    await visitor.close();
  });
});
