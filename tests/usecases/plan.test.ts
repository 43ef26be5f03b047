/** A plan for a town: reckoned, edited, accepted, and what becomes of it when the town has changed meanwhile. */
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XINCHENG } from '#cli/demo/cast';
import { pairings } from '#db/schema/pairing';
import { planRows } from '#db/schema/plan';
import { ANY, type Suits } from '#domain/suits';
import { carryOutPlan } from '#jobs/planning';
import { findPlan } from '#records/plan';
import type { PlanRow } from '#records/plan-row';
import { openWorld, type World, worldsAfter } from '#tests/support/world';
import { awayMember } from '#usecases/member/away';
import { moveHome } from '#usecases/member/move';
import { reportDeath } from '#usecases/member/report-death';
import { suspendMember } from '#usecases/member/suspend';
import { withdrawPairing } from '#usecases/pairing/end';
import { proposePairing } from '#usecases/pairing/propose';
import { acceptAll, acceptRow } from '#usecases/plan/accept';
import { beginPlan, breakOffPlan, planGoesOn } from '#usecases/plan/begin';
import { chooseFor, leaveRow } from '#usecases/plan/edit';
import { reckonPlan } from '#usecases/plan/reckon';
import { readPlans, viewPlan } from '#usecases/plan/view';
import { deriveRegister } from '#usecases/register/derive';
import { writeSuits } from '#usecases/suits/write';

let world: World;
const TERMS = { visitsPerMonth: 2, minutesPerVisit: 60, serviceCodes: ['A02'] };
const ASKED = { regionCode: XINCHENG, ...TERMS };
const town = (by = '小周') => world.desk(by);
const begin = (by = '小周') => beginPlan(town(by), ASKED);
const made = async (by = '小周') => {
  const { plan } = await begin(by);
  await carryOutPlan(world.house, plan, (id, tell) => reckonPlan(world.job('plan'), id, tell));
  return plan.id;
};
const rowsOf = (planId: string): Promise<PlanRow[]> =>
  world.read((act) => act.tx.select().from(planRows).where(eq(planRows.planId, planId)).orderBy(planRows.line));
const rowFor = async (planId: string, elder: string) => {
  const row = (await rowsOf(planId)).find(({ elderId }) => elderId === world.member(elder).id);
  if (!row) throw new Error(`no row for ${elder}`);
  return { planId, rowId: row.id, row };
};
const give = async (planId: string, elder: string, volunteer: string, terms = {}) =>
  chooseFor(town(), {
    ...(await rowFor(planId, elder)),
    ...{ volunteerId: world.member(volunteer).id, visitsPerMonth: 2, minutesPerVisit: 60, ...terms },
  });
const suit = (name: string, said: Partial<Suits>) =>
  writeSuits(world.desk('阿芬'), { id: world.member(name).id, ...ANY, ...said });
const leave = async (planId: string, elder: string) => leaveRow(town(), await rowFor(planId, elder));
const accept = async (planId: string, elder: string, by = '小周') => acceptRow(town(by), await rowFor(planId, elder));
const open = async (planId: string) => (await viewPlan(town(), planId, 'open', 1)).counts.open;
const all = async (planId: string) => acceptAll(town(), planId, await open(planId));

beforeEach(async () => {
  world = await openWorld();
  await deriveRegister(world.job('register'));
  await world.fillPool(XINCHENG, 6000);
});
afterEach(() => world.close());

