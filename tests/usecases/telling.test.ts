/** Nothing happens to an exchange without its notices: they are written in its unit, stand with it and fall with it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessions } from '#db/schema/access';
import { exchanges, moves } from '#db/schema/care';
import { notices } from '#db/schema/telling';
import { Refusal } from '#domain/refusal';
import { toldEvent } from '#domain/telling';
import { checked, logged, served } from '#tests/support/scene';
import { boxOf, openTellingWorld } from '#tests/support/telling';
import type { World } from '#tests/support/world';
import { addContact } from '#usecases/contact/add';
import { creditExchange } from '#usecases/exchange/credit';
import { creditMany } from '#usecases/exchange/credit-many';
import { logServedIn } from '#usecases/exchange/log-served';
import { returnExchange } from '#usecases/exchange/return';

let world: World;
beforeEach(async () => {
  world = await openTellingWorld();
});
afterEach(() => world.close());

const all = () => world.read((act) => act.tx.select().from(notices));
const box = () => boxOf(world);

async function toldOf(id: string, event: string): Promise<string[]> {
  const names = new Map([
    ...Object.entries(world.made.members).map(([name, { id: memberId }]) => [memberId, name] as const),
    ...Object.entries(world.made.users).map(([name, { id: userId }]) => [userId, name] as const),
  ]);
  const rows = (await all()).filter((row) => row.exchangeId === id && row.event === event);
  return rows.map((row) => `${row.side} ${names.get(row.toId) ?? row.toKind}`).sort();
}

describe('who is told', () => {
  it('tells the elder, her kin and the volunteer what the helper wrote down, and not the helper', async () => {
    const { id } = await served(world);
    expect(await toldOf(id, 'logged')).toEqual(['close 阿珍', 'elder 陈伯', 'volunteer 李姨']);
  });

  it('tells her contact too, and the helper of what the town decides', async () => {
    const memberId = world.member('陈伯').id;
    await addContact(world.desk('阿芬'), {
      key: world.key(),
      ...{ memberId, name: '黎婶', relation: '邻居', phone: '13800002222', agreed: true },
    });
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    expect(await toldOf(id, 'credited')).toEqual([
      'close contact',
      'close 阿珍',
      'elder 陈伯',
      'helper 阿芬',
      'volunteer 李姨',
    ]);
    const [contact] = (await all()).filter(({ toKind, event }) => toKind === 'contact' && event === 'credited');
    expect(contact).toMatchObject({ aboutId: memberId, side: 'close' });
  });

  it('tells of a return and of a cancellation', async () => {
    const id = await logged(world);
    await returnExchange(world.desk('小周'), { id, reason: 'wrong_minutes' });
    expect(await toldOf(id, 'returned')).toEqual(['close 阿珍', 'elder 陈伯', 'helper 阿芬', 'volunteer 李姨']);
  });

  it('says one thing of a request that the rules held at once', async () => {
    const id = await logged(world);
    const his = (await all()).filter(({ exchangeId, side }) => exchangeId === id && side === 'elder');
    expect(his.map(({ event }) => event).sort()).toEqual(['approved', 'logged', 'matched']);
  });
});

describe('how they are reached', () => {
  it('sends to a phone, else leaves it to the helper, and to neither where somebody is signed in', async () => {
    const first = await served(world);
    const waiting = (await box()).map(({ channel, toId }) => [channel, toId]);
    expect(waiting.sort()).toEqual(
      [
        ['inPerson', world.member('陈伯').id],
        ['phone', world.member('李姨').id],
        ['phone', world.member('阿珍').id],
      ].sort(),
    );
    const expiresAt = world.house.clock() + 1000;
    const session = { id: 's1', subjectId: world.member('陈伯').id, createdAt: 0, expiresAt };
    await world.write([], (act) => act.tx.insert(sessions).values(session));
    await served(world, { reason: 'forgot', servedOn: '2026-11-20' });
    expect((await box()).filter(({ channel }) => channel === 'inPerson')).toHaveLength(1);
    expect(first.id).toBeTruthy();
  });

  it('counts no number where no messages leave the house', async () => {
    world.house.sendsToPhones = false;
    await served(world);
    expect((await box()).map(({ channel }) => channel)).toEqual(['inPerson', 'inPerson', 'inPerson']);
  });
});

describe('the unit', () => {
  const visit = () => ({
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    servedOn: world.today(),
    times: { halfDay: 'morning' as const, minutes: 90 },
    volunteers: [{ memberId: world.member('李姨').id }],
    reason: 'found_on_visit',
  });

  it('leaves neither record nor notice when it is rolled back', async () => {
    const before = await all();
    const broken = world.desk('阿芬').write([], async (act) => {
      await logServedIn(act, visit());
      throw new Refusal('already_done');
    });
    await expect(broken).rejects.toMatchObject({ code: 'already_done' });
    expect(await all()).toEqual(before);
    expect(await box()).toEqual([]);
  });

  it('leaves no record when its notices cannot be written', async () => {
    const broken = world.desk('阿芬').write([], async (act) => {
      const { id } = await logServedIn(act, visit());
      // Somebody has that line already: the database says no to the second.
      const [last] = await act.tx.select().from(moves).where(eq(moves.exchangeId, id));
      const row = { id: 'ntc_x', moveId: last?.id ?? '', exchangeId: id, event: 'logged', side: 'elder' } as const;
      await act.tx.insert(notices).values({ ...row, toKind: 'member', toId: world.member('陈伯').id, at: act.now });
    });
    await expect(broken).rejects.toThrow();
    expect(await all()).toEqual([]);
    expect(await world.read((act) => act.tx.select().from(exchanges))).toEqual([]);
  });

  it('writes nothing twice when it has to run again', async () => {
    // As when the disk refused a COMMIT: the first run is gone, and the same work runs once more.
    const { store } = world;
    const again: World['store'] = {
      ...store,
      async transact(journals, work) {
        const gone = new Error('the first run is gone');
        const first = store.transact(journals, async (tx) => {
          await work(tx);
          throw gone;
        });
        await expect(first).rejects.toBe(gone);
        return store.transact(journals, work);
      },
    };
    world.house.store = again;
    const { id } = await served(world);
    expect(await toldOf(id, 'logged')).toEqual(['close 阿珍', 'elder 陈伯', 'volunteer 李姨']);
    expect(await all()).toHaveLength(3);
    expect(await box()).toHaveLength(3);
  });

  it('writes nothing twice for a form that was sent twice', async () => {
    const key = world.key();
    await served(world, { key });
    await served(world, { key });
    expect(await all()).toHaveLength(3);
  });

  it('tells of each of those that were credited together, and of none twice', async () => {
    const id = await checked(world);
    const key = world.key();
    await creditMany(world.desk('梁主任'), { key, ids: [id] });
    await creditMany(world.desk('梁主任'), { key, ids: [id] });
    expect(await toldOf(id, 'credited')).toEqual(['close 阿珍', 'elder 陈伯', 'helper 阿芬', 'volunteer 李姨']);
  });

  it('leaves no move untold that is to be told', async () => {
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    const made = await world.read((act) => act.tx.select().from(moves));
    const told = new Set((await all()).map(({ moveId }) => moveId));
    const untold = made.filter((row) => toldEvent(row.move, row.toState) !== null && !told.has(row.id));
    // The request was held by rule in the same unit: that is what was told.
    expect(untold.map(({ move }) => move)).toEqual(['request']);
  });
});
