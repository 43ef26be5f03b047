/** 探访 at the door with the network cut: two taps when all is well; what is wrong is dialled at once and sent before all else. */
import { beforeAll, expect, test } from 'vitest';
import { alerts, dues, visits } from '#db/schema/visit';
import { addDays } from '#domain/day';
import type { DeskHouse } from '#tests/http/desk-house';
import { fieldPhones, SAVE, saved } from '#tests/support/at-field';
import type { Phone } from '#tests/support/handset';
import { awayMember } from '#usecases/member/away';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';

const { open, atField, logVisit, count } = fieldPhones();
let house: DeskHouse;
let origin: string;

beforeAll(async () => {
  ({ house, origin } = await open());
  await deriveRegister(house.world.job('register'));
  await oweMonth(house.world.job('dues'), house.world.today());
});

const id = (name: string) => house.world.member(name).id;
const tile = (name: string) => `#screen a[href="#visit/${id(name)}"]`;
const made = () => house.world.store.read((tx) => tx.select().from(visits).orderBy(visits.id));
const raised = () => house.world.store.read((tx) => tx.select().from(alerts).orderBy(alerts.id));

/** Kept by the worker, then without any network. */
async function cutOff(one: Phone): Promise<void> {
  await one.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await one.page.reload();
  await one.says(/都已上传（/);
  await one.context.setOffline(true);
}

/** The drawer is opened where it stands free of the bar at the bottom. */
async function wrong(one: Phone, code: string): Promise<void> {
  const drawer = 'details[data-drawer=look]';
  await one.page.waitForSelector(drawer);
  if ((await one.page.locator(`${drawer}[open]`).count()) === 0) {
    await one.page.evaluate(`document.querySelector('${drawer}').scrollIntoView({ block: 'center' })`);
    await one.tap(`${drawer} > summary`);
  }
  await one.tap(`[value=${code}] + label`);
}

test('who is owed a visit stands there, what is late first, until when; who is away does not', async () => {
  const one = await atField();
  const owed = one.page.locator('.is-owed').first();
  await expect.poll(() => owed.textContent()).toMatch(/陈伯.*例行探访.*之前|就该去/s);
  expect(await one.page.locator('h2', { hasText: '该去看的' }).count()).toBe(1);
  const before = await owed.locator('a').count();
  await awayMember(house.world.desk('阿芬'), {
    ...{ key: house.world.key(), id: id('张婆'), kind: 'hospital' as const, note: null },
    ...{ fromDay: house.world.today(), toDay: addDays(house.world.today(), 3) },
  });
  await one.page.goto(`${origin}/field/`);
  await one.says(/都已上传（/);
  await expect.poll(() => owed.locator('a').count()).toBe(before - 1);
  expect(await one.page.locator(tile('张婆')).count()).toBe(0);
  expect(await one.page.locator('#lists').textContent()).toMatch(/现在不在家、不用去的：1 位/);
});

test('all is well: two taps with no signal; she is off the list, the visit is there when signal comes, and counts', async () => {
  const one = await atField();
  await cutOff(one);
  const before = one.taps();
  await one.tap(tile('陈伯'));
  expect(await one.page.locator('#save-words').textContent()).toBe('探访陈伯：见到本人，都好');
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(one.taps() - before).toBe(2);
  expect(await saved(one)).toMatch(/已存在手机里，还没上传.*探访陈伯：见到本人，都好/s);
  expect(await one.page.locator('#saved a[href^="tel:"]').count()).toBe(0);
  expect(await one.page.locator(tile('陈伯')).count()).toBe(0);
  expect(await made()).toHaveLength(0);
  await one.context.setOffline(false);
  await expect.poll(() => saved(one)).toMatch(/已上传，探访记下了/);
  expect(await made()).toMatchObject([
    { memberId: id('陈伯'), mode: 'seen', findings: [], duty: true, halfDay: 'morning' },
  ]);
  const met = await house.world.store.read((tx) => tx.select().from(dues));
  expect(met.some(({ memberId, metOn }) => memberId === id('陈伯') && metOn === house.world.today())).toBe(true);
  await one.page.goto(`${origin}/field/#records`);
  await expect
    .poll(() => one.page.locator('[data-list=sent]').textContent())
    .toMatch(/探访陈伯.*已上传，探访记下了.*下一次/s);
  expect(await one.page.locator('[data-list=sent] a[href^="/visits/vis_"]').count()).toBe(1);
});

