/** What the log asks and keeps: an order, a PIN, a couple, her own family, a card's number; and what came back is put right. */
import { beforeAll, expect, test } from 'vitest';
import { PINS } from '#cli/demo/cast';
import type { DeskHouse } from '#tests/http/desk-house';
import { choose, fieldPhones, MINUTES, SAVE, saved, settled } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';
import { outbox } from '#tests/support/outbox';
import { askFor, key } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { correctExchange } from '#usecases/exchange/log';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

const { open, atField, person, logVisit, all, count, newest } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
  const { world } = house;
  await setPin(world.desk('阿芬'), {
    memberId: world.member('陈伯').id,
    pin: PINS.陈伯 ?? '',
    presentName: '黎婶',
    presentPhone: '13800002222',
  });
});

test('what the house did not take can be put right: it says which order it may be, and it is one record', async () => {
  const { world } = house;
  const one = await atField();
  // Asked for after she took her list along.
  const { id } = await askFor(world, { memberIds: [world.member('七婆').id], plannedOn: world.tomorrow() });
  const before = await count();
  await logVisit(one, '七婆');
  await expect.poll(() => saved(one)).toMatch(/要改/);
  expect(await count()).toBe(before);
  await one.says(/有 1 条要改/);
  await one.tap('#saved a');
  await one.tap('[data-list=waiting] a[href^="#mend/"]');
  expect(await one.page.locator('.notice.is-grave').textContent()).toMatch(/要改/);
  await one.tap('[name=order][value=new] + label');
  await one.tap(SAVE);
  await settled(one);
  expect(await count()).toBe(before + 1);
  await one.page.goto(`${origin}/field/#records`);
  expect(await one.page.locator('[data-list=waiting] .kept-one').count()).toBe(0);
  expect((await all()).find((row) => row.id === id)?.servedOn).toBeNull();
});

test('her PIN, typed with no network, is sealed on the phone and confirms when it comes', async () => {
  const { world } = house;
  const one = await atField();
  await one.context.setOffline(true);
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(30));
  await one.tap('[data-slot=pinField] summary');
  await one.page.fill('[data-pin]', PINS.陈伯 ?? '');
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  const kept = JSON.stringify(await outbox(one));
  expect(kept).toContain('"sealed"');
  expect(kept).not.toContain(PINS.陈伯);
  // Ids only: whoever finds the phone reads no name in what waits.
  expect(kept).not.toMatch(/陈伯|李姨/);
  await one.context.setOffline(false);
  await settled(one);
  expect(await newest()).toMatchObject({ state: 'confirmed', confirmedBy: world.member('陈伯').id });
});

test('two volunteers at a couple’s, fourteen hours: asked about once, kept whole', async () => {
  const one = await atField();
  const { world } = house;
  const [uncle, aunt] = [world.member('张伯').id, world.member('张婆').id];
  await one.tap(person('张伯'));
  await choose(one, '[name=serviceCode][value=A02]');
  for (const name of ['李姨', '老梁']) await choose(one, `[name=volunteer][value="${world.member(name).id}"]`);
  await one.page.fill(`[name="own-${world.member('老梁').id}"]`, '一小时');
  await choose(one, `[name=mate][value="${aunt}"]`);
  await one.tap('[data-drawer=exact] summary');
  await one.page.fill('[name=otherMinutes]', '14小时');
  await one.tap(SAVE);
  expect(await one.page.locator('.error-summary').textContent()).toMatch(/14 小时，比较久/);
  await one.tap('label[for=f-sure]');
  await one.tap(SAVE);
  await settled(one);
  const row = await newest();
  expect(row).toMatchObject({ servedMinutes: 840 });
  const { exchange } = await viewExchange(world.job('test'), row?.id ?? '');
  expect(exchange.beneficiaryIds.toSorted()).toEqual([uncle, aunt].toSorted());
  expect(exchange.volunteers.map((each) => each.servedMinutes).toSorted()).toEqual([60, 840]);
});

