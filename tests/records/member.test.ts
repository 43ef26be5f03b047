import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeMember, findMember, moveMember } from '#records/member';
import { openWorld, type World } from '#tests/support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const chen = () => world.read((act) => findMember(act, world.member('陈伯').id, 'member.read'));

it('a row that was changed since it was read is not changed again', async () => {
  const read = await chen();
  await world.write([], (act) => changeMember(act, read, { nickname: '大声公' }));
  const late = world.write([], (act) => changeMember(act, read, { nickname: '老陈' }));
  await expect(late).rejects.toMatchObject({ code: 'state_moved' });
  expect((await chen()).nickname).toBe('大声公');
});

it('of many equal decisions on one reading, one is made', async () => {
  const read = await chen();
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => world.write([], (act) => moveMember(act, read, 'suspend', {}, { grant: null }))),
  );
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect((await chen()).state).toBe('suspended');
});

it('a move that its state does not know says which state it is in', async () => {
  const read = await chen();
  const wrong = world.write([], (act) => moveMember(act, read, 'check', {}, { grant: null }));
  await expect(wrong).rejects.toMatchObject({ code: 'state_moved', params: { state: 'suspended' } });
});

it('out of reach is not found, like what does not exist', async () => {
  for (const id of [world.member('陈伯').id, 'mem_nobody']) {
    const looked = world.desk('隔壁阿珠').read((act) => findMember(act, id, 'member.read'));
    await expect(looked).rejects.toMatchObject({ code: 'not_found', params: {} });
  }
});
