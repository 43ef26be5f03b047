/** 应探访 from a village to the county: after anything that may happen, each number is the length of the list it opens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAWEN, LIYUAN, XINCHENG, XINXING } from '#cli/demo/cast';
import { dues, visitRegister } from '#db/schema/visit';
import { addDays, firstOfMonth } from '#domain/day';
import { standingOn } from '#domain/due';
import { isAway } from '#domain/member';
import { awaysOf } from '#records/away';
import { figuresHold, lateOn } from '#tests/support/month/figures';
import { openWorld, type World } from '#tests/support/world';
import { raiseOverdue } from '#usecases/alert/see-to';
import { awayMember } from '#usecases/member/away';
import { moveHome } from '#usecases/member/move';
import { reportDeath } from '#usecases/member/report-death';
import { deriveRegister } from '#usecases/register/derive';
import { type DueList, ratePct, readDues } from '#usecases/visit/list';
import { oweAhead, oweMonth } from '#usecases/visit/owe';
import { recordVisit } from '#usecases/visit/record';

const ELDERS = ['陈伯', '七婆', '张伯', '张婆'] as const;

const setUp = async (): Promise<World> => {
  const world = await openWorld();
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
  return world;
};
const see = (world: World, name: string, changes: object = {}, by = '阿芬') =>
  recordVisit(world.desk(by), {
    ...{ key: world.key(), memberId: world.member(name).id, visitedOn: world.today(), halfDay: null },
    ...{ mode: 'seen' as const, findings: [], note: null, volunteerId: null, exchangeId: null },
    ...changes,
  });
const list = (world: World, by: string, region: string | null = null, name: DueList = 'round') =>
  readDues(world.desk(by), { region, list: name });

/** Who is late by the rule itself, from the rows as they are. */
async function lateByRule(world: World): Promise<string[]> {
  const rows = await world.read((act) => act.tx.select().from(dues));
  const aways = await world.read((act) =>
    awaysOf(
      act,
      rows.map(({ memberId }) => memberId),
    ),
  );
  const found = rows.filter(
    (row) =>
      row.droppedAt === null &&
      standingOn(
        { ...row, aways: aways.filter(({ memberId }) => memberId === row.memberId), storms: [] },
        world.today(),
      ) === 'late',
  );
  return [...new Set(found.map(({ memberId }) => memberId))].sort();
}

/** On the register, away today, and not seen this month before they left. */
async function awayByRule(world: World): Promise<number> {
  return world.read(async (act) => {
    const rows = await act.tx.select().from(visitRegister);
    const first = firstOfMonth(act.today);
    let count = 0;
    for (const { memberId, seenOn } of rows) {
      if (isAway(await awaysOf(act, [memberId]), act.today) && (seenOn ?? '') < first) count += 1;
    }
    return count;
  });
}