test('between relatives, with no signal: a witness is asked for, from the list or in words, and goes along', async () => {
  const { world } = house;
  const one = await atField();
  await one.context.setOffline(true);
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(30));
  const box = one.page.locator('[data-witness]');
  const kin = `[name=kin][value="${world.member('李姨').id}"]`;
  expect(await box.isVisible()).toBe(false);
  await choose(one, kin);
  expect(await box.isVisible()).toBe(true);
  await one.page.fill('[name=witnessName]', '黎婶');
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('[data-problem=witnessPhone]').textContent()).toMatch(/请写一位见证人/);
  await one.page.fill('[name=witnessName]', '');
  await one.page.fill('#f-wq', '七婆');
  await one.tap(`[name=witness][value="${world.member('七婆').id}"] + label`);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  await one.tap(person('陈伯'));
  await one.tap(MINUTES(90));
  await choose(one, kin);
  await one.page.fill('[name=witnessName]', '黎婶');
  await one.page.fill('[name=witnessPhone]', '138 0000 2222');
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(JSON.stringify(await outbox(one))).toContain('13800002222');
  await one.context.setOffline(false);
  await one.says(/都已上传/);
  // Her name and number have left the phone with the receipt.
  expect(JSON.stringify(await outbox(one))).not.toMatch(/黎婶|13800002222/);
  const rows = (await all()).slice(-2);
  for (const { id } of rows) {
    const { flags, evidence } = await viewExchange(world.job('test'), id);
    expect(flags).not.toContain('relative_unwitnessed');
    expect(evidence.some(({ kind }) => kind === 'witness')).toBe(true);
  }
});

test('her own family is not hers to write down: it says who does, and what she filled in stays a draft', async () => {
  const before = await count();
  const one = await atField();
  await one.tap(person('阿芬家婆'));
  await choose(one, '[name=serviceCode][value=A02]');
  await choose(one, `[name=volunteer][value="${house.world.member('李姨').id}"]`);
  await one.tap(MINUTES(60));
  await one.tap(SAVE);
  expect(await one.page.locator('.error-summary').textContent()).toMatch(/请找村里别的工作人员/);
  await one.tap('.back a');
  await one.page.goto(`${origin}/field/#records`);
  await expect.poll(() => one.page.locator('[data-list=drafts]').textContent()).toMatch(/草稿，还没存/);
  await one.tap('[data-list=drafts] a[href^="#draft/"]');
  expect(await one.page.locator('[name=minutes][value="60"]').isChecked()).toBe(true);
  expect(await count()).toBe(before);
});

test('an order of the round is opened with what was asked for, and is written down as that order', async () => {
  const { world } = house;
  const order = {
    memberIds: [world.member('七婆').id],
    serviceCode: 'A03',
    plannedOn: world.today(),
    plannedMinutes: 30,
  };
  const { id } = await askFor(world, { ...order, plannedStart: null, plannedHalfDay: 'evening' });
  const before = await count();
  const one = await atField();
  await one.tap(`#screen a[href="#order/${id}"]`);
  expect(await one.page.locator(`[name=order][value="${id}"]`).isChecked()).toBe(true);
  expect(await one.page.locator('[name=serviceCode][value=A03]').isChecked()).toBe(true);
  await choose(one, `[name=volunteer][value="${world.member('李姨').id}"]`);
  await one.tap(MINUTES(30));
  await one.tap(SAVE);
  await settled(one);
  expect(await count()).toBe(before);
  expect((await all()).find((row) => row.id === id)).toMatchObject({ state: 'logged', servedMinutes: 30 });
});

