/** What was told is read, said at the door, sent again, given up and cleared out; each by whoever may, and once. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '#db/schema/office';
import { members } from '#db/schema/people';
import { notices, outbox } from '#db/schema/telling';
import { addDays, instantOf } from '#domain/day';
import { KEPT_DAYS } from '#domain/telling';
import { checked, served } from '#tests/support/scene';
import { boxOf, failAll, openTellingWorld } from '#tests/support/telling';
import type { World } from '#tests/support/world';
import { creditExchange } from '#usecases/exchange/credit';
import { logVisit } from '#usecases/exchange/log-visit';
import { readWork } from '#usecases/exchange/work';
import { moveHome } from '#usecases/member/move';
import { clearOldNotices } from '#usecases/telling/clear';
import { listToHear } from '#usecases/telling/in-person';
import { listNotices, readNotices, unreadNotices } from '#usecases/telling/own';
import { tellInPerson } from '#usecases/telling/tell-in-person';
import { dropMessage, listUndelivered, resendMessage } from '#usecases/telling/undelivered';

let world: World;
beforeEach(async () => {
  world = await openTellingWorld();
});
afterEach(() => world.close());

const FIRST = { limit: 10, offset: 0 };
const box = () => boxOf(world);
const mine = (name: string) => boxOf(world, name);
const notes = (noun: string) => world.read((act) => act.tx.select().from(audit).where(eq(audit.noun, noun)));
const toHear = (by = '阿芬') => listToHear(world.desk(by), FIRST);

describe('one’s own messages', () => {
  it('are newest first, and read once they are known', async () => {
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    const desk = world.desk('李姨');
    const { lines, count } = await listNotices(desk, FIRST);
    expect(lines.map(({ notice }) => notice.event)).toEqual(['credited', 'logged', 'approved'].slice(0, lines.length));
    expect(count).toBe(lines.length);
    expect(lines.every(({ opens }) => opens)).toBe(true);
    expect(await unreadNotices(desk)).toBe(count);
    await readNotices(desk, [lines[0]?.notice.id ?? '']);
    expect(await unreadNotices(desk)).toBe(count - 1);
  });

  it('are nobody else’s to mark', async () => {
    await served(world);
    const [first] = (await listNotices(world.desk('李姨'), FIRST)).lines;
    await readNotices(world.desk('老梁'), [first?.notice.id ?? '']);
    expect(await unreadNotices(world.desk('李姨'))).toBe(1);
  });
});

describe('told in person', () => {
  it('says of each record the last word, with what he has, and settles what came before it', async () => {
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    const { people, count } = await toHear();
    expect([people.length, count]).toEqual([1, 1]);
    const [chen] = people;
    expect(chen?.person.id).toBe(world.member('陈伯').id);
    expect(chen?.lines.map(({ notice }) => notice.event)).toEqual(['credited']);
    expect(chen?.wallet?.usable).toBeGreaterThan(0);
    const told = { ids: chen?.lines.map(({ rowId }) => rowId) ?? [], toldOn: addDays(world.today(), -1) };
    expect((await mine('陈伯')).length).toBeGreaterThan(2);
    expect(await tellInPerson(world.desk('阿芬'), told)).toBe(1);
    for (const row of await mine('陈伯')) {
      expect(row).toMatchObject({ state: 'sent', toldOn: told.toldOn, doneBy: world.user('阿芬').id });
    }
    expect((await toHear()).count).toBe(0);
    expect(await unreadNotices(world.asMember('陈伯'))).toBe(0);
    // The second press, and a clerk on another day, find it told.
    expect(await tellInPerson(world.desk('黄姐'), { ...told, toldOn: world.today() })).toBe(0);
    expect(new Set((await mine('陈伯')).map(({ toldOn }) => toldOn))).toEqual(new Set([told.toldOn]));
    expect((await notes('notice')).length).toBe((await mine('陈伯')).length);
  });

  it('leaves what happened after the page was shown', async () => {
    const first = await served(world);
    const [row] = (await toHear()).people[0]?.lines ?? [];
    await served(world, { times: { halfDay: 'afternoon', minutes: 30 }, reason: 'forgot' });
    await tellInPerson(world.desk('阿芬'), { ids: [row?.rowId ?? ''], toldOn: world.today() });
    const left = (await toHear()).people[0]?.lines ?? [];
    expect(left.map(({ notice }) => notice.exchangeId === first.id)).toEqual([false]);
  });

  it('is not found out of reach, and nothing of it is told', async () => {
    await served(world);
    const ids = (await toHear()).people.flatMap(({ lines }) => lines.map(({ rowId }) => rowId));
    for (const name of ['隔壁阿珠', '小周', '梁主任']) {
      expect((await toHear(name)).count, name).toBe(0);
      const tried = tellInPerson(world.desk(name), { ids, toldOn: world.today() });
      await expect(tried, name).rejects.toMatchObject({ code: 'not_found' });
    }
    const mixed = tellInPerson(world.desk('阿芬'), { ids: [...ids, 'out_of_nowhere'], toldOn: world.today() });
    await expect(mixed).rejects.toMatchObject({ code: 'not_found' });
    const none = tellInPerson(world.desk('阿芬'), { ids: [], toldOn: world.today() });
    await expect(none).rejects.toMatchObject({ code: 'nothing_ticked', params: { field: 'told' } });
    expect((await toHear()).count).toBe(1);
  });

  it('goes with whoever moves, and no further than to the living', async () => {
    await served(world);
    const { id } = world.member('陈伯');
    const home = { regionCode: '445321100211', hamletId: null, householdId: null, reason: null };
    await moveHome(world.desk('黄姐'), { key: world.key(), id, ...home });
    expect((await toHear()).count).toBe(0);
    expect((await toHear('隔壁阿珠')).people.map(({ person }) => person.id)).toEqual([id]);
    await served(world, { memberIds: [world.member('七婆').id] });
    expect((await toHear()).count).toBe(1);
    await world.write([], (act) =>
      act.tx
        .update(members)
        .set({ state: 'deceased' })
        .where(eq(members.id, world.member('七婆').id)),
    );
    expect((await toHear()).count).toBe(0);
  });

  it('is told at once where he stands beside it, in the unit that writes it down, and once', async () => {
    const visit = {
      ...{ key: world.key(), memberIds: [world.member('陈伯').id], serviceCode: 'A02', servedOn: world.today() },
      ...{ times: { halfDay: 'morning' as const, minutes: 90 }, volunteers: [{ memberId: world.member('李姨').id }] },
      ...{ reason: 'forgot', order: 'new', told: true },
    };
    const { id } = await logVisit(world.desk('阿芬'), visit);
    expect(await logVisit(world.desk('阿芬'), visit)).toMatchObject({ id });
    const [row, ...others] = await mine('陈伯');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ state: 'sent', toldOn: world.today(), doneBy: world.user('阿芬').id });
    expect(await unreadNotices(world.asMember('陈伯'))).toBe(0);
    // Nobody else heard it.
    expect((await mine('李姨')).map(({ state }) => state)).toEqual(['waiting']);
    await logVisit(world.desk('小周'), { ...visit, key: world.key(), times: { halfDay: 'evening', minutes: 30 } });
    expect((await mine('陈伯')).map(({ state }) => state).sort()).toEqual(['sent', 'waiting']);
  });
});

describe('what did not arrive', () => {
  it('is seen by the town and above, sent again with all its tries, and once', async () => {
    await served(world);
    await failAll(world);
    const { lines, count } = await listUndelivered(world.desk('梁主任'), FIRST);
    expect(count).toBe(lines.length);
    expect(lines.map(({ to }) => to.name).sort()).toEqual(['李姨'].sort());
    const [line] = lines;
    expect(line?.row).toMatchObject({ lastError: 'answered_503', state: 'dead' });
    const id = line?.row.id ?? '';
    for (const name of ['阿芬', '黄姐', '隔壁阿强']) {
      expect((await listUndelivered(world.desk(name), FIRST)).count, name).toBe(0);
      await expect(resendMessage(world.desk(name), { id }), name).rejects.toMatchObject({ code: 'not_found' });
    }
    await resendMessage(world.desk('梁主任'), { id });
    await resendMessage(world.desk('梁主任'), { id });
    const [again] = (await box()).filter((row) => row.id === id);
    expect(again).toMatchObject({ state: 'waiting', tries: 0, lastError: null, doneAt: null });
    expect(again?.nextAt).toBe(world.house.clock());
    expect((await notes('message')).map(({ verb }) => verb)).toEqual(['resend']);
    await expect(dropMessage(world.desk('梁主任'), { id, reason: 'too_late' })).rejects.toMatchObject({
      code: 'already_done',
    });
  });

  it('is given up with a reason, and is not sent again after that', async () => {
    await served(world);
    await failAll(world);
    const [line] = (await listUndelivered(world.desk('苏科'), FIRST)).lines;
    const id = line?.row.id ?? '';
    const drop = { id, reason: 'number_wrong', note: '换了号' } as const;
    await dropMessage(world.desk('苏科'), drop);
    await dropMessage(world.desk('苏科'), drop);
    const [row] = (await box()).filter((one) => one.id === id);
    expect(row).toMatchObject({
      state: 'dropped',
      reason: 'number_wrong',
      note: '换了号',
      doneBy: world.user('苏科').id,
    });
    const [trail, ...more] = await notes('message');
    expect(more).toEqual([]);
    expect(trail).toMatchObject({ verb: 'drop', reason: 'number_wrong', outcome: 'done' });
    await expect(resendMessage(world.desk('苏科'), { id })).rejects.toMatchObject({ code: 'already_done' });
  });
});

describe('the desk', () => {
  it('counts each for whoever it is for', async () => {
    await served(world);
    await failAll(world);
    expect((await readWork(world.desk('阿芬'))).news).toMatchObject({ toTell: 1, dead: null });
    expect((await readWork(world.desk('梁主任'))).news).toMatchObject({ toTell: null, dead: 1, unread: 0 });
    expect((await readWork(world.desk('审计老吴'))).news).toEqual({ toTell: null, dead: null, unread: 0 });
  });
});

describe('the night', () => {
  const old = () => world.at(`${addDays('2026-11-22', KEPT_DAYS + 1)}T00:10`);
  const left = async () => (await world.read((act) => act.tx.select().from(notices))).map(({ toId }) => toId);

  it('clears what was read or told, and keeps what nobody has read or still waits', async () => {
    await served(world);
    const ids = (await toHear()).people.flatMap(({ lines }) => lines.map(({ rowId }) => rowId));
    await tellInPerson(world.desk('阿芬'), { ids, toldOn: world.today() });
    old();
    expect(await clearOldNotices(world.job('notices'))).toBe(1);
    expect((await left()).sort()).toEqual([world.member('李姨').id, world.member('阿珍').id].sort());
    expect((await box()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(await clearOldNotices(world.job('notices'))).toBe(0);
  });

  it('counts from the day on which it was told, and touches nothing younger', async () => {
    await served(world);
    const ids = (await toHear()).people.flatMap(({ lines }) => lines.map(({ rowId }) => rowId));
    world.at(`${addDays('2026-11-22', KEPT_DAYS)}T09:00`);
    expect(await clearOldNotices(world.job('notices'))).toBe(0);
    await world.refresh();
    await world.write([], (act) =>
      act.tx
        .update(outbox)
        .set({ state: 'sent', doneAt: instantOf(world.today()) })
        .where(eq(outbox.id, ids[0] ?? '')),
    );
    old();
    expect(await clearOldNotices(world.job('notices'))).toBe(0);
    expect(await left()).toHaveLength(3);
  });

  it('goes on in chunks until nothing is left', async () => {
    const before = instantOf('2025-01-01');
    await world.write([], async (act) => {
      const row = { exchangeId: 'exc_x', event: 'logged', side: 'elder', toKind: 'member', at: before } as const;
      const rows = Array.from({ length: 1203 }, (_, at) => ({
        ...{ ...row, id: `ntc_${at}`, moveId: `mov_${at}`, toId: 'mem_x', readAt: at < 1200 ? before : null },
      }));
      for (let at = 0; at < rows.length; at += 200) await act.tx.insert(notices).values(rows.slice(at, at + 200));
    });
    old();
    expect(await clearOldNotices(world.job('notices'))).toBe(1200);
    expect(await left()).toHaveLength(3);
  });
});
