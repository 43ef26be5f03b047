/** What the book answers under a receipt: as it was sealed, and when somebody was at it. How much is read for that is counted. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Act } from '#db/act';
import { entries } from '#db/schema/ledger';
import { checkpointText } from '#domain/seal/checkpoint';
import type { Hash } from '#domain/seal/hash';
import { inclusionStretches, rootOver } from '#domain/seal/merkle';
import { writeNote } from '#domain/seal/note';
import { TILE_WIDTH } from '#domain/seal/tile';
import { writeCheckpoint } from '#ledger/checkpoint';
import { entryFile } from '#ledger/entry';
import { codeOf, writeReceipt } from '#ledger/receipt';
import { documentOf } from '#ledger/replay';
import { creditOf } from '#ledger/reverse';
import { treeHasher, writeVerifier } from '#ledger/signature';
import { checked } from '#tests/support/scene';
import { fillJournal, JOURNAL, newSealFolder, ORIGIN, type SealFolder } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { creditExchange } from '#usecases/exchange/credit';
import { checkCode } from '#usecases/receipt/check';
import { factsOf } from '#usecases/receipt/facts';
import { readHandedIn } from '#usecases/receipt/hand-in';
import { receiptFile, viewReceipt } from '#usecases/receipt/view';
import { sealAll } from '#usecases/seal/seal';

const hasher = treeHasher('sha256');
const origin = `${ORIGIN}/${JOURNAL}`;
let world: World;
let folder: SealFolder;
let which: { journal: string; seq: number };
const desk = () => world.desk('李姨');
const seal = () => sealAll(world.desk('梁主任'));

beforeEach(async () => {
  world = await openWorld();
  await world.fillPool('445321100', 6_000);
  folder = newSealFolder();
  world.house.seal = folder.open();
  const id = await checked(world);
  await creditExchange(world.desk('梁主任'), { id });
  const credit = await desk().read((act) => creditOf(act, id));
  which = { journal: credit?.journal ?? '', seq: credit?.seq ?? 0 };
});
afterEach(async () => {
  await world.close();
  folder.drop();
});

/** So many rows that any one question was answered with. */
async function rowsRead(work: (act: Act) => Promise<unknown>): Promise<number[]> {
  const rows: number[] = [];
  const counted = <T extends object>(builder: T): T =>
    new Proxy(builder, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function' || name === 'constructor') return value;
        return (...given: unknown[]) => {
          if (name === 'then') return value.call(target, told(given[0]), given[1]);
          const made = value.apply(target, given) as unknown;
          return made !== null && typeof made === 'object' && !Array.isArray(made) ? counted(made) : made;
        };
      },
    });
  const told = (next: unknown) => (answer: unknown) => {
    if (Array.isArray(answer)) rows.push(answer.length);
    return (next as (answer: unknown) => unknown)(answer);
  };
  await desk().read((act) => work({ ...act, tx: counted(act.tx) }));
  return rows;
}

test('a proof reads a stretch of 256 hashes a level at most, in however large a book', async () => {
  await world.desk('梁主任').write([JOURNAL], (act) => fillJournal(act, 3 * TILE_WIDTH));
  await seal();
  const small = await rowsRead((act) => factsOf(act, world.house.seal ?? null, which));
  expect(small.length).toBeGreaterThan(3);
  await world.desk('梁主任').write([JOURNAL], (act) => fillJournal(act, 17 * TILE_WIDTH));
  await seal();
  const large = await rowsRead((act) => factsOf(act, world.house.seal ?? null, which));
  // Leaves of its own tile, and one hash for each full tile: no question more, however many entries came.
  expect(large.length).toBe(small.length);
  for (const rows of large) expect(rows).toBeLessThanOrEqual(TILE_WIDTH);
  expect(large.reduce((sum, count) => sum + count, 0)).toBeLessThan(2 * TILE_WIDTH);
  expect(await viewReceipt(desk(), which)).toMatchObject({ standing: 'holds' });
});

test('the program in docs says yes to a file, and no to a changed one', async () => {
  await seal();
  const written = await receiptFile(desk(), which);
  const [key] = folder.open().verifiersOf(origin).map(writeVerifier);
  const check = (text: string) => {
    const file = join(folder.folder, 'kept.tlog-proof');
    writeFileSync(file, text);
    return spawnSync(process.execPath, ['docs/check-receipt.mjs', file, key ?? ''], { encoding: 'utf8' });
  };
  expect(check(written)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`${origin} ${which.seq}: credit`),
  });
  expect(check(written.replace(/(index )(\d+)/, (_, word, at) => `${word}${Number(at) + 1}`)).status).toBe(1);
  expect(check(written.replace(/(extra ....)./, '$1x')).status).toBe(1);
  expect(check(written.replace(/(— \S+ .{20})./, '$1x')).status).toBe(1);
});

