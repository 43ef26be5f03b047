import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorld, type World } from '#tests/support/world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());
it('opens', async () => {
  expect(world.desk('阿芬').actor).toMatchObject({ kind: 'staff' });
});
it('opens again', async () => {
  expect(world.desk('陈伯').actor).toMatchObject({ kind: 'member' });
});
