/** What is done at the door beside writing a visit down, with the network cut: kept, said as it is, sent once. */
import { beforeAll, expect, test } from 'vitest';
import type { DeskHouse } from '#tests/http/desk-house';
import { choose, fieldPhones, MINUTES, SAVE, saved } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';
import { giveGrants, askFor as ordered } from '#tests/support/scene';
import { approveExchange } from '#usecases/exchange/approve';
import { acceptExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { viewExchange } from '#usecases/exchange/view';

const { open, phone, atField, person, count, newest } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
  await giveGrants(house.world);
});

const ASK = '.other-deeds a[href^="#ask/"]';
const CONSENT = 'label[for="f-consentHow"]';
const list = async (one: Phone, name: string) => {
  await one.page.goto(`${origin}/field/#records`);
  return one.page.locator(`[data-list=${name}]`).textContent();
};

/** Found as everybody calls her; what she was helped with last is chosen already. */
async function askFor(one: Phone, name: string, minutes: number): Promise<void> {
  await one.page.fill('#f-q', name);
  await one.tap(`#found a[href="#log/${house.world.member(name).id}"]`);
  await one.tap(ASK);
  await one.tap(MINUTES(minutes));
}

test('七婆 asks for an escort with no signal: read out to her, agreed, kept, and told when it is sent', async () => {
  const before = await count();
  const one = await atField();
  await one.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await one.page.reload();
  await one.says(/都已上传（/);
  await one.context.setOffline(true);
  await askFor(one, '七婆', 240);
  const code = '[name=serviceCode][value=E01]';
  const drawer = one.page.locator('details', { has: one.page.locator(code) });
  if ((await drawer.count()) > 0) await drawer.locator('summary').tap();
  await one.tap(`${code} + label`);
  const aloud = await one.page.locator('section.aloud p').textContent();
  expect(aloud).toMatch(/七婆，我替您请人：.*明天上午，约 4 小时。.*够不够时间，传上去就知道/);
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('.error-summary').textContent()).toMatch(/先问过本人或家里人/);
  await one.tap(CONSENT);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*请人帮 七婆：.*明天上午，4 小时/s);
  expect(await list(one, 'waiting')).toMatch(/请人帮 七婆/);
  expect(await count()).toBe(before);
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await list(one, 'sent')).toMatch(/请人帮 七婆：.*已上传，等镇里审核/s);
  expect(await newest()).toMatchObject({ state: 'requested', serviceCode: 'E01', plannedOn: '2026-11-24' });
  expect(await newest()).toMatchObject({ plannedMinutes: 240, consentHow: 'inPerson' });
  expect(await count()).toBe(before + 1);
});

test.each([
  ['zh-CN', '请填要多久。'],
  ['en', 'Please fill in: how long.'],
] as const)('in %s an ask that says nothing of its length is asked how long it will take', async (lang, words) => {
  const one = await phone({ lang });
  await one.page.goto(`${origin}/field/#ask/${house.world.member('七婆').id}`);
  await one.page.waitForSelector('section.aloud');
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('[data-problem=minutes]').textContent()).toContain(words);
  expect(await one.page.locator('.error-summary').textContent()).toContain(words);
});

test('low in risk and covered: booked, and the phone says so; a lost answer makes no second one', async () => {
  const before = await count();
  const one = await atField();
  await one.page.route('**/field/records', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await askFor(one, '陈伯', 60);
  await one.tap(CONSENT);
  await one.tap(SAVE);
  await one.says(/1 条.*还没上传/);
  await one.page.unroute('**/field/records');
  await one.tap('[data-do=upload]');
  await one.says(/都已上传（/);
  expect(await saved(one)).toMatch(/请人帮 陈伯/);
  expect(await saved(one)).toMatch(/已约好，等人来帮/);
  expect(await newest()).toMatchObject({ state: 'approved', serviceCode: 'A02', plannedMinutes: 60 });
  expect(await count()).toBe(before + 1);
});

test('what the house cannot take comes back in its words, is put right here, and is one', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await askFor(one, '陈伯', 60);
  await one.page
    .locator('details', { has: one.page.locator('[name=otherDay]') })
    .locator('summary')
    .tap();
  await one.page.fill('[name=otherDay]', '2027-03-01');
  await one.page.fill('[name=wish]', '带上医保卡');
  await one.tap(CONSENT);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  await one.context.setOffline(false);
  await one.says(/有 1 条要改/);
  expect(await saved(one)).toMatch(/这一天太远了/);
  expect(await count()).toBe(before);
  await one.tap('#saved a[href="#records"]');
  await one.tap('[data-list=waiting] a[href^="#mend/"]');
  expect(await one.page.locator('.notice.is-grave').textContent()).toMatch(/要改：这一天太远了/);
  expect(await one.page.inputValue('[name=wish]')).toBe('带上医保卡');
  await one.page.fill('[name=otherDay]', '后天');
  await one.tap(SAVE);
  await one.says(/都已上传（/);
  expect(await newest()).toMatchObject({ plannedOn: '2026-11-25', wish: '带上医保卡', state: 'approved' });
  expect(await count()).toBe(before + 1);
});

