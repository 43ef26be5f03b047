/** Every rule of pairs, visits and alerts, counted again from the rows as they lie, by hands that have never read a use case. */
import { expect } from 'vitest';
import { XINCHENG } from '#cli/demo/cast';
import type { World } from '#cli/demo/world';
import type { Act } from '#db/act';
import { exchanges } from '#db/schema/care';
import { entries, transfers } from '#db/schema/ledger';
import { pairings } from '#db/schema/pairing';
import { members } from '#db/schema/people';
import { storms } from '#db/schema/storm';
import { alerts, dues, visitRegister, visits } from '#db/schema/visit';
import { addDays, type Day, firstOfMonth } from '#domain/day';
import { PAIRED } from '#domain/pairing';
import { awaysOf } from '#records/away';
import { bondsOf, closestBond } from '#records/bond';
import type { Month } from '#tests/support/month/life';
import { standingsOf } from '#usecases/visit/standing';

/** Each evening. @returns how many visits that a storm forgave were looked at */
export async function rulesHold({ world, stormId }: Month): Promise<number> {
  await world.read(async (act) => {
    await pairsHold(act);
    await duesHold(act);
    await alertsHold(act);
    await seenHolds(act);
  });
  return stormHolds(world, stormId);
}

/** Days of a storm are not missed: what would have ended in one is late for nobody before it was over for two days. */
async function stormHolds(world: World, stormId: string | null): Promise<number> {
  const storm = (await world.read((act) => act.tx.select().from(storms))).find(({ id }) => id === stormId);
  if (!storm?.fromDay) return 0;
  const { fromDay, toDay } = storm;
  const stillTime = toDay === null || world.today() <= addDays(toDay, 2);
  const dues = await world.read(async (act) => {
    const ids = (await act.tx.select().from(visitRegister)).map(({ memberId }) => memberId);
    return [...(await standingsOf(act, ids)).values()].flat();
  });
  const inStorm = (day: Day) => fromDay <= day && (toDay === null || day <= toDay);
  for (const { memberId, dueOn, standing } of dues) {
    if (toDay === null) expect(standing, `nobody is sent to ${memberId}`).toMatch(/storm|away|late|coming/);
    if (stillTime && inStorm(dueOn)) expect(standing, `${memberId} for ${dueOn}`).not.toBe('late');
  }
  return stillTime ? dues.filter(({ dueOn }) => inStorm(dueOn) && dueOn < world.today()).length : 0;
}

/** At the end: everybody on the list was seen, is away or gone, or stands in an alert that somebody has or had. */
export async function seenAfterStorm(world: World): Promise<void> {
  await world.read(async (act) => {
    const owed = (await act.tx.select().from(dues)).filter(({ kind }) => kind === 'storm');
    expect(owed.length).toBeGreaterThan(3);
    const raised = (await act.tx.select().from(alerts)).filter(({ kind }) => kind === 'storm');
    const away = await awaysOf(
      act,
      owed.map(({ memberId }) => memberId),
    );
    for (const { memberId, metBy, droppedAt } of owed) {
      const known = [...raised, ...away].some((one) => one.memberId === memberId);
      expect(metBy !== null || droppedAt !== null || known, `${memberId} after the storm`).toBe(true);
    }
  });
}

async function pairsHold(act: Act): Promise<void> {
  const standing = (await act.tx.select().from(pairings)).filter(({ state }) => PAIRED.includes(state));
  const people = new Map((await act.tx.select().from(members)).map((one) => [one.id, one]));
  const most = act.policy.get('pairing.maxEldersPerVolunteer', XINCHENG, act.today);
  const bonds = await bondsOf(act, [...people.keys()]);
  const twos = standing.map(({ elderId, volunteerId }) => `${elderId} ${volunteerId}`);
  expect(new Set(twos).size, 'two are paired once').toBe(twos.length);
  for (const { elderId, volunteerId, state } of standing) {
    expect(elderId).not.toBe(volunteerId);
    expect(closestBond(bonds, volunteerId, [elderId]), `${elderId} ${volunteerId}`).not.toBe('family');
    for (const id of [elderId, volunteerId]) {
      expect(['deceased', 'closed']).not.toContain(people.get(id)?.state);
      if (state === 'active') expect(people.get(id)?.state).not.toBe('suspended');
    }
    expect(standing.filter((one) => one.volunteerId === volunteerId).length).toBeLessThanOrEqual(most);
  }
}

