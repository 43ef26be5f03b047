/** 「复制到微信群」, pressed: with a clipboard, over plain http where only what is marked can be copied, and where nothing can. */
import { beforeAll, expect, test } from 'vitest';
import type { DeskHouse } from '#tests/http/desk-house';
import { fieldPhones, PLAIN } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';
import { checked, giveGrants } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';

const { open, phone } = fieldPhones();
let house: DeskHouse;
let origin: string;
let record: string;

beforeAll(async () => {
  ({ house, origin } = await open());
  await giveGrants(house.world);
  const id = await checked(house.world);
  await creditExchange(house.world.desk('陈姐'), { id });
  record = `/exchanges/${id}/file`;
});

const BOX = '#copy-thanks';
const BUTTON = '[data-copy=copy-thanks]';
const words = (one: Phone) => one.page.locator(BUTTON).textContent();
const marked = (one: Phone) =>
  one.page.evaluate<string>(
    `{ const box = document.activeElement; box.value?.slice(box.selectionStart, box.selectionEnd) ?? '' }`,
  );

/** At the record, with the drawer of the text unfolded. */
async function atText(one: Phone, at = origin): Promise<string> {
  await one.page.goto(at + record);
  await one.tap(`details:has(${BOX}) > summary`);
  await expect.poll(() => words(one)).toMatch(/^\s*复制\s*$/);
  return one.page.locator(BOX).inputValue();
}

test('with a clipboard the text lies in it, names no elder, and the button says so', async () => {
  const one = await phone();
  await one.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const text = await atText(one);
  expect(text).toContain('李姨');
  expect(text).not.toMatch(/陈伯|陈光财/);
  await one.tap(BUTTON);
  await expect.poll(() => words(one)).toMatch(/已复制/);
  expect(await one.page.evaluate('navigator.clipboard.readText()')).toBe(text);
});

test('over plain http there is no clipboard to ask: the text is marked and copied from there', async () => {
  const at = `http://${PLAIN}:${new URL(origin).port}`;
  const one = await phone({ at });
  const text = await atText(one, at);
  expect(await one.page.evaluate('navigator.clipboard')).toBeUndefined();
  await one.tap(BUTTON);
  await expect.poll(() => words(one)).toMatch(/已复制/);
  expect(await marked(one)).toBe(text);
});

test('where nothing can be copied by a button the text is marked, and it says what to press', async () => {
  const at = `http://${PLAIN}:${new URL(origin).port}`;
  const one = await phone({ at, broken: 'document.execCommand = () => false' });
  const text = await atText(one, at);
  await one.tap(BUTTON);
  await expect.poll(() => words(one)).toMatch(/选中了.*复制/);
  expect(await words(one)).not.toMatch(/已复制/);
  expect(await marked(one)).toBe(text);
});