/** An order of today that 李姨 took. */
async function order(name: string): Promise<string> {
  const { world } = house;
  const memberIds = [world.member(name).id];
  const { id, state } = await ordered(world, { memberIds, plannedOn: world.today(), plannedMinutes: 30 });
  if (state === 'requested') await approveExchange(world.desk('梁主任'), { id });
  await acceptExchange(world.desk('李姨'), { id });
  return id;
}
const absentOf = (id: string) => `.order-tile a[href="#absent/${id}"]`;
const told = (id: string) => viewExchange(house.world.desk('阿芬'), id);

test('nobody at home, with no signal: two presses from the list, and the order ends when it is sent', async () => {
  const id = await order('陈伯');
  const one = await atField();
  await one.context.setOffline(true);
  const from = one.taps();
  await one.tap(absentOf(id));
  await one.page.fill('[name=note]', '邻居说去女儿家了');
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(one.taps() - from).toBe(2);
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*去了 陈伯 家，没见到人.*今天/s);
  // Kept, it is not offered a second time.
  await expect.poll(() => one.page.locator('.order-tile').first().textContent()).toMatch(/记了没见到人/);
  expect(await one.page.locator(absentOf(id)).count()).toBe(0);
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await list(one, 'sent')).toMatch(/没见到人.*记下了没见到人/s);
  expect(await told(id)).toMatchObject({ exchange: { state: 'cancelled', reasonNote: '邻居说去女儿家了' } });
});

test('somebody was faster: that stands, she is told, looks, and puts hers away', async () => {
  const id = await order('陈伯');
  const one = await atField();
  await one.context.setOffline(true);
  await one.tap(absentOf(id));
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  await recordNobodyHome(house.world.desk('李姨'), { id, note: '没有人应门' });
  await one.context.setOffline(false);
  await one.says(/有 1 条要改/);
  expect(await list(one, 'waiting')).toMatch(/没见到人.*没有用上.*刚才被别人办过了/s);
  expect(await one.page.locator(`[data-list=waiting] a[href="/exchanges/${id}/file"]`).count()).toBe(1);
  await one.tap('[data-do=away]');
  await one.says(/都已上传（/);
  expect(await told(id)).toMatchObject({ exchange: { reasonNote: '没有人应门' }, evidence: [{ kind: 'nobody_home' }] });
});

const GO = '.other-deeds a[href^="#go/"]';

test('going now, with no signal, then the visit: both kept, and one record with the time she left', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await one.tap(person('张伯'));
  await one.tap(GO);
  await choose(one, '[name=serviceCode][value=A02]');
  await choose(one, `[name=volunteer][value="${house.world.member('李姨').id}"]`);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*出发：李姨 帮 张伯.*今天/s);
  await one.tap(person('张伯'));
  expect(await one.page.locator('.notice').first().textContent()).toMatch(/出发时记过（.*9.*）/);
  // Who went and what for stand there already.
  await one.tap(MINUTES(60));
  await one.tap(SAVE);
  await expect.poll(() => saved(one)).toMatch(/李姨 帮 张伯：.*1 小时/s);
  expect(await count()).toBe(before);
  house.world.at('2026-11-23T11:40');
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await count()).toBe(before + 1);
  const made = await newest();
  expect(made).toMatchObject({ state: 'logged', servedMinutes: 60, plannedOn: '2026-11-23' });
  expect(await list(one, 'sent')).toMatch(/李姨 帮 张伯/);
  const helper = await house.as('阿芬');
  expect((await helper.get(`/exchanges/${made?.id}/file`)).text('main')).toMatch(/记在手机里.*传到/);
});

test('going now and nobody at home, both with no signal: from her page in one press, and one record that has ended', async () => {
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await one.tap(person('梁妈'));
  await one.tap('.other-deeds a[href^="#go/"]');
  await choose(one, '[name=serviceCode][value=A02]');
  await choose(one, `[name=volunteer][value="${house.world.member('李姨').id}"]`);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  await one.tap(person('梁妈'));
  await one.tap('.other-deeds a[href^="#absent/"]');
  await expect.poll(() => one.page.locator('#screen').textContent()).toMatch(/出发时记过.*去了 区凤莲 家，没见到人/s);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*去了 区凤莲 家，没见到人/s);
  // Said already: the next visit is another one.
  await one.tap(person('梁妈'));
  expect(await one.page.locator('.other-deeds a[href^="#absent/"]').count()).toBe(0);
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await count()).toBe(before + 1);
  expect(await newest()).toMatchObject({ state: 'cancelled', reason: 'nobody_home' });
});

test('around an order she is asked before she goes, and of that order nothing is registered twice', async () => {
  const id = await order('陈伯');
  const before = await count();
  const one = await atField();
  await one.context.setOffline(true);
  await one.page.fill('#f-q', '陈伯');
  await one.tap(`#found a[href="#log/${house.world.member('陈伯').id}"]`);
  await one.tap(GO);
  await choose(one, '[name=serviceCode][value=A02]');
  await choose(one, `[name=volunteer][value="${house.world.member('李姨').id}"]`);
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('.error-summary').textContent()).toMatch(/是不是|哪一单|这一单/);
  await one.tap(`[name=order][value="${id}"] + label`);
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('.error-summary').textContent()).toMatch(/已经约好、登记过了/);
  await one.tap('[name=order][value=new] + label');
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  await one.context.setOffline(false);
  await one.says(/都已上传（/);
  expect(await saved(one)).toMatch(/出发登记好了/);
  expect(await count()).toBe(before + 1);
});
