/**
 * 500 records that a phone wrote down without signal, handed in over HTTP with one answer in ten lost after the commit:
 * exactly 500 rows afterwards, or nothing was measured. The raw limit is what taking them in asked of SQLite, by hand, every
 * reading and every durable commit of it. Memory: a second drain of 500 leaves the house where the first one left it.
 */
import Database from 'better-sqlite3';
import { STAFF } from '#cli/demo/cast';
import { dayOf } from '#domain/day';
import { must } from '#domain/refusal';
import { userByLogin } from '#records/user';
import { timed } from '#tests/bench/credits';
import { copyOf } from '#tests/bench/files';
import { keptWorld, SMALL } from '#tests/bench/grown';
import { openBenchHouse } from '#tests/bench/house';
import { type Line, lineOf, type Measure } from '#tests/bench/measure';
import { openPhone, type Phone, type Raw, writtenDown } from '#tests/bench/phone';
import { startProduction } from '#tests/bench/production';
import { openRaw } from '#tests/bench/raw';
import { openTrace, type Statement } from '#tests/bench/trace';
import { signIn } from '#tests/bench/visitor';
import { loadActor } from '#usecases/access/actor';
import { deskFor, type House } from '#usecases/desk';
import { takeBatch } from '#usecases/field/take-batch';

const RECORDS = 500;
/** Every tenth answer is lost. */
const lose = (sending: number): boolean => sending % 10 === 9;

export const field: Measure = {
  name: 'field',
  async run(tell) {
    const world = await keptWorld(SMALL, tell);
    const copy = copyOf(world);
    const cookie = await comeIn(copy.file);
    const running = await startProduction(copy.file);
    const phone = await openPhone(running.origin, cookie);
    // The first drain is not counted: by its end code is compiled.
    const first = writtenDown(phone, RECORDS);
    await drained(phone, first, copy.file, tell);
    const before = running.residentMb();
    const took = await drained(phone, writtenDown(phone, RECORDS), copy.file, tell);
    const after = running.residentMb();
    phone.close();
    await running.stop();
    copy.drop();
    return [...rates(took, await rawTime(world, first)), memoryLine(before, after)];
  },
};

const rates = (took: number, raw: number): Line[] => [
  lineOf({
    name: `field, ${RECORDS} records, 1 in 10 answers lost`,
    unit: '/s',
    ours: (RECORDS / took) * 1000,
    limit: (RECORDS / raw) * 1000,
    target: { atLeast: 0.25 },
  }),
];

const memoryLine = (before: number, after: number): Line =>
  lineOf({
    name: 'field, memory after a second drain',
    unit: 'MB',
    ours: after,
    limit: before,
    target: { atMost: 1.1 },
  });

async function comeIn(file: string): Promise<string> {
  const house = await openBenchHouse(file, { clock: Date.now });
  const cookie = await signIn(house, 'social-worker');
  await house.store.close();
  return cookie;
}

/** @returns milliseconds. @throws Error unless every record is one row, and one exchange */
async function drained(phone: Phone, records: readonly Raw[], file: string, tell: (words: string) => void) {
  const before = rowsIn(file);
  let count = { sendings: 0, lost: 0 };
  const took = await timed(async () => {
    count = await phone.drain(records, lose);
  });
  const rows = rowsIn(file).map((now, at) => now - (before[at] ?? 0));
  tell(`${count.lost} of ${count.sendings} answers were lost; ${rows.join(' and ')} rows more`);
  if (rows.some((more) => more !== records.length)) throw new Error(`${records.length} records became ${rows} rows`);
  return took;
}

function rowsIn(file: string): number[] {
  const client = new Database(file, { readonly: true });
  const count = (table: string) => client.prepare(`select count(*) from ${table}`).pluck().get() as number;
  const rows = ['field_records', 'exchanges'].map(count);
  client.close();
  return rows;
}

/** The statements of the same work, run again by hand on a copy; the middle of three. */
async function rawTime(world: string, records: readonly Raw[]): Promise<number> {
  const statements = await traced(world, records);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const copy = copyOf(world);
    const raw = openRaw(copy.file);
    times.push(await timed(async () => raw.run(statements)));
    raw.close();
    copy.drop();
  }
  return times.sort((a, b) => a - b)[1] ?? Number.NaN;
}

async function traced(world: string, records: readonly Raw[]): Promise<Statement[]> {
  const copy = copyOf(world);
  const trace = openTrace();
  try {
    const house = await openBenchHouse(copy.file, { clock: Date.now });
    const desk = await deskOf(house);
    const sent = records.map((raw) => ({ ...raw, sentAt: Date.now() }));
    const statements = await trace.during(() => takeBatch(desk, sent, refuseFaults));
    await house.store.close();
    return statements;
  } finally {
    trace.end();
    copy.drop();
  }
}

const refuseFaults = (error: unknown): never => {
  throw error;
};

async function deskOf(house: House) {
  const job = deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
  const actor = await job.read(async (act) => {
    const user = must(await userByLogin(act, STAFF.小周?.login ?? ''));
    return must(await loadActor(act, user.id, dayOf(house.clock())));
  });
  return deskFor(house, { actor, device: 'device-zhou', requestId: 'bench' });
}
