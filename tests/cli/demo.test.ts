/** The demo world is what a newcomer walks first: it must open, stand, and have something in every state and flag. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemo } from '#cli/demo';
import { seedHouse } from '#cli/seed';
import { exchangeFlags, exchanges } from '#db/schema/care';
import { members } from '#db/schema/people';
import { openStore } from '#db/store';
import { instantOf } from '#domain/day';
import { STATES } from '#domain/exchange';
import { FLAGS } from '#domain/flags';
import { replayAll } from '#ledger/replay';
import { houseOver } from '#tests/support/house';
import { migratedDatabase } from '#tests/support/store';
import { deskFor, type House } from '#usecases/desk';

/** Not built yet: the notice and its disputes, deaths, and a month in which somebody serves sixty hours. */
const NOT_YET = ['final', 'disputed', 'after_death', 'month_cap'];
/** In the small hours and in the afternoon: what is under way must not depend on when one starts it. */
const STARTS = [instantOf('2026-11-24', 2 * 60 + 20), instantOf('2027-02-28', 15 * 60)];

describe.each(STARTS)('the demo world, opened at %d', (now) => {
  let house: House;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await migratedDatabase();
    drop = database.drop;
    const store = await openStore(database.url);
    house = houseOver(store, () => now);
    await seedHouse(house);
    expect(await openDemo(house, () => {})).toBe(true);
  });
  afterAll(async () => {
    await house.store.close();
    await drop();
  });

  const read = <T>(work: Parameters<ReturnType<typeof deskFor>['read']>[0]) =>
    deskFor(house, { actor: { kind: 'job', id: 'job:test' }, requestId: 'test' }).read(work) as Promise<T>;

  it('stands: every entry agrees', async () => {
    expect(await read(replayAll)).toEqual([]);
  });

  it('has something in every state, and every flag on something', async () => {
    const states = await read<{ state: string }[]>((act) =>
      act.tx.selectDistinct({ state: exchanges.state }).from(exchanges),
    );
    const flags = await read<{ flag: string }[]>((act) =>
      act.tx.selectDistinct({ flag: exchangeFlags.flag }).from(exchangeFlags),
    );
    const found = [...states.map((row) => row.state), ...flags.map((row) => row.flag)];
    expect([...STATES, ...FLAGS].filter((name) => !found.includes(name))).toEqual(
      [...STATES, ...FLAGS].filter((name) => NOT_YET.includes(name)),
    );
  });

  it('has members waiting for the clerk, for the town, sent back, and one who is suspended', async () => {
    const rows = await read<{ state: string }[]>((act) =>
      act.tx.selectDistinct({ state: members.state }).from(members),
    );
    expect(rows.map((row) => row.state).sort()).toEqual(['approved', 'checked', 'draft', 'submitted', 'suspended']);
  });

  it('is made once: a second start keeps what is there', async () => {
    expect(await openDemo(house, () => {})).toBe(false);
  });
});
