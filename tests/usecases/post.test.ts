/** The post of a village: who comes and goes, who stands in, and that nobody who lives there is lost on the way. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, LIYUAN } from '#cli/demo/cast';
import { sessions } from '#db/schema/access';
import { grants } from '#db/schema/office';
import { postMoves } from '#db/schema/post';
import { alerts } from '#db/schema/visit';
import { answeringFor } from '#records/answering';
import { holdersOf } from '#records/grant';
import { postAt } from '#records/post-life';
import { findSession, insertSession } from '#records/session';
import { openWorld, type World } from '#tests/support/world';
import { loadActor } from '#usecases/access/actor';
import { deskFor } from '#usecases/desk';
import { endGrant } from '#usecases/grant/end';
import { acceptBackup, dropBackup, nameBackup } from '#usecases/post/backup';
import { keepPosts } from '#usecases/post/keep';
import { viewPost } from '#usecases/post/view';
import { recordVisit } from '#usecases/visit/record';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const post = () => world.read((act) => postAt(act, DAWEN));
const moves = async () => {
  const rows = await world.read((act) => act.tx.select().from(postMoves).where(eq(postMoves.regionCode, DAWEN)));
  return rows.map(({ move, userId }) => `${move} ${userId ?? '-'}`);
};
const leave = async (reason: 'left' | 'moved' = 'left') => {
  const [held] = await world.read((act) => holdersOf(act, 'helper', DAWEN, act.today));
  await endGrant(world.desk('梁主任'), { id: held?.id ?? '', reason });
  await world.refresh();
};
const zhu = () => world.user('隔壁阿珠').id;
const withBackup = async () => {
  await nameBackup(world.desk('梁主任'), { regionCode: DAWEN, userId: zhu() });
  await acceptBackup(world.desk('苏科'), { regionCode: DAWEN });
};
const answers = async () => (await world.read((act) => answeringFor(act, [DAWEN]))).get(DAWEN)?.[0]?.userId;

describe('a post', () => {
  it('is held from the day she came, and says who left it, when and why', async () => {
    expect(await post()).toMatchObject({ state: 'held', holderId: world.user('阿芬').id, since: '2026-11-02' });
    await leave('moved');
    expect(await post()).toMatchObject({ state: 'vacant', holderId: null, since: '2026-11-23', reason: 'moved' });
    expect(await moves()).toEqual(['begin -', `fill ${world.user('阿芬').id}`, `leave ${world.user('阿芬').id}`]);
    const file = await viewPost(world.desk('梁主任'), DAWEN);
    expect(file.moves[0]).toMatchObject({ move: 'leave', reason: 'moved', actorId: world.user('梁主任').id });
    // The clerk of the village is next, and is called.
    expect(file.answering?.userId).toBe(world.user('黄姐').id);
  });

  it('falls to its backup on the day it is vacant, with every right of a helper there, and comes back from her', async () => {
    await withBackup();
    expect(await answers()).toBe(world.user('阿芬').id);
    await leave();
    expect(await post()).toMatchObject({ state: 'covered', coverId: zhu(), since: '2026-11-23', reason: 'left' });
    expect(await answers()).toBe(zhu());
    const actor = await world.read((act) => loadActor(act, zhu(), act.today));
    expect(actor?.kind === 'staff' && actor.grants.map(({ regionCode }) => regionCode).sort()).toEqual([DAWEN, LIYUAN]);
    await world.alsoGrant('小周', 'helper', DAWEN);
    expect(await post()).toMatchObject({ state: 'held', holderId: world.user('小周').id, coverId: null, reason: null });
    const stands = await world.read((act) => act.tx.select().from(grants).where(eq(grants.userId, zhu())));
    expect(stands.filter(({ endedAt }) => endedAt === null).map(({ regionCode }) => regionCode)).toEqual([LIYUAN]);
  });

  it('has a backup that two officers chose, and who has no power before', async () => {
    await nameBackup(world.desk('梁主任'), { regionCode: DAWEN, userId: zhu() });
    await expect(acceptBackup(world.desk('梁主任'), { regionCode: DAWEN })).rejects.toMatchObject({
      code: 'four_eyes',
    });
    await expect(nameBackup(world.desk('苏科'), { regionCode: DAWEN, userId: zhu() })).rejects.toMatchObject({
      code: 'already_done',
    });
    await leave();
    expect((await post())?.state).toBe('vacant');
    await acceptBackup(world.desk('苏科'), { regionCode: DAWEN });
    expect((await post())?.state).toBe('covered');
    await dropBackup(world.desk('梁主任'), { regionCode: DAWEN });
    expect((await post())?.state).toBe('vacant');
    expect(await answers()).toBe(world.user('黄姐').id);
  });

  it('names nobody who is in no post of the town, nor who holds it', async () => {
    for (const userId of [world.user('阿芬').id, world.user('苏科').id, 'usr_nobody']) {
      await expect(nameBackup(world.desk('梁主任'), { regionCode: DAWEN, userId })).rejects.toMatchObject({
        code: 'not_understood',
      });
    }
    await expect(nameBackup(world.desk('阿芬'), { regionCode: DAWEN, userId: zhu() })).rejects.toMatchObject({
      code: 'not_yours',
    });
  });

  it('hands its alerts on to whoever stands in, and to whoever comes', async () => {
    const visit = { key: world.key(), memberId: world.member('七婆').id, visitedOn: world.today(), halfDay: null };
    await recordVisit(world.desk('阿芬'), {
      ...visit,
      mode: 'seen',
      findings: ['fell'],
      note: null,
      volunteerId: null,
      exchangeId: null,
    });
    const owner = async () => (await world.read((act) => act.tx.select().from(alerts)))[0]?.ownerId;
    expect(await owner()).toBe(world.user('阿芬').id);
    await withBackup();
    await leave();
    expect(await owner()).toBe(zhu());
    await dropBackup(world.desk('梁主任'), { regionCode: DAWEN });
    expect(await owner()).toBe(world.user('黄姐').id);
  });

  it('whose last day has passed is vacant in the morning, without anybody pressing', async () => {
    const [held] = await world.read((act) => holdersOf(act, 'helper', DAWEN, act.today));
    await world.write([], (act) =>
      act.tx
        .update(grants)
        .set({ validTo: '2026-11-23' })
        .where(eq(grants.id, held?.id ?? '')),
    );
    const night = () =>
      keepPosts(deskFor(world.house, { actor: { kind: 'job', id: 'job:posts' }, requestId: 'job-posts' }));
    expect(await night()).toBe(0);
    world.at('2026-11-24T01:00');
    expect(await night()).toBe(1);
    expect(await post()).toMatchObject({ state: 'vacant', since: '2026-11-24', reason: 'expired' });
  });

  it('that she left leaves her signed in nowhere: an old session reaches nobody, and is not prolonged', async () => {
    const subjectId = world.user('阿芬').id;
    const row = { id: 'ses_1', subjectId, createdAt: world.house.clock(), expiresAt: 9e15, freshAt: null };
    await world.store.transact([], (tx) => insertSession(tx, { ...row, device: null, userAgent: null }));
    const grantsIn = async () => {
      const actor = (await world.store.read((tx) => findSession(tx, 'ses_1', world.today())))?.caller?.actor;
      return actor?.kind === 'staff' ? actor.grants.length : -1;
    };
    expect(await grantsIn()).toBe(1);
    await leave();
    await world.alsoGrant('阿芬', 'helper', DAWEN);
    expect(await grantsIn()).toBe(0);
    const [kept] = await world.read((act) => act.tx.select().from(sessions));
    expect(kept?.expiresAt).toBeLessThanOrEqual(world.house.clock() + 7 * 86_400_000);
  });
});