test('七婆 has fallen: 120 is there before anything is kept, hers and the town after; and it is sent before what waited longer', async () => {
  const services = await count();
  const one = await atField();
  await cutOff(one);
  await logVisit(one, '张伯');
  await one.tap(tile('七婆'));
  await wrong(one, 'fell');
  expect(await one.page.locator('.save-bar a[href="tel:120"]').textContent()).toMatch(/急救\s+120/);
  await one.tap(SAVE);
  await one.page.waitForSelector('#saved');
  expect(await saved(one)).toMatch(/还没上传.*探访七婆：见到本人，跌倒了.*请马上打电话.*急救/s);
  const called = await one.page.locator('#saved a[href^="tel:"]').evaluateAll((all) => all.map((it) => String(it)));
  expect(called[0]).toBe('tel:120');
  expect(called.length).toBeGreaterThan(1);

  const sendings: string[] = [];
  await one.context.route('**/field/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const body = new URLSearchParams(route.request().postData() ?? '').get('records');
    const forms = body && (JSON.parse(body) as { form: string }[]).map(({ form }) => form).join('+');
    if (['/field/records', '/field/roster'].includes(pathname)) sendings.push(forms || pathname);
    return route.continue();
  });
  await one.page.reload().catch(() => {});
  await one.context.setOffline(false);
  await one.tap('[data-do=upload]');
  await one.says(/都已上传（/);
  expect(sendings.filter((one, at) => one !== sendings[at - 1]).slice(0, 3)).toEqual([
    'visit.1',
    '/field/roster',
    'log.3',
  ]);
  expect(await count()).toBe(services + 1);
  expect(await raised()).toMatchObject([{ memberId: id('七婆'), findings: ['fell'], urgency: 'now', state: 'open' }]);
  await one.page.goto(`${origin}/field/#records`);
  await expect
    .poll(() => one.page.locator('[data-list=sent]').textContent())
    .toMatch(/跌倒了.*已上传，交人处理了.*跌倒了：等人处理，阿芬负责/s);
});

test('not met, and something wrong ticked all the same: said beside it, nothing lost; put right, it is kept', async () => {
  const one = await atField();
  await one.tap(tile('张伯'));
  await wrong(one, 'dirty');
  await one.tap('[name=mode][value=notSeen] + label');
  await one.tap(SAVE);
  await expect.poll(() => one.page.locator('.error-summary').textContent()).toMatch(/没见到/);
  expect(await one.page.locator('[value=dirty]').isChecked()).toBe(true);
  await one.tap('[value=dirty] + label');
  await one.tap(SAVE);
  await expect.poll(() => saved(one)).toMatch(/已上传，探访记下了/);
  expect((await made()).at(-1)).toMatchObject({ memberId: id('张伯'), mode: 'notSeen', findings: [] });
  // Nobody was met: he is still owed.
  await expect.poll(() => one.page.locator(tile('张伯')).textContent()).toMatch(/今天去过，没见到/);
});

test('what was wrong goes with a service too, from the same tap', async () => {
  const one = await atField();
  await cutOff(one);
  await logVisit(one, '梁妈', 60, () => wrong(one, 'medicine'));
  expect(await saved(one)).toMatch(/药没吃或吃完了/);
  await one.context.setOffline(false);
  await expect.poll(() => saved(one)).toMatch(/已上传，等审核/);
  expect((await raised()).at(-1)).toMatchObject({ memberId: id('梁妈'), findings: ['medicine'], urgency: 'soon' });
});
