/**
 * 核账 of a million lines, beside a bare loop that reads the same rows and hashes as many bytes and knows no rule; and what
 * the command takes of the memory in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { canonicalJson, ENTRY_DOMAIN, leafHash } from '#ledger/leaf';
import { entriesInOrder } from '#ledger/reading';
import { itemOf, replay } from '#ledger/replay';
import { timed } from '#tests/bench/credits';
import { keptWorld, LARGE } from '#tests/bench/grown';
import { BENCH_SECRETS, openBenchHouse } from '#tests/bench/house';
import { lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { deskFor, type House } from '#usecases/desk';
import manifest from '../../package.json' with { type: 'json' };

/** What `npm run verify` runs, built before the bench, and what it hands to node. */
export const VERIFY = 'build/verify/verify.mjs';
export const VERIFY_FLAGS = manifest.scripts.verify.split(' ').filter((word) => word.startsWith('--'));

const ROUNDS = 3;
const MOST_MEMORY = 300;

export const verify: Measure = {
  name: 'verify',
  async run(tell) {
    const file = await keptWorld(LARGE, tell);
    const house = await openBenchHouse(file);
    const length = await usualLength(house);
    const reached = await sideBySide(
      ROUNDS,
      () => timed(() => checked(house)),
      () => timed(async () => bare(file, length)),
    );
    await house.store.close();
    const lines = [lineOf({ name: 'verify of a million', unit: 'ms', ...reached, target: { atMost: 3 } })];
    const ours = memoryOf(file);
    return [...lines, lineOf({ name: 'verify: memory', unit: 'MB', ours, limit: MOST_MEMORY, target: { atMost: 1 } })];
  },
};

const deskIn = (house: House) => deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });

async function checked(house: House): Promise<void> {
  const told = await deskIn(house).read((act) => replay(act));
  if (told.some(({ faulty }) => faulty > 0)) throw new Error('the book does not stand: nothing was measured');
}

/** Of what is hashed of an entry, in bytes. */
const usualLength = (house: House): Promise<number> =>
  deskIn(house).read(async (act) => {
    let [bytes, count] = [0, 0];
    for await (const { rows } of entriesInOrder(act, 'xinxing')) {
      for (const { entry, lines } of rows) bytes += Buffer.byteLength(canonicalJson(itemOf(entry, lines).document));
      count += rows.length;
      if (count > 5_000) break;
    }
    return Math.round(bytes / count);
  });

/** Commitment, leaf, one node of the tree, and the hash by which a reversal is known. */
function bare(file: string, length: number): void {
  const client = new Database(file, { readonly: true });
  const document = 'x'.repeat(length);
  const node = Buffer.alloc(65);
  for (const { salt } of rowsOf<{ salt: Buffer }>(client, 'entries')) {
    leafHash(createHash('sha256').update(ENTRY_DOMAIN).update(salt).update(document).digest());
    createHash('sha256').update(node).digest();
    createHash('sha256').update(document.slice(0, 60)).digest();
  }
  for (const table of ['transfers', 'accounts', 'holds']) for (const _row of rowsOf(client, table));
  client.close();
}

/** A thousand at a time: crossing over for each row would cost more than the row. */
function* rowsOf<T>(client: Database.Database, table: string): Generator<T> {
  const some = client.prepare(`select rowid as at, * from ${table} where rowid > ? order by rowid limit 1000`);
  for (let last = 0; ; ) {
    const rows = some.all(last) as (T & { at: number })[];
    if (rows.length === 0) return;
    yield* rows;
    last = rows.at(-1)?.at ?? last;
  }
}

/** The most that the command ever had, in megabytes. */
function memoryOf(file: string): number {
  const told = "process.on('exit', () => console.error('rss', process.resourceUsage().maxRSS))";
  const words = [...VERIFY_FLAGS, '--input-type=module', '-e', `${told}; await import('./${VERIFY}')`];
  const env = { ...process.env, ...BENCH_SECRETS, NODE_ENV: 'test', DATABASE_URL: file };
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`the command did not end well: ${stderr}`);
  return Number(/^rss (\d+)$/m.exec(stderr)?.[1] ?? Number.NaN) / 1024;
}
