/** A town officer at the list: htmx puts the record beside it, the keyboard goes through it, and nothing is decided by one key. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { served, thumbed } from '#tests/support/scene';
import { CHROMIUM_FLAGS, type Visitor, visit } from '#tests/support/visitor';
import { checkExchange } from '#usecases/exchange/check';
import { viewExchange } from '#usecases/exchange/view';

let browser: Browser;
let house: DeskHouse;
let origin: string;
const ids: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  house = await openDeskHouse();
  const { world } = house;
  for (let back = 9; back > 0; back--) {
    const times = { halfDay: 'morning', minutes: 30 } as const;
    const { id } = await served(world, { servedOn: addDays(world.today(), -back), times });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    ids.push(id);
  }
  origin = await house.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sit(name: string, width: number): Promise<Visitor> {
  const visitor = await visit(browser, origin, { script: true, lang: 'zh-CN', width });
  const { login, password } = house.world.user(name);
  await visitor.open('/staff/sign-in');
  await visitor.fill({ login, password });
  await visitor.press('/staff/sign-in');
  return visitor;
}

const open = (visitor: Visitor) => visitor.page.getAttribute('#file', 'data-record');
const shows = (visitor: Visitor, id: string | undefined) => visitor.page.waitForSelector(`#file[data-record="${id}"]`);
const stateOf = async (id: string) => (await viewExchange(house.world.job('test'), id)).exchange.state;

test('J and K go through the list without leaving it, A leads to the button, Enter presses it', async () => {
  const town = await sit('梁主任', 1280);
  await town.open('/queue/credits?ticked=clean');
  const { page } = town;
  expect(await open(town)).toBe(ids[0]);
  await page.locator('.queue-tick input').nth(4).uncheck({ force: true });
  await page.keyboard.press('j');
  await shows(town, ids[1]);
  await page.keyboard.press('j');
  await shows(town, ids[2]);
  await page.keyboard.press('k');
  await shows(town, ids[1]);
  expect(page.url()).toContain(`record=${ids[1]}`);
  // What was ticked stays ticked: only the record was exchanged.
  expect(await page.locator('.queue-tick input:checked').count()).toBe(8);
  await page.keyboard.press('a');
  expect(await stateOf(ids[1] ?? '')).toBe('confirmed');
  await Promise.all([page.waitForURL(/done=credit/), page.keyboard.press('Enter')]);
  expect(await stateOf(ids[1] ?? '')).toBe('credited');
  // On to the next one.
  expect(await open(town)).toBe(ids[2]);
  await Promise.all([page.waitForURL(/\/return\?/), page.keyboard.press('r')]);
  await page.locator('main a.button.is-plain').click();
  expect(await open(town)).toBe(ids[2]);
  await town.close();
});

test('letters typed into a field are letters', async () => {
  const town = await sit('梁主任', 1280);
  await town.open(`/exchanges/${ids[3]}/return`);
  await town.page.locator('[name=note]').pressSequentially('jkar');
  expect(await town.page.inputValue('[name=note]')).toBe('jkar');
  await town.close();
});

test('on a narrow screen a line is a page, and the way back leads to the list', async () => {
  const town = await sit('梁主任', 360);
  await town.open('/queue/credits');
  const { page } = town;
  expect(await page.locator('.queue-record').isVisible()).toBe(false);
  await Promise.all([page.waitForURL(/record=/), page.locator('.queue-link').nth(1).click()]);
  expect(await page.locator('.queue-list').isVisible()).toBe(false);
  expect(await page.locator('#file').isVisible()).toBe(true);
  await Promise.all([page.waitForURL((url) => !url.search.includes('record')), page.locator('.back a').click()]);
  expect(await page.locator('.queue-list').isVisible()).toBe(true);
  await town.close();
});

test('the helper finds a volunteer without losing the page, and saves', async () => {
  const helper = await sit('阿芬', 360);
  await helper.open(`/log/new?member=${house.world.member('七婆').id}`);
  const { page } = helper;
  await helper.fill({ minutes: '60', serviceCode: 'A02' });
  await page.fill('[name=volunteerName]', '老梁');
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/log')), page.click('[name=find]')]);
  await page.waitForSelector(`#volunteers [name=volunteer][value="${house.world.member('老梁').id}"]`);
  expect(await page.locator('[name=minutes][value="60"]').isChecked()).toBe(true);
  await page
    .locator(`label[for$="${house.world.member('老梁').id}"], label[for=f-volunteer]`)
    .first()
    .click();
  await helper.press('/log');
  expect(await helper.text()).toContain('记下了');
  await helper.close();
});