test('found by the number on the card, as one hears it: it is read back where it was what found her', async () => {
  const one = await atField();
  const { number } = await issueCard(house.world.desk('阿芬'), {
    ...{ key: key(), memberId: house.world.member('七婆').id, kind: 'wall' },
  });
  await one.tap('[data-do=upload]');
  const lines = one.page.locator('#found .tile');
  await expect
    .poll(async () => {
      await one.page.fill(
        '#f-q',
        `${[...number.slice(4)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')} 号卡`,
      );
      return lines.allTextContents();
    })
    .toEqual([expect.stringContaining(`卡号 ${number.slice(0, 4)} ${number.slice(4)}`)]);
  await one.page.fill('#f-q', '七婆');
  expect((await lines.allTextContents()).join()).not.toContain('卡号');
});

test('what came back is put right with no signal: opened with what was said, kept, sent, and it is the same record', async () => {
  const { world } = house;
  const one = await atField();
  await logVisit(one, '陈伯', 90);
  await settled(one);
  const { id = '' } = (await newest()) ?? {};
  const before = await count();
  await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes', note: '墙卡上是半小时' });
  await one.tap('[data-do=upload]');
  await one.says(/有 1 条要改/);
  await one.context.setOffline(true);
  await mend(one, 30);
  await one.says(/还没上传/);
  await one.page.goto(`${origin}/field/#records`);
  expect(await one.page.locator('[data-list=waiting]').textContent()).toMatch(/改好的：.*陈伯.*半小时/s);
  const sentList = () => one.page.locator(`[data-list=sent] .kept-one`, { hasText: '陈伯' }).allTextContents();
  expect((await sentList()).join()).toMatch(/改好了，还没上传/);
  expect(await one.page.locator('[data-list=sent] a[href^="#mend/"]').count()).toBe(0);
  await one.context.setOffline(false);
  await one.says(/都已上传/);
  expect((await all()).find((row) => row.id === id)).toMatchObject({ state: 'logged', servedMinutes: 30 });
  expect(await count()).toBe(before);
  await expect.poll(async () => (await sentList()).length).toBe(1);
});

test('somebody was faster with what came back: hers is not used, it says so and shows the record', async () => {
  const { world } = house;
  const one = await atField();
  await logVisit(one, '陈伯', 120);
  await settled(one);
  const { id = '', servedOn } = (await newest()) ?? {};
  await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes', note: null });
  await one.tap('[data-do=upload]');
  await one.says(/有 1 条要改/);
  await one.context.setOffline(true);
  await mend(one, 30);
  const log = { id, servedOn: servedOn ?? '', times: { halfDay: 'morning' as const, minutes: 75 }, volunteers: [] };
  await correctExchange(world.desk('黄姐'), log);
  await one.context.setOffline(false);
  await one.page.goto(`${origin}/field/#records`);
  const waiting = one.page.locator('[data-list=waiting]');
  await expect.poll(() => waiting.textContent()).toMatch(/没有用上.*别人已经改过.*先看看记录现在的样子/s);
  expect(await waiting.locator(`a[href="/exchanges/${id}/file"]`).isVisible()).toBe(true);
  expect(await waiting.locator('a[href^="#mend/"]').count()).toBe(0);
  await one.tap('[data-do=away]');
  await expect.poll(() => waiting.locator('.kept-one').count()).toBe(0);
  await one.says(/都已上传（/);
  expect((await all()).find((row) => row.id === id)).toMatchObject({ state: 'logged', servedMinutes: 75 });
});

/** From the list of what she wrote down, with no network, to another length. */
async function mend(one: Phone, minutes: number): Promise<void> {
  await one.page.goto(`${origin}/field/#records`);
  await one.tap('[data-list=sent] a[href^="#mend/"]');
  expect(await one.page.locator('.notice.is-grave').textContent()).toMatch(/^\s*要改：时长不对/);
  expect(await one.page.locator('[name=serviceCode][value=A02]').isChecked()).toBe(true);
  expect(await one.page.locator('[name=volunteer]:checked').count()).toBe(1);
  await one.tap(MINUTES(minutes));
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
}
