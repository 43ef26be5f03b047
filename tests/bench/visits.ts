/**
 * 应探访 of a large county: a month that is generated for 100,000 elders beside the bare inserts of the same rows, and the
 * lists of who was not visited beside those of a county of 1,000, with as many rows shown.
 */
import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { openDemo } from '#cli/demo';
import { STAFF, XINXING } from '#cli/demo/cast';
import { seedHouse } from '#cli/seed';
import { insertMany } from '#db/bulk';
import { migrate } from '#db/migrate';
import { members } from '#db/schema/people';
import { visitRegister } from '#db/schema/visit';
import { type Day, dayOf, instantOf } from '#domain/day';
import { must } from '#domain/refusal';
import type { Risk } from '#domain/risk';
import { regionsWithin } from '#records/region-list';
import { userByLogin } from '#records/user';
import { copyOf, keptDatabase } from '#tests/bench/files';
import { openBenchHouse } from '#tests/bench/house';
import { type Line, lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { countAll } from '#usecases/visit/count';
import { readDues } from '#usecases/visit/list';
import { oweMonth } from '#usecases/visit/owe';

const [MANY, FEW] = [100_000, 1_000];
/** The tenth: whoever was owed a visit in November and had none is late. */
const NOW = instantOf('2026-12-10', 9 * 60);
const LAST: Day = '2026-11-01';
const NEXT: Day = '2027-01-01';
const ROUNDS = 3;
const READINGS = 25;

export const visits: Measure = {
  name: 'visits',
  async run(tell) {
    const [large, small] = [await county(MANY, tell), await county(FEW, tell)];
    const lists = [await listLine('unseen', large, small), await listLine('round', large, small)];
    return [await monthLine(large, tell), ...lists];
  },
};

const jobAt = (house: House): Desk => deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
const at = (file: string, durable: boolean) => openBenchHouse(file, { clock: () => NOW, durable });

/** A county of so many elders, in all of its villages, of whom nobody was seen and everybody was owed November. */
const county = (elders: number, tell: (words: string) => void): Promise<string> =>
  keptDatabase(`county-${elders}`, ['db/schema', 'db/migrations'], tell, async (file) => {
    await migrate(file);
    const house = await at(file, false);
    await seedHouse(house);
    await openDemo(house, () => {});
    const desk = jobAt(house);
    await desk.write([], async ({ tx, ...act }) => {
      const villages = await regionsWithin({ tx, ...act }, [XINXING], ['village']);
      const [model] = await tx.select().from(members).where(eq(members.sex, 'male')).limit(1);
      const people = Array.from({ length: elders }, (_, one) => ({
        ...must(model),
        ...{ id: `mem_bench${String(one).padStart(6, '0')}`, regionCode: villages[one % villages.length]?.code ?? '' },
        ...{ householdId: null, hamletId: null, identityHash: null },
      }));
      await insertMany(tx, members, people);
      const register = people.map(({ id, regionCode }, one) => ({
        ...{ memberId: id, regionCode, risk: riskOf(one), reasons: ['onRegister' as const], onSince: LAST },
        ...{ derivedAt: 0, seenOn: null, heardOn: null, unseenTimes: 0 },
      }));
      await insertMany(tx, visitRegister, register);
    });
    await oweMonth(desk, LAST);
    await countAll(desk);
    await house.store.close();
  });

const riskOf = (one: number): Risk => (one % 10 === 0 ? 'high' : one % 10 < 4 ? 'medium' : 'low');

/** The month after the next, so that nothing of it is there; each round on a copy of its own. */
async function monthLine(file: string, tell: (words: string) => void): Promise<Line> {
  const rows = await ownRows(file);
  tell(`${rows.length} visits are due in a month`);
  const timed = async (work: (file: string) => Promise<number>) => {
    const copy = copyOf(file);
    try {
      return await work(copy.file);
    } finally {
      copy.drop();
    }
  };
  const ours = () =>
    timed(async (copy) => {
      const house = await at(copy, true);
      const began = performance.now();
      await oweMonth(jobAt(house), NEXT);
      const ms = performance.now() - began;
      await house.store.close();
      return ms;
    });
  const bare = () => timed(async (copy) => bareInserts(copy, rows));
  const reached = await sideBySide(ROUNDS, ours, bare);
  return lineOf({ name: 'a month of due visits', unit: 'ms', ...reached, target: { atMost: 3 } });
}

type Row = (string | number | null)[];
const COLUMNS = ['member_id', 'kind', 'from_day', 'due_on', 'region_code', 'risk', 'pairing_id', 'alert_id'];

/** What ours writes of that month, as the driver takes it. */
async function ownRows(file: string): Promise<Row[]> {
  const copy = copyOf(file);
  const house = await at(copy.file, false);
  await oweMonth(jobAt(house), NEXT);
  await house.store.close();
  const client = new Database(copy.file, { readonly: true });
  const rows = client
    .prepare(`select ${COLUMNS.join(', ')} from dues where from_day >= ?`)
    .raw()
    .all(NEXT) as Row[];
  client.close();
  copy.drop();
  return rows;
}

/** As many in a transaction as ours has in a unit, on a connection that is as durable. */
const IN_ONE = 500;

function bareInserts(file: string, rows: readonly Row[]): number {
  const client = new Database(file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  const insert = client.prepare(
    `insert into dues (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  );
  const some = client.transaction((part: readonly Row[]) => {
    for (const row of part) insert.run(...row);
  });
  const began = performance.now();
  for (let from = 0; from < rows.length; from += IN_ONE) some(rows.slice(from, from + IN_ONE));
  const ms = performance.now() - began;
  client.close();
  return ms;
}

/** The county's first page, read over and over on both sides in turns. */
async function listLine(list: 'unseen' | 'round', large: string, small: string): Promise<Line> {
  const [many, few] = [await officerAt(large), await officerAt(small)];
  const timed =
    ({ desk }: Officer) =>
    async () => {
      const began = performance.now();
      for (let reading = 0; reading < READINGS; reading += 1) await readDues(desk, { region: null, list });
      return (performance.now() - began) / READINGS;
    };
  const shown = await Promise.all([many, few].map(({ desk }) => readDues(desk, { region: null, list })));
  const lengths = shown.map(({ people }) => people.length);
  if (lengths[0] !== lengths[1]) throw new Error(`${list}: ${lengths.join(' and ')} rows are shown`);
  const reached = await sideBySide(ROUNDS, timed(many), timed(few));
  for (const { house } of [many, few]) await house.store.close();
  return lineOf({ name: `list of the ${list} in a large county`, unit: 'ms', ...reached, target: { atMost: 1.2 } });
}

interface Officer {
  house: House;
  desk: Desk;
}

async function officerAt(file: string): Promise<Officer> {
  const house = await at(file, true);
  const actor = await jobAt(house).read(async (act) => {
    const user = must(await userByLogin(act, STAFF.苏科?.login ?? ''));
    return loadActor(act, user.id, dayOf(NOW));
  });
  return { house, desk: deskFor(house, { actor: must(actor), requestId: 'bench' }) };
}
