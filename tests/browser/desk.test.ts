/** A town officer at the list: htmx puts the record beside it, the keyboard goes through it, and nothing is decided by one key. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { served, thumbed } from '#tests/support/scene';
import { CHROMIUM_FLAGS, type Visitor, visit } from '#tests/support/visitor';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { viewExchange } from '#usecases/exchange/view';

let browser: Browser;
let house: DeskHouse;
let origin: string;
const ids: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  house = await openDeskHouse();
  const { world } = house;
  const visited = async (back: number, halfDay: 'morning' | 'evening') => {
    const times = { halfDay, minutes: 30 };
    const { id } = await served(world, { servedOn: addDays(world.today(), -back), times });
    await thumbed(world, id);
    return id;
  };
  for (let back = 14; back > 0; back--) {
    const id = await visited(back, 'morning');
    await checkExchange(world.desk('小周'), { id, note: null });
    ids.push(id);
  }
  // Not checked yet: a long list of the social worker's.
  for (let back = 22; back > 0; back--) await visited(back, 'evening');
  origin = await house.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sit(name: string, width: number, script = true): Promise<Visitor> {
  const visitor = await visit(browser, origin, { script, lang: 'zh-CN', width });
  const { login, password } = house.world.user(name);
  await visitor.open('/staff/sign-in');
  await visitor.fill({ login, password });
  await visitor.press('/staff/sign-in');
  return visitor;
}

const open = (visitor: Visitor) => visitor.page.getAttribute('#file', 'data-record');
const idsIn = (visitor: Visitor) =>
  visitor.page
    .locator('.queue-link')
    .evaluateAll((all) => all.map((link) => /record=(\w+)/.exec(link.getAttribute('href') ?? '')?.[1] ?? ''));
const shows = (visitor: Visitor, id: string | undefined) => visitor.page.waitForSelector(`#file[data-record="${id}"]`);
const stateOf = async (id: string) => (await viewExchange(house.world.job('test'), id)).exchange.state;

const notice = async (visitor: Visitor) => (await visitor.page.locator('.notice.is-good').first().textContent()) ?? '';

test('J and K go through the list without leaving it, A leads to the button, Enter presses it', async () => {
  const town = await sit('梁主任', 1280);
  await town.open('/queue/credits');
  const { page } = town;
  expect(await open(town)).toBe(ids[0]);
  await page.locator('.queue-tick input').nth(4).check({ force: true });
  await page.keyboard.press('j');
  await shows(town, ids[1]);
  await page.keyboard.press('j');
  await shows(town, ids[2]);
  await page.keyboard.press('k');
  await shows(town, ids[1]);
  expect(page.url()).toContain(`record=${ids[1]}`);
  // What was ticked stays ticked: only the record was exchanged.
  expect(await page.locator('.queue-tick input:checked').count()).toBe(1);
  await page.keyboard.press('a');
  expect(await stateOf(ids[1] ?? '')).toBe('confirmed');
  await Promise.all([page.waitForURL(/done=credit/), page.keyboard.press('Enter')]);
  expect(await stateOf(ids[1] ?? '')).toBe('credited');
  expect(await notice(town)).toMatch(/已经入账。.*服务单 [0-9A-Z]{6}.*只能撤销/s);
  // On to the next one, and the next: the keys are heard after each of them.
  for (const [at, next] of [
    [2, 3],
    [3, 4],
  ] as const) {
    expect(await open(town)).toBe(ids[at]);
    await page.keyboard.press('a');
    await Promise.all([page.waitForURL(new RegExp(`record=${ids[next]}`)), page.keyboard.press('Enter')]);
    expect(await stateOf(ids[at] ?? '')).toBe('credited');
  }
  await town.close();
});

test('R asks why in the place of the record, and the list stays', async () => {
  const town = await sit('梁主任', 1280);
  await town.open('/queue/credits');
  const { page } = town;
  const first = await open(town);
  await page.keyboard.press('r');
  await page.waitForSelector('#record #step');
  expect(await page.locator('.queue-link').count()).toBeGreaterThan(3);
  // One goes on with the keyboard: the first reason has the focus, and letters are no commands in words.
  await page.keyboard.press('ArrowDown');
  await page.locator('#step [name=note]').pressSequentially('jkar');
  expect(await page.inputValue('#step [name=note]')).toBe('jkar');
  await Promise.all([page.waitForURL(/done=return/), page.locator('#step button.is-primary').click()]);
  expect(await stateOf(first ?? '')).toBe('returned');
  expect(await notice(town)).toContain('退回了');
  await town.close();
});

test('the buttons of the record are in sight from the start, and the list stays where it was', async () => {
  const social = await sit('小周', 1280);
  const { page } = social;
  await page.setViewportSize({ width: 1280, height: 900 });
  await social.open('/queue/checks');
  const bar = await page.locator('.file-steps').boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 900)).toBeLessThanOrEqual(900);
  const line = page.locator('.queue-link').nth(20);
  await line.scrollIntoViewIfNeeded();
  const at = () => page.locator('.queue-list').evaluate((list) => list.scrollTop);
  const before = await at();
  expect(before).toBeGreaterThan(0);
  await Promise.all([page.waitForURL(/record=/), line.click()]);
  expect(await at()).toBe(before);
  expect(await page.locator('html').evaluate((root) => root.scrollTop)).toBe(0);
  await social.close();
});

test('without script the same is done by links: the next record opens, and what was typed survives a refusal', async () => {
  const town = await sit('梁主任', 1280, false);
  const { page } = town;
  await town.open('/queue/credits');
  const [first, second, third] = await idsIn(town);
  await page.locator('.queue-link').nth(1).click();
  expect(await open(town)).toBe(second);
  await town.press('/credit');
  expect([await stateOf(second ?? ''), await open(town)]).toEqual(['credited', third]);
  expect(await notice(town)).toContain('已经入账');
  await town.press('/credit');
  expect(await stateOf(third ?? '')).toBe('credited');
  await town.open(`/queue/credits?record=${first}`);
  await page.locator('#record [data-key=r]').click();
  await town.fill({ reason: 'other' });
  await town.press('/return');
  expect(await page.locator('.error-summary').isVisible()).toBe(true);
  expect(await page.isChecked('[name=reason][value=other]')).toBe(true);
  await town.fill({ note: '卡上写的是前天' });
  await town.press('/return');
  expect(await stateOf(first ?? '')).toBe('returned');
  await town.close();
});

test('together: what somebody else credited meanwhile is named, the others are done; two presses are one', async () => {
  const town = await sit('梁主任', 1280);
  const { page } = town;
  await town.open('/queue/credits');
  const waiting = await idsIn(town);
  await Promise.all([page.waitForURL(/\/credits\?/), page.locator('.together-bar a').click()]);
  const [gone = ''] = waiting;
  await creditExchange(house.world.desk('陈姐'), { id: gone });
  await Promise.all([
    page.waitForURL(/\/credits\/[\w-]+/),
    page.locator('form[action="/credits"] .is-primary').dblclick(),
  ]);
  await page.waitForLoadState('load');
  expect((await page.locator('h1').textContent())?.trim()).toBe('办完了');
  expect(await town.text()).toContain(`已入账 ${waiting.length - 1} 条`);
  const named = page.locator('.trail').first().locator('li');
  expect(await named.count()).toBe(1);
  expect(await named.locator('a').getAttribute('href')).toContain(gone);
  expect(await named.textContent()).toContain('刚才被别人办过了');
  for (const id of waiting) expect(await stateOf(id)).toBe('credited');
  await town.close();
});

test('on a narrow screen a line is a page, and the way back leads to the list', async () => {
  const town = await sit('小周', 360);
  await town.open('/queue/checks');
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