async function duesHold(act: Act): Promise<void> {
  const rows = await act.tx.select().from(dues);
  const made = new Map((await act.tx.select().from(visits)).map((one) => [one.id, one]));
  for (const { memberId, metBy, metOn, fromDay } of rows) {
    if (metBy === null) continue;
    const by = made.get(metBy);
    expect(by).toMatchObject({ memberId, visitedOn: metOn, afterDeath: false });
    expect(by?.mode).not.toBe('notSeen');
    expect(fromDay <= (metOn ?? ''), `${memberId} met on ${metOn} what begins on ${fromDay}`).toBe(true);
  }
  const owed = rows.filter(({ kind, droppedAt }) => kind === 'register' && droppedAt === null);
  for (const { memberId } of await act.tx.select().from(visitRegister)) {
    const today = owed.filter((one) => one.memberId === memberId && one.fromDay <= act.today && act.today <= one.dueOn);
    expect(today.length, `${memberId} is owed a visit by her rhythm on ${act.today}`).toBeGreaterThan(0);
  }
  const registered = new Set((await act.tx.select().from(visitRegister)).map(({ memberId }) => memberId));
  const open = rows.filter(({ metBy, droppedAt }) => metBy === null && droppedAt === null);
  for (const { memberId } of open) expect(registered, 'only of the register').toContain(memberId);
}

async function alertsHold(act: Act): Promise<void> {
  const open = (await act.tx.select().from(alerts)).filter(({ state }) => state !== 'closed');
  for (const { dueAt, ownerId, id, floor } of open) {
    // Above the county there is nobody whom it could be lifted to.
    if (floor !== 'county') expect(dueAt, `${id} has a deadline that is ahead`).toBeGreaterThanOrEqual(act.now);
    expect(ownerId, `${id} has an owner`).not.toBeNull();
  }
}

/** 见到本人 this month, from the visits themselves. */
async function seenHolds(act: Act): Promise<void> {
  const made = await act.tx.select().from(visits);
  const first = firstOfMonth(act.today);
  for (const { memberId, seenOn } of await act.tx.select().from(visitRegister)) {
    const hers = made.filter((one) => one.memberId === memberId && one.correctedBy === null && !one.afterDeath);
    const seen = hers.some(({ mode, visitedOn }) => mode === 'seen' && visitedOn >= first);
    expect((seenOn ?? '') >= first, `${memberId} was last seen on ${seenOn}`).toBe(seen);
  }
}

/** At the end: a visit of a pairing has both records, and is never paid with the elder's own time. */
export async function pairsPaidFromNobody(world: World): Promise<number> {
  return world.read(async (act) => {
    const paired = (await act.tx.select().from(exchanges)).filter(({ pairingId }) => pairingId !== null);
    const made = await act.tx.select().from(visits);
    for (const { id } of paired)
      expect(made.filter(({ exchangeId, correctedBy }) => exchangeId === id && correctedBy === null)).toHaveLength(1);
    const credits = new Map(
      (await act.tx.select().from(entries))
        .filter(({ event, subjectId }) => event === 'credit' && paired.some(({ id }) => id === subjectId))
        .map(({ journal, seq }) => [`${journal} ${seq}`, true]),
    );
    const lines = (await act.tx.select().from(transfers)).filter(({ journal, seq }) =>
      credits.has(`${journal} ${seq}`),
    );
    for (const { fromAccount, kind } of lines) if (kind !== 'release') expect(fromAccount).not.toMatch(/^own:/);
    return credits.size;
  });
}
