/** A grown world is as valid as one that was lived through: its book stands, and everybody in it can go on from there. */

import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growWorld } from '#cli/grow/world';
import { seedHouse } from '#cli/seed';
import type { Act } from '#db/act';
import { decisions, evidence, exchanges, exchangeVolunteers, moves } from '#db/schema/care';
import { accounts, entries, holds, transfers } from '#db/schema/ledger';
import { grants } from '#db/schema/office';
import { members } from '#db/schema/people';
import { openStore } from '#db/store';
import { dayOf, instantOf } from '#domain/day';
import { countyOf, townOf } from '#domain/region';
import { decisionCommitment } from '#ledger/leaf';
import { replayAll } from '#ledger/replay';
import { evidenceOf } from '#records/evidence';
import { exchangesById } from '#records/exchange';
import { flagsFor } from '#records/flag';
import { houseOver } from '#tests/support/house';
import { copyOf, migratedDatabase, PATIENT, type TestDatabase } from '#tests/support/store';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { creditExchange } from '#usecases/exchange/credit';
import { readQueue } from '#usecases/exchange/read-queue';
import { reflag } from '#usecases/exchange/reflag';
import { requestExchange } from '#usecases/exchange/request';

const NOW = instantOf('2026-11-24', 15 * 60);
const SIZE = { members: 200, exchanges: 1000, seed: 7 };

interface Opened {
  house: House;
  url: string;
  drop: () => Promise<void>;
}

async function openHouse({ url, drop }: TestDatabase): Promise<Opened> {
  const store = await openStore(url, PATIENT);
  const house: House = houseOver(store, () => NOW);
  const close = async () => {
    await store.close();
    await drop();
  };
  return { house, url, drop: close };
}