describe('the lists of visits that are owed', () => {
  it('hold after random moves: each number is its list, and who is late is who the rule says', async () => {
    const step = fc.record({
      days: fc.integer({ min: 0, max: 9 }),
      elder: fc.constantFrom(...ELDERS),
      what: fc.constantFrom('seen', 'phone', 'notSeen', 'wrong', 'away', 'move', 'died'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
        const world = await setUp();
        const dead = new Set<string>();
        for (const { days, elder, what } of steps) {
          world.at(`${addDays(world.today(), days)}T09:00`);
          await deriveRegister(world.job('register'));
          await oweAhead(world.job('dues'));
          const id = world.member(elder).id;
          const by = '小周';
          if (what === 'wrong') await see(world, elder, { findings: ['fell'] }, by);
          else if (what === 'away' && !dead.has(elder))
            await awayMember(world.desk(by), {
              ...{ key: world.key(), id, kind: 'hospital', fromDay: world.today(), toDay: addDays(world.today(), 5) },
            });
          else if (what === 'move' && !dead.has(elder))
            await moveHome(world.desk('梁主任'), {
              ...{ key: world.key(), id, regionCode: LIYUAN, hamletId: null, householdId: null, reason: null },
            });
          else if (what === 'died' && !dead.has(elder)) {
            await reportDeath(world.desk(by), { id, diedOn: world.today(), note: null });
            dead.add(elder);
          } else if (what === 'seen' || what === 'phone' || what === 'notSeen')
            await see(world, elder, { mode: what }, by);
          await raiseOverdue(world.job('alerts'));
        }
        await figuresHold(world);
        const shown = lateOn(await list(world, '梁主任')).map(({ elder }) => elder.id);
        expect(shown.sort()).toEqual(await lateByRule(world));
        expect((await list(world, '罗处')).rate.away).toBe(await awayByRule(world));
        await world.close();
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it('of a village has everybody who is owed something, of a town only who was not visited, with whom to call', async () => {
    const world = await setUp();
    world.at('2026-11-28T09:00');
    const hers = await list(world, '阿芬');
    expect(hers.walked).toBe(true);
    expect(hers.people.some(({ due }) => due?.standing === 'due')).toBe(true);
    const town = await list(world, '梁主任');
    expect(town.walked).toBe(false);
    expect(new Set(town.people.map(({ due }) => due?.standing))).toEqual(new Set(['late']));
    expect(town.people[0]?.helper).toMatchObject({ name: '阿芬', role: 'helper' });
    expect(town.below.map(({ region }) => region.code)).toContain(DAWEN);
    expect((await list(world, '苏科')).below.map(({ region }) => region.code)).toEqual([XINCHENG]);
    expect((await list(world, '罗处')).below.map(({ region }) => region.code)).toEqual([XINXING]);
    await world.close();
  });

  it('reach no further than the post: another place is as if it had not been asked', async () => {
    const world = await setUp();
    const next = await list(world, '隔壁阿珠', DAWEN);
    expect(next.people.map(({ elder }) => elder.id)).not.toContain(world.member('陈伯').id);
    await expect(see(world, '陈伯', {}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    await world.close();
  });

  it('have who is away apart, never late; and say 100 % only when nobody is left', async () => {
    const world = await setUp();
    const { id } = world.member('陈伯');
    await awayMember(world.desk('阿芬'), {
      key: world.key(),
      id,
      kind: 'hospital',
      fromDay: '2026-11-01',
      toDay: null,
    });
    world.at('2026-11-28T09:00');
    const hers = await list(world, '阿芬');
    expect(hers.people.find(({ elder }) => elder.id === id)?.due?.standing).toBe('away');
    expect(hers.rate.away).toBe(1);
    for (const { elder } of (await list(world, '阿芬', null, 'unseen')).people) {
      expect(ratePct((await list(world, '阿芬')).rate)).toBeLessThan(100);
      await recordVisit(world.desk('阿芬'), {
        ...{
          key: world.key(),
          memberId: elder.id,
          visitedOn: world.today(),
          halfDay: null,
          mode: 'seen',
          findings: [],
        },
        ...{ note: null, volunteerId: null, exchangeId: null },
      });
    }
    const all = await list(world, '阿芬');
    expect(ratePct(all.rate)).toBe(100);
    expect(all.met.length).toBe(all.rate.seen);
    await world.close();
  });

  it('follow her to the village she moves to, and so does what was found', async () => {
    const world = await setUp();
    const { alertId } = await see(world, '陈伯', { findings: ['roof'] });
    const { id } = world.member('陈伯');
    await moveHome(world.desk('梁主任'), {
      ...{ key: world.key(), id, regionCode: LIYUAN, hamletId: null, householdId: null, reason: null },
    });
    world.at('2026-12-02T09:00');
    expect((await list(world, '阿芬')).people.map(({ elder }) => elder.id)).not.toContain(id);
    expect((await list(world, '隔壁阿珠')).people.map(({ elder }) => elder.id)).toContain(id);
    const { viewAlert } = await import('#usecases/alert/view');
    expect((await viewAlert(world.desk('隔壁阿珠'), alertId ?? '')).alert.ownerId).toBe(world.user('隔壁阿珠').id);
    await expect(viewAlert(world.desk('阿芬'), alertId ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await world.close();
  });
});
