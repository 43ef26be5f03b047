/** 保险: what has a risk is promised to nobody whom nothing covers; who was there already is never refused for it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XINCHENG, XINXING } from '#cli/demo/cast';
import { insurances } from '#db/schema/insurance';
import type { NewInsurance } from '#records/insurance';
import { activePairing } from '#tests/support/paired';
import { askFor, giveGrants, served } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { acceptExchange, assignExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { giveUpInsurance, putOn, recordInsurance, takeOffInsurance } from '#usecases/insurance/keep';
import { countUncovered, readUncovered, viewInsurance } from '#usecases/insurance/view';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const policy = (changes: Partial<NewInsurance> = {}): NewInsurance => ({
  ...{ regionCode: XINXING, kind: 'accident', insurer: '平安财险', policyNumber: '1', fromDay: '2026-11-01' },
  ...{ toDay: '2027-10-31', ageFrom: 18, ageTo: 75, ageAt: 'begin', everybody: true, claimPhone: '95511', note: null },
  ...changes,
});
const record = (changes: Partial<NewInsurance> = {}, by = '苏科') => recordInsurance(world.desk(by), policy(changes));
/** The policy with which the world was founded ends yesterday. */
async function nobodyCovered(): Promise<void> {
  const [row] = await world.read((act) => act.tx.select().from(insurances));
  await giveUpInsurance(world.desk('苏科'), { id: row?.id ?? '', note: '换一家' });
  world.at('2026-11-24T09:00');
}
const names = async (by = '苏科') => (await readUncovered(world.desk(by))).map(({ person }) => person.id);
const li = () => world.member('李姨').id;

describe('保险', () => {
  it('is kept by county or town, within their reach and by them alone', async () => {
    await record();
    await record({ regionCode: XINCHENG, policyNumber: '2' }, '梁主任');
    await expect(record({ policyNumber: '3' }, '梁主任')).rejects.toMatchObject({ code: 'not_found' });
    await expect(record({ policyNumber: '4' }, '阿芬')).rejects.toMatchObject({ code: 'not_found' });
    await expect(record({ toDay: '2026-10-01', policyNumber: '5' })).rejects.toMatchObject({ code: 'day_in_past' });
    await expect(record({ ageTo: 10, policyNumber: '6' })).rejects.toMatchObject({ code: 'insurance_ages' });
    await expect(record()).rejects.toMatchObject({ code: 'insurance_number_taken' });
  });

  it('says ahead of time whom nothing covers any more, and why nobody need be on the list who is covered twice', async () => {
    expect(await names()).toEqual([]);
    await nobodyCovered();
    expect(await names()).toContain(li());
    const id = await record({ toDay: '2026-12-10' });
    expect(await names()).toContain(li());
    await record({ policyNumber: '2', fromDay: '2026-12-11' });
    expect(await names()).not.toContain(li());
    await giveUpInsurance(world.desk('苏科'), { id, note: '退保' });
    expect(await names()).toContain(li());
    expect(await world.read(async (act) => countUncovered({ ...act, actor: world.desk('苏科').actor }))).toBe(
      (await names()).length,
    );
    expect(await world.read(async (act) => countUncovered({ ...act, actor: world.desk('阿芬').actor }))).toBeNull();
  });

  it('by name covers from the day somebody is put on it until she is taken off', async () => {
    await nobodyCovered();
    const id = await record({ everybody: false, fromDay: '2026-11-24' });
    await putOn(world.desk('苏科'), { id, memberId: li(), fromDay: '2026-11-24', toDay: null });
    expect(await names()).not.toContain(li());
    await takeOffInsurance(world.desk('苏科'), { id, memberId: li() });
    expect(await names()).toContain(li());
    const { moves } = await viewInsurance(world.desk('阿芬'), id);
    expect(moves.map(({ move }) => move)).toEqual(expect.arrayContaining(['record', 'addName', 'takeOff']));
    const [row] = await world.read((act) => act.tx.select().from(insurances).where(eq(insurances.id, id)));
    expect(row?.endedOn).toBeNull();
  });

  it('is asked when the town confirms a pair whose work has a risk, and not where it has none', async () => {
    await nobodyCovered();
    await expect(activePairing(world, { serviceCodes: ['B01'] })).rejects.toMatchObject({
      ...{ code: 'volunteer_uninsured', params: { why: 'insurance', day: '2026-11-24' } },
    });
  });

  it('a pair whose work has none is confirmed without', async () => {
    await nobodyCovered();
    await expect(activePairing(world)).resolves.toMatch(/^pai_/);
  });

  it('one policy is enough for the pair with a risk', async () => {
    await nobodyCovered();
    await record();
    await expect(activePairing(world, { serviceCodes: ['B01'] })).resolves.toMatch(/^pai_/);
  });

  it('nobody is sent to what has a risk without, by herself or by an officer; what has none goes on', async () => {
    const ask = async (serviceCode: string) => {
      const { id, state } = await askFor(world, { serviceCode, plannedMinutes: 30 });
      if (state === 'requested') await approveExchange(world.desk('梁主任'), { id });
      return id;
    };
    await giveGrants(world);
    await nobodyCovered();
    const risky = await ask('B01');
    const refused = { code: 'volunteer_uninsured' };
    await expect(acceptExchange(world.desk('李姨'), { id: risky })).rejects.toMatchObject(refused);
    const assign = () => assignExchange(world.desk('小周'), { id: risky, volunteerId: li() });
    await expect(assign()).rejects.toMatchObject(refused);
    await acceptExchange(world.desk('李姨'), { id: await ask('A02') });
    await record();
    await assign();
    expect((await viewExchange(world.desk('小周'), risky)).exchange.state).toBe('matched');
  });

  it('whoever was there all the same is not refused: the record is kept, and flagged where there is a risk', async () => {
    await nobodyCovered();
    const flagsOf = async (serviceCode: string) =>
      (await viewExchange(world.desk('小周'), (await served(world, { serviceCode })).id)).flags;
    expect(await flagsOf('B01')).toContain('uninsured');
    expect(await flagsOf('A02')).not.toContain('uninsured');
  });
});