describe('a grown world', () => {
  let house: House;
  let drop: () => Promise<void>;
  let grown: Awaited<ReturnType<typeof growWorld>>;
  beforeAll(async () => {
    ({ house, drop } = await openHouse(await migratedDatabase()));
    await seedHouse(house);
    grown = await growWorld(house, SIZE);
  }, 60_000);
  afterAll(() => drop());

  const job = () => deskFor(house, { actor: { kind: 'job', id: 'job:test' }, requestId: 'test' });
  const read = <T>(work: (act: Act) => Promise<T>) => job().read(work);
  /** The one who holds this post there sits down. */
  async function inPost(role: 'helper' | 'town', regionCode: string): Promise<Desk> {
    const [held] = await read(({ tx }) =>
      tx
        .select()
        .from(grants)
        .where(and(eq(grants.role, role), eq(grants.regionCode, regionCode))),
    );
    const actor = await read((act) => loadActor(act, held?.userId ?? '', dayOf(NOW)));
    if (!actor) throw new Error(`nobody is ${role} of ${regionCode}`);
    return deskFor(house, { actor, requestId: 'test', device: `device-${actor.id}` });
  }

  it('is as large as it was asked to be', async () => {
    const [people] = await read(({ tx }) => tx.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(members));
    const [lines] = await read(({ tx }) => tx.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(transfers));
    expect(people?.n).toBe(200);
    expect(grown).toMatchObject({ members: 200, transfers: lines?.n });
    expect(Math.abs(grown.exchanges - 1000)).toBeLessThan(100);
  });

  it('stands: replayed from its first entry, every line, balance, hold and hash agrees', async () => {
    expect(await read(replayAll)).toEqual([]);
  });

  it('lies in several counties and towns, and is in every state of the main job', async () => {
    const places = await read(({ tx }) => tx.selectDistinct({ code: members.regionCode }).from(members));
    expect(new Set(places.map(({ code }) => countyOf(code))).size).toBe(5);
    expect(new Set(places.map(({ code }) => townOf(code))).size).toBe(6);
    const states = await read(({ tx }) => tx.selectDistinct({ state: exchanges.state }).from(exchanges));
    const found = states.map(({ state }) => state).sort();
    expect(found).toEqual([
      'approved',
      'cancelled',
      'confirmed',
      'credited',
      'logged',
      'matched',
      'requested',
      'returned',
    ]);
    expect(
      await read(({ tx }) =>
        tx
          .select()
          .from(accounts)
          .where(and(eq(accounts.kind, 'own'), sql`balance > 0`))
          .limit(1),
      ),
    ).toHaveLength(1);
  });

  it('has for each credit one entry over what was credited, and the decision that its leaf carries', async () => {
    const rows = await read(({ tx }) =>
      tx
        .select({ exchange: exchanges, decision: decisions, entry: entries, row: exchangeVolunteers })
        .from(exchanges)
        .innerJoin(decisions, eq(decisions.exchangeId, exchanges.id))
        .innerJoin(entries, and(eq(entries.subjectId, exchanges.id), eq(entries.event, 'credit')))
        .innerJoin(exchangeVolunteers, eq(exchangeVolunteers.exchangeId, exchanges.id))
        .where(eq(exchanges.state, 'credited')),
    );
    expect(rows.length).toBeGreaterThan(800);
    for (const { exchange, decision, entry, row } of rows) {
      expect(decisionCommitment(decision.record, decision.salt).toString('hex')).toBe(decision.commitment);
      expect(entry.decision).toBe(decision.commitment);
      expect(row.creditedMinutes).toBe(exchange.creditedMinutes);
      expect(entry.recordedAt).toBeGreaterThanOrEqual(exchange.creditedAt ?? 0);
    }
  });

  it('holds minutes for what is under way, and for nothing else', async () => {
    const rows = await read(({ tx }) =>
      tx
        .select({ state: exchanges.state, left: sql<number>`sum(minutes - settled - released)`.mapWith(Number) })
        .from(holds)
        .innerJoin(exchanges, eq(exchanges.id, holds.subjectId))
        .groupBy(exchanges.state),
    );
    const held = rows.filter(({ left }) => left > 0).map(({ state }) => state);
    expect(held.sort()).toEqual(['approved', 'confirmed', 'logged', 'matched', 'returned']);
  });

  it('raises no flag when the rules look at its visits anew', async () => {
    const ids = await read(({ tx }) =>
      tx
        .select({ id: exchanges.id })
        .from(exchanges)
        .where(and(isNotNull(exchanges.servedOn), ne(exchanges.state, 'cancelled'))),
    );
    const some = ids.filter((_, at) => at % 9 === 0).map(({ id }) => id);
    await job().write([], async (act) => {
      for (const exchange of await exchangesById(act, some)) await reflag(act, exchange);
    });
    const flags = await read((act) => flagsFor(act, some));
    expect([...flags.values()].flat()).toEqual([]);
  });

  it('can be worked in: the town credits what waits for it', async () => {
    const [waiting] = await read(({ tx }) =>
      tx
        .select()
        .from(exchanges)
        .where(and(eq(exchanges.state, 'confirmed'), isNotNull(exchanges.checkedAt), isNull(exchanges.coverShort)))
        .limit(1),
    );
    if (!waiting) throw new Error('nothing waits for the town');
    const desk = await inPost('town', townOf(waiting.regionCode));
    const queue = await readQueue(desk, 'credits', { place: null, after: null });
    expect(queue.count).toBeGreaterThan(0);
    const credited = await creditExchange(desk, { id: waiting.id });
    expect(credited).toEqual({ credited: waiting.servedMinutes });
    expect(await read((act) => evidenceOf(act, waiting.id))).not.toHaveLength(0);
    expect(await read(replayAll)).toEqual([]);
  });

  it('can be worked in: the helper asks for one of her elders', async () => {
    const [elder] = await read(({ tx }) =>
      tx
        .select({ id: members.id, regionCode: members.regionCode })
        .from(members)
        .innerJoin(accounts, and(eq(accounts.ownerId, members.id), eq(accounts.kind, 'granted')))
        .where(sql`balance - held >= 60`)
        .limit(1),
    );
    if (!elder) throw new Error('nobody was given any minutes');
    const desk = await inPost('helper', elder.regionCode);
    const asked = await requestExchange(desk, {
      key: 'ask',
      memberIds: [elder.id],
      serviceCode: 'A02',
      plannedOn: '2026-11-25',
      plannedStart: 9 * 60,
      plannedHalfDay: 'morning',
      plannedMinutes: 60,
      wish: null,
      wantsOwn: false,
      urgent: false,
      consentHow: 'inPerson',
    });
    expect(asked.state).toBe('approved');
    expect(await read(replayAll)).toEqual([]);
  });

  it('is grown once: a second time is refused in a sentence', async () => {
    await expect(growWorld(house, SIZE)).rejects.toThrow('A world was grown in this database before');
  });
});

describe('two worlds of one seed', () => {
  it('are the same, down to the salts of the book', async () => {
    const database = await migratedDatabase();
    const seeded = await openHouse(database);
    await seedHouse(seeded.house);
    await seeded.house.store.close();
    const books = [];
    for (let world = 0; world < 2; world++) {
      const { house, drop } = await openHouse(await copyOf(seeded.url));
      await growWorld(house, { members: 60, exchanges: 150, seed: 3 });
      const leaves = await house.store.read(async (tx) => [
        await tx.select({ leaf: entries.leafHash }).from(entries).orderBy(entries.journal, entries.seq),
        await tx.select({ id: members.id, name: members.name, pinyin: members.pinyin }).from(members),
        await tx.select({ id: moves.id }).from(moves),
        await tx.select({ id: evidence.id }).from(evidence),
      ]);
      books.push(leaves);
      await drop();
    }
    await database.drop();
    expect(books[0]).toEqual(books[1]);
  }, 60_000);
});