test('before it is sealed it stands in the book, and there is no file', async () => {
  const { standing, code } = await viewReceipt(desk(), which);
  expect(standing).toBe('unsealed');
  await expect(receiptFile(desk(), which)).rejects.toMatchObject({ code: 'receipt_unsealed' });
  await seal();
  expect(await viewReceipt(desk(), which)).toMatchObject({ standing: 'holds', code });
});

test('the first checkpoint that holds it stays the one that is told', async () => {
  await seal();
  const { first } = await viewReceipt(desk(), which);
  await world.desk('梁主任').write([JOURNAL], (act) => fillJournal(act, 5));
  await seal();
  const later = await viewReceipt(desk(), which);
  expect(later.first).toEqual(first);
  expect(later.last?.size).toBe((first?.size ?? 0) + 5);
});

test('a head that nobody of ours signed, or that is not over this book, is no proof', async () => {
  await seal();
  const { code, last } = await viewReceipt(desk(), which);
  const { size = 0, peaks = [] } = last ?? {};
  await world.desk('梁主任').write([JOURNAL], (act) => fillJournal(act, 1));
  const root = Buffer.alloc(32, 1);
  const text = checkpointText({ origin, size: size + 1, root });
  const note = writeNote({ text, signatures: folder.open().sign(origin, text) });
  const forged = { journal: JOURNAL, origin, tree: 'sha256' as const, size: size + 1, root, note };
  await world.desk('梁主任').write([], (act) => writeCheckpoint(act, { ...forged, peaks: [...peaks, root] }));
  expect(await checkCode(desk(), { ...which, code })).toMatchObject({ standing: 'bent' });
  await expect(receiptFile(desk(), which)).rejects.toMatchObject({ code: 'receipt_bent' });
});

test('a book that is older than what was signed of it is no proof of itself', async () => {
  await seal();
  const text = checkpointText({ origin, size: 9_000, root: Buffer.alloc(32, 1) });
  world.house.seal?.keep(JOURNAL, writeNote({ text, signatures: folder.open().sign(origin, text) }));
  expect((await viewReceipt(desk(), which)).standing).toBe('bent');
});

/** Our key signed a tree of these leaves, and this is the receipt in it. */
async function receiptIn(leaves: readonly Hash[]): Promise<Buffer> {
  const { entry, lines } = await desk().read((act) => entryFile(act, which.journal, which.seq));
  const text = checkpointText({ origin, size: leaves.length, root: rootOver(leaves, hasher) });
  const stretches = inclusionStretches(which.seq - 1, leaves.length);
  const path = stretches.map(([from, to]) => rootOver(leaves.slice(from, to), hasher));
  const note = writeNote({ text, signatures: folder.open().sign(origin, text) });
  return Buffer.from(writeReceipt(documentOf(entry, lines), entry.salt, path, note));
}

const leavesOf = (): Promise<Hash[]> =>
  desk().read(async (act) => {
    const rows = await act.tx
      .select({ leaf: entries.leafHash })
      .from(entries)
      .where(eq(entries.journal, JOURNAL))
      .orderBy(asc(entries.seq));
    return rows.map(({ leaf }) => leaf);
  });

test('a receipt that we signed and the book knows nothing of is told apart: newer than the book, or of another one', async () => {
  await seal();
  const leaves = await leavesOf();
  expect(await readHandedIn(desk(), await receiptIn(leaves))).toMatchObject({ ...which, filed: leaves.length });
  const newer = await receiptIn([...leaves, Buffer.alloc(32, 1)]);
  await expect(readHandedIn(desk(), newer)).rejects.toMatchObject({ code: 'receipt_ahead' });
  const other = await receiptIn(leaves.with(0, Buffer.alloc(32, 1)));
  await expect(readHandedIn(desk(), other)).rejects.toMatchObject({ code: 'receipt_split' });
  const between = await receiptIn(leaves.slice(0, which.seq));
  if (which.seq < leaves.length) {
    await expect(readHandedIn(desk(), between)).rejects.toMatchObject({ code: 'receipt_forked' });
  }
});

test('the code on the slip is found again by whoever has the entry and its salt', async () => {
  const { entry, code } = await viewReceipt(desk(), which);
  expect(codeOf(entry.salt, entry.commitment)).toBe(code);
});