describe('全镇方案', () => {
  it('has a row for each elder on the register whom nobody is paired with, and the reasons of each', async () => {
    const before = await proposePairing(world.desk('阿芬'), {
      ...{ key: world.key(), elderId: world.member('七婆').id, volunteerId: world.member('李姨').id, ...TERMS },
      ...{ relative: false, followsId: null },
    });
    const planId = await made();
    const rows = await rowsOf(planId);
    expect(rows.map(({ elderId }) => elderId)).toContain(world.member('陈伯').id);
    expect(rows.map(({ elderId }) => elderId)).not.toContain(world.member('七婆').id);
    expect(rows.every(({ state, reasons }) => state === 'open' && reasons.includes('sameVillage'))).toBe(true);
    const seen = await viewPlan(town('梁主任'), planId, 'open', 1);
    expect([seen.state, seen.who, seen.lines.length]).toEqual(['done', world.user('小周') && '小周', rows.length]);
    await withdrawPairing(world.desk('阿芬'), before);
    expect((await rowsOf(await made())).map(({ elderId }) => elderId)).toContain(world.member('七婆').id);
  });

  it('is one at a time; whoever asks for the same town is led to it, and one without a sign of life is broken off', async () => {
    const { plan } = await begin();
    expect(await begin('梁主任')).toMatchObject({ isNew: false, plan: { id: plan.id } });
    const other = beginPlan(world.job('other'), { ...ASKED, regionCode: '445321101' });
    await expect(other).rejects.toMatchObject({ code: 'plan_running' });
    world.at('2026-11-23T09:05');
    expect((await readPlans(town(), 1, 10)).plans[0]?.state).toBe('broken');
    expect((await begin()).isNew).toBe(true);
    await expect(planGoesOn(world.job('plan'), plan.id, { done: 1, of: 2, volunteers: 3 })).resolves.toBe(false);
  });

  it('whose reckoning failed stands as broken off', async () => {
    const { plan } = await begin();
    await expect(carryOutPlan(world.house, plan, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await world.read((act) => findPlan(act, plan.id, 'plan.read'))).state).toBe('broken');
    expect(await breakOffPlan(world.job('plan'), plan.id)).toBe(false);
  });

  it('is out of reach of other towns, and not the helper’s to make', async () => {
    const planId = await made();
    await expect(beginPlan(world.desk('阿芬'), ASKED)).rejects.toMatchObject({ code: 'not_found' });
    await expect(beginPlan(town(), { ...ASKED, regionCode: '445321101' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewPlan(world.desk('阿芬'), planId, 'open', 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(acceptAll(world.desk('苏科'), planId, 1)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('accepted, a row is a proposal with the helper of her village, and nobody’s to accept again', async () => {
    const planId = await made();
    const became = await accept(planId, '陈伯');
    const [pairing] = await world.read((act) => act.tx.select().from(pairings));
    expect(became).toEqual({ pairingId: pairing?.id });
    expect(pairing).toMatchObject({
      ...{ elderId: world.member('陈伯').id, state: 'proposed', visitsPerMonth: 2 },
      ...{ helperId: world.user('阿芬').id, proposedBy: world.user('小周').id },
    });
    expect((await rowFor(planId, '陈伯')).row).toMatchObject({ state: 'accepted', poolMinutes: 120 });
    await expect(accept(planId, '陈伯')).rejects.toMatchObject({ code: 'plan_row_moved' });
    await expect(give(planId, '陈伯', '老梁')).rejects.toMatchObject({ code: 'plan_row_moved' });
  });

  it('goes through for all that fit; what changed meanwhile is marked with why, and nothing is lost', async () => {
    const planId = await made();
    for (const elder of ['陈伯', '七婆', '张伯', '张婆']) await give(planId, elder, '李姨');
    for (const { elderId } of await rowsOf(planId)) {
      if (elderId === world.member('李姨').id || elderId === world.member('老梁').id) {
        await leave(planId, elderId === world.member('李姨').id ? '李姨' : '老梁');
      }
    }
    const others = (await open(planId)) - 4;
    await reportDeath(world.desk('阿芬'), { id: world.member('陈伯').id, diedOn: '2026-11-23', note: null });
    await awayMember(world.desk('阿芬'), {
      ...{ key: world.key(), id: world.member('张伯').id, kind: 'hospital', fromDay: world.today(), toDay: null },
    });
    await proposePairing(world.desk('阿芬'), {
      ...{ key: world.key(), elderId: world.member('七婆').id, volunteerId: world.member('老梁').id, ...TERMS },
      ...{ relative: false, followsId: null },
    });
    const done = await all(planId);
    expect(done).toEqual({ accepted: others + 1, marked: 3 });
    expect((await rowFor(planId, '陈伯')).row).toMatchObject({ mark: 'pair_dead', markParams: { who: 'elder' } });
    expect((await rowFor(planId, '七婆')).row).toMatchObject({ mark: 'plan_elder_paired' });
    expect((await rowFor(planId, '张伯')).row).toMatchObject({ mark: 'pair_away', markParams: { who: 'elder' } });
    expect((await rowFor(planId, '张婆')).row.state).toBe('accepted');
    expect((await viewPlan(town(), planId, 'marked', 1)).lines.map(({ row }) => row.state)).toEqual(
      Array(3).fill('marked'),
    );
  });

  it('marks whoever moved out, ended, or has too many by now', async () => {
    const planId = await made();
    for (const elder of ['陈伯', '七婆', '张伯']) await give(planId, elder, '老梁');
    await suspendMember(world.desk('梁主任'), { id: world.member('老梁').id, reason: '冒用卡' });
    expect(await accept(planId, '陈伯')).toEqual({ mark: 'pair_suspended' });
    await moveHome(world.desk('梁主任'), {
      ...{ key: world.key(), id: world.member('张伯').id, regionCode: '445321101201' },
      ...{ hamletId: null, address: null, householdId: null, reason: null },
    });
    expect(await accept(planId, '张伯')).toEqual({ mark: 'plan_elder_moved' });
    await give(planId, '陈伯', '李姨');
    await suit('李姨', { mostElders: 1 });
    await give(planId, '七婆', '李姨').then(
      () => expect.unreachable(),
      (error) => expect(error).toMatchObject({ code: 'pair_full', params: { load: 1, most: 1 } }),
    );
    expect(await accept(planId, '陈伯')).toHaveProperty('pairingId');
  });

  it('says by how many minutes the pool is short, and what was accepted before counts', async () => {
    const planId = await made();
    for (const elder of ['陈伯', '七婆'])
      await give(planId, elder, '李姨', { visitsPerMonth: 10, minutesPerVisit: 240 });
    await give(planId, '张婆', '李姨', { visitsPerMonth: 12, minutesPerVisit: 120 });
    expect(await accept(planId, '陈伯')).toHaveProperty('pairingId');
    expect(await accept(planId, '七婆')).toHaveProperty('pairingId');
    expect(await accept(planId, '张婆')).toEqual({ mark: 'pair_uncovered' });
    expect((await rowFor(planId, '张婆')).row.markParams).toEqual({ minutes: 2 * 2400 + 1440 - 6000 });
    await give(planId, '张婆', '李姨', { visitsPerMonth: 10, minutesPerVisit: 120 });
    expect(await accept(planId, '张婆')).toHaveProperty('pairingId');
  });

  it('is worked with while it is the newest of its town', async () => {
    const planId = await made();
    await made();
    await expect(accept(planId, '陈伯')).rejects.toMatchObject({ code: 'plan_old' });
    expect((await viewPlan(town(), planId, 'open', 1)).newerId).not.toBeNull();
  });

  it('is not accepted for other rows than were shown', async () => {
    const planId = await made();
    await leave(planId, '陈伯');
    await expect(acceptAll(town(), planId, (await open(planId)) + 1)).rejects.toMatchObject({
      code: 'plan_rows_moved',
    });
  });

  it('of a town officer is confirmed by somebody else, and can be taken back', async () => {
    const planId = await made('梁主任');
    const became = await accept(planId, '陈伯', '梁主任');
    if (!('pairingId' in became)) throw new Error(became.mark);
    await withdrawPairing(town('梁主任'), { id: became.pairingId });
    const [pairing] = await world.read((act) => act.tx.select().from(pairings));
    expect(pairing?.state).toBe('withdrawn');
  });
});

/** Whatever is edited and accepted, in whatever order. */
it('never pairs family, exceeds a load, or breaks a wish that is a must, whatever is edited', async () => {
  const ELDERS = ['陈伯', '七婆', '张伯', '张婆', '阿芬家婆', '李姨'] as const;
  const VOLUNTEERS = ['李姨', '老梁', '阿芬'] as const;
  let opened = false;
  await world.close();
  const worlds = await worldsAfter(async (stage) => {
    world = stage;
    await deriveRegister(stage.job('register'));
    await stage.fillPool(XINCHENG, 60_000);
    await stage.isKin('李姨', '陈伯', 'child');
    await suit('七婆', { volunteerSex: 'female', sexMust: true });
    await suit('张婆', { dialects: ['hakka'], dialectMust: true });
    await suit('老梁', { dialects: ['hakka'] });
    await suit('李姨', { mostElders: 1 });
    return made();
  });
  const step = fc.record({
    elder: fc.constantFrom(...ELDERS),
    volunteer: fc.constantFrom(...VOLUNTEERS, null),
    press: fc.constantFrom('accept', 'all', 'nothing'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      if (opened) await world.close();
      opened = true;
      world = await worlds.open();
      for (const { elder, volunteer, press } of steps) {
        const edit = volunteer ? give(worlds.told, elder, volunteer) : leave(worlds.told, elder);
        await edit.catch(onlyRefused);
        if (press === 'accept') await accept(worlds.told, elder).catch(onlyRefused);
        if (press === 'all') await all(worlds.told);
      }
      const pairs = await world.read((act) => act.tx.select().from(pairings));
      const waiting = (await rowsOf(worlds.told)).filter(({ state }) => state === 'open');
      const two = [...pairs, ...waiting].map(({ elderId, volunteerId }) => `${elderId} ${volunteerId}`);
      const id = (name: string) => world.member(name).id;
      expect(two).not.toContain(`${id('陈伯')} ${id('李姨')}`);
      expect(two).not.toContain(`${id('七婆')} ${id('老梁')}`);
      expect(two).not.toContain(`${id('张婆')} ${id('李姨')}`);
      expect(two.filter((one) => one.endsWith(id('李姨'))).length).toBeLessThanOrEqual(1);
      expect(two.filter((one) => one.endsWith(id('阿芬')))).toEqual([]);
      expect(two.filter((one) => one.endsWith(id('老梁'))).length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 25 },
  );
  await worlds.drop();
}, 60_000);

function onlyRefused(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'Refusal') {
    if ((error as Error).message?.startsWith('no row')) return;
    throw error;
  }
}
