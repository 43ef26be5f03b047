import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { askFor, checked, logged, served, thumbed } from '#tests/support/scene';
let house: DeskHouse;
beforeAll(async () => { house = await openDeskHouse(); }, 120_000);
afterAll(() => house.close());
test('smoke', async () => {
  const { world } = house;
  const a = await askFor(world);
  const b = await served(world);
  const id = await checked(world);
  for (const lang of ['zh-CN', 'en'] as const)
  for (const who of ['阿芬', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴']) {
    const c = await house.as(who, lang);
    const d = await c.get('/desk');
    console.log(who, d.text('main'));
    const f = await c.get(`/exchanges/${id}/file`);
    console.log(f.status, f.text('main'));
    await c.get(`/exchanges/${b.id}/file`);
    await c.get(`/exchanges/${a.id}/file`);
  }
  const t = await house.as('梁主任');
  console.log((await t.get('/queue/credits')).text('main'));
});
