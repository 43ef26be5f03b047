/** The raw limit is honest: what it does to a copy of the town is what ours did, row by row. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { replayAll } from '#ledger/replay';
import { traceCredits } from '#tests/bench/credits';
import { openBenchHouse } from '#tests/bench/house';
import { openRaw } from '#tests/bench/raw';
import { fillTown } from '#tests/bench/town';
import { deskFor } from '#usecases/desk';

const folder = mkdtempSync(join(tmpdir(), 'yinling-bench-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every row of every table, as SQLite gives it. */
function rowsOf(file: string): Record<string, unknown[]> {
  const client = new Database(file, { readonly: true });
  const tables = client.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  const rows = tables.map((name) => [name, client.prepare(`select * from "${name}" order by rowid`).all()]);
  client.close();
  return Object.fromEntries(rows);
}

async function faultsIn(file: string): Promise<unknown[]> {
  const house = await openBenchHouse(file);
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:verify' }, requestId: 'verify' });
  const faults = await desk.read(replayAll);
  await house.store.close();
  return faults;
}

it('leaves the same rows behind as ours, and a book that stands', async () => {
  const ours = join(folder, 'ours', 'town.db');
  const limit = join(folder, 'limit', 'town.db');
  for (const side of ['ours', 'limit']) mkdirSync(join(folder, side));
  await fillTown(ours, 2, 4);
  copyFileSync(ours, limit);
  const before = rowsOf(limit);

  const batches = await traceCredits(ours, 4, (ids) => [ids.slice(0, 4), ids.slice(4)]);
  const raw = openRaw(limit);
  for (const statements of batches) raw.run(statements);
  raw.close();

  const after = rowsOf(limit);
  expect(after.decisions?.length).toBe(8);
  expect(after.transfers?.length).toBeGreaterThan(before.transfers?.length ?? 0);
  expect(after).toEqual(rowsOf(ours));
  expect(await faultsIn(limit)).toEqual([]);
});
