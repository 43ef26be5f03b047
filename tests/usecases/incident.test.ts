/** 意外: told by whoever was there, reported in time, rests the pair without fault, closed by a county officer who did not report it. */
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incidents } from '#db/schema/incident';
import { audit } from '#db/schema/office';
import { pairings } from '#db/schema/pairing';
import { notices } from '#db/schema/telling';
import { dues } from '#db/schema/visit';
import { replayAll } from '#ledger/replay';
import { incidentMovesOf } from '#records/incident';
import { activePairing } from '#tests/support/paired';
import { openWorld, type World } from '#tests/support/world';
import { closeIncident, reopenIncident, reportIncident, stepIncident } from '#usecases/incident/see-to';
import { type Told, tellIncident } from '#usecases/incident/tell';
import { listIncidents, viewIncident, viewOwnIncident } from '#usecases/incident/view';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const HOUR = 3_600_000;
const tell = (by: string, of: string, changes: Partial<Told> = {}) =>
  tellIncident(world.desk(by), {
    ...{ of, kind: 'injury', happenedOn: '2026-11-23', happenedMinute: null, place: null, told: '下楼梯滑倒了' },
    ...{ knownAt: null, report: false, photo: null },
    ...changes,
  });
const rowOf = async (id: string) => {
  const [row] = await world.read((act) => act.tx.select().from(incidents).where(eq(incidents.id, id)));
  if (!row) throw new Error(`no ${id}`);
  return row;
};
const pairOf = async (id: string) => {
  const [row] = await world.read((act) => act.tx.select().from(pairings).where(eq(pairings.id, id)));
  return row;
};
const refused = (code: string) => ({ code });
const close = (by: string, id: string, resume = false) =>
  closeIncident(world.desk(by), { id, reason: 'settled', note: '人已经好了', resume });

describe('意外', () => {
  it('is told by the volunteer, and the pair rests at once, without fault; nothing of it is owed', async () => {
    const pairing = await activePairing(world);
    const id = await tell('李姨', pairing);
    expect(await rowOf(id)).toMatchObject({
      ...{ state: 'told', elderId: world.member('陈伯').id, volunteerId: world.member('李姨').id, pairingId: pairing },
      ...{ toldBy: world.member('李姨').id, reportedBy: null },
    });
    expect(await pairOf(pairing)).toMatchObject({ state: 'paused', reason: 'incident' });
    const owed = await world.read((act) => act.tx.select().from(dues).where(eq(dues.pairingId, pairing)));
    expect(owed.every(({ droppedAt, metBy }) => droppedAt !== null || metBy !== null)).toBe(true);
  });

  it('tells helper, town and county at once, and the elder only that it is looked after', async () => {
    const id = await tell('李姨', await activePairing(world));
    const told = await world.read((act) => act.tx.select().from(notices).where(eq(notices.exchangeId, id)));
    const users = told.filter(({ toKind }) => toKind === 'user').map(({ toId }) => toId);
    for (const name of ['阿芬', '梁主任', '苏科']) expect(users).toContain(world.user(name).id);
    const members = told.filter(({ toKind }) => toKind === 'member').map(({ toId, side }) => [toId, side]);
    expect(members).toContainEqual([world.member('陈伯').id, 'elder']);
    expect(members.map(([to]) => to)).not.toContain(world.member('李姨').id);
  });

  it('is due a day after somebody knew; the report ends that, late or not, and is never asked twice', async () => {
    const id = await tell('李姨', await activePairing(world));
    const { dueAt, knownAt } = await rowOf(id);
    expect(dueAt - knownAt).toBe(24 * HOUR);
    const lists = async (by: string) => (await listIncidents(world.desk(by), 'late', 1)).counts;
    expect(await lists('苏科')).toEqual({ open: 1, late: 0, closed: 0 });
    world.at('2026-11-25T09:00');
    expect(await lists('苏科')).toEqual({ open: 1, late: 1, closed: 0 });
    await reportIncident(world.desk('阿芬'), { id, note: '已送镇卫生院' });
    expect(await lists('苏科')).toEqual({ open: 1, late: 0, closed: 0 });
    const again = reportIncident(world.desk('阿芬'), { id, note: '再报' });
    await expect(again).rejects.toMatchObject(refused('state_moved'));
  });

  it('is closed by the county alone, in words, by nobody who told or reported it, and the pair goes on when they say so', async () => {
    const pairing = await activePairing(world);
    const id = await tell('阿芬', pairing, { report: true });
    await stepIncident(world.desk('阿芬'), { id, move: 'police', note: '新公（城）受 12 号', photo: null });
    await expect(close('阿芬', id)).rejects.toMatchObject(refused('not_found'));
    await expect(close('梁主任', id)).rejects.toMatchObject(refused('not_found'));
    const wordless = closeIncident(world.desk('苏科'), { id, reason: 'settled', note: ' ', resume: false });
    await expect(wordless).rejects.toMatchObject(refused('missing'));
    await close('苏科', id, true);
    expect(await rowOf(id)).toMatchObject({ state: 'closed', policeNumber: '新公（城）受 12 号' });
    expect(await pairOf(pairing)).toMatchObject({ state: 'active', reason: null });
    const moves = await world.read((act) => incidentMovesOf(act, id));
    expect(moves.map(({ move }) => move)).toEqual(['report', 'police', 'close']);
  });

  it('stays paused where nobody says that it goes on, and is opened again where it was not over', async () => {
    const pairing = await activePairing(world);
    const id = await tell('阿芬', pairing, { report: true });
    await close('苏科', id);
    expect(await pairOf(pairing)).toMatchObject({ state: 'paused', reason: 'incident' });
    await reopenIncident(world.desk('苏科'), { id, note: '家属又来反映' });
    expect(await rowOf(id)).toMatchObject({ state: 'reported', closedBy: null });
  });

  it('nothing is closed that was not reported', async () => {
    const id = await tell('李姨', world.member('李姨').id);
    await expect(close('苏科', id)).rejects.toMatchObject(refused('state_moved'));
  });

  it('has not happened tomorrow, is about somebody, and is out of reach for others', async () => {
    const tomorrow = tell('李姨', world.member('李姨').id, { happenedOn: '2026-11-24' });
    await expect(tomorrow).rejects.toMatchObject(refused('day_in_future'));
    await expect(tell('李姨', 'x')).rejects.toMatchObject(refused('incident_nobody'));
    await expect(tell('李姨', world.member('陈伯').id)).rejects.toMatchObject(refused('not_found'));
    const id = await tell('李姨', world.member('李姨').id);
    await expect(viewOwnIncident(world.desk('陈伯'), id)).rejects.toMatchObject(refused('not_found'));
    expect((await viewIncident(world.desk('阿芬'), id)).volunteer?.id).toBe(world.member('李姨').id);
  });

  it('leaves a trail without a word of what happened', async () => {
    const id = await tell('李姨', world.member('李姨').id);
    const rows = await world.read((act) =>
      act.tx
        .select()
        .from(audit)
        .where(and(eq(audit.subjectId, id), eq(audit.noun, 'incident'))),
    );
    expect(rows.map(({ verb, reason }) => [verb, reason])).toEqual([['tell', null]]);
  });
});
