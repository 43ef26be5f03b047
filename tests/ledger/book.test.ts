/** The exported book in the hands of others: accountants' tools sum up as we do, and the verifier needs nothing of ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '#db/schema/ledger';
import { VERIFIER, verifierFile } from '#http/verifier';
import { beancountAccount, beancountWriter } from '#ledger/book/beancount';
import { csvWriter } from '#ledger/book/csv';
import { hledgerAccount, hledgerWriter } from '#ledger/book/hledger';
import type { Writer } from '#ledger/book/piece';
import { altered, type ExportedHouse, lineOf, openExported } from '#tests/support/exported';
import { JOURNAL } from '#tests/support/seal';
import { hasTool, runTool } from '#tests/support/tools';

let one: ExportedHouse;
let folder: string;
let rows: (typeof accounts.$inferSelect)[];
beforeAll(async () => {
  one = await openExported();
  folder = mkdtempSync(join(tmpdir(), 'yinling-book-'));
  rows = await one.desk().read((act) => act.tx.select().from(accounts));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await one.close();
});

function put(name: string, text: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Free and held, by the name that a tool gives an account; what stands at nothing is left out. */
const ours = (nameOf: (journal: string, id: string, held?: boolean) => string) =>
  Object.fromEntries(
    rows
      .flatMap(({ journal, id, balance, held }) => [
        [nameOf(journal, id), balance - held] as const,
        [nameOf(journal, id, true), held] as const,
      ])
      .filter(([, minutes]) => minutes !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const sorted = (found: [string, number][]) => Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
const exported = async (name: string, write: Writer) => put(name, await one.text(write));

test.skipIf(!hasTool('hledger'))('hledger accepts the book, and its balances are ours to the minute', async () => {
  const file = await exported('book.hledger', hledgerWriter());
  runTool('hledger', ['check', '--strict', '-f', file]);
  const told = runTool('hledger', ['balance', '--flat', '--no-total', '-O', 'csv', '-f', file]);
  const read = parse(told, { from_line: 2 }) as string[][];
  const found = read.map(([name = '', amount = '']): [string, number] => [name, Number(amount.replace(' min', ''))]);
  expect(sorted(found)).toEqual(ours(hledgerAccount));
});

test.skipIf(!hasTool('hledger'))('hledger says so when a minute was changed', async () => {
  const text = await one.text(hledgerWriter());
  const bent = text.replace('own:mem_li  90 min', 'own:mem_li  91 min').replace('held  -90 min', 'held  -91 min');
  expect(bent).not.toBe(text);
  expect(() => runTool('hledger', ['check', '-f', put('bent.hledger', bent)])).toThrow('hledger ended with 1');
});

test.skipIf(!hasTool('bean-check'))('Beancount accepts the book, and its balances are ours to the minute', async () => {
  const file = await exported('book.beancount', beancountWriter());
  expect(runTool('bean-check', [file])).toBe('');
  const query = 'select account, sum(number) as minutes group by account order by account';
  const told = parse(runTool('bean-query', ['-f', 'csv', file, query]), { from_line: 2, trim: true }) as string[][];
  const found = told.map(([name = '', minutes = '']): [string, number] => [name, Number(minutes)]);
  expect(sorted(found.filter(([, minutes]) => minutes !== 0))).toEqual(ours(beancountAccount));
});

test.skipIf(!hasTool('bean-check'))('Beancount says so when a minute was changed', async () => {
  const text = await one.text(beancountWriter());
  const bent = text.replace('Mem-li  90 MIN', 'Mem-li  91 MIN').replace('Held  -90 MIN', 'Held  -91 MIN');
  expect(bent).not.toBe(text);
  expect(() => runTool('bean-check', [put('bent.beancount', bent)])).toThrow('Balance failed');
});

test('the table has a row a line, and sums to nothing', async () => {
  const table = parse(await one.text(csvWriter()), { columns: true }) as Record<string, string>[];
  expect(table.length).toBe(309);
  expect(table[3]).toMatchObject({
    journal: JOURNAL,
    seq: '3',
    line: '1',
    kind: 'settle',
    minutes: '90',
    to: 'own:mem_li',
  });
});

test('the verifier runs by itself in an empty folder', async () => {
  const lines = await one.lines();
  put(VERIFIER, verifierFile());
  put('book.jsonl', `${lines.join('\n')}\n`);
  const run = (book: string) =>
    spawnSync(process.execPath, [VERIFIER, book], { cwd: folder, encoding: 'utf8', env: {} });
  const good = run('book.jsonl');
  expect(good.stdout).toContain(`${JOURNAL}: ok, entries 307`);
  expect(good.status).toBe(0);
  const at = lineOf(lines, JOURNAL, ({ entry }) => entry?.document.seq === 3);
  const bent = altered(lines, at, ({ entry }) => Object.assign(entry?.document.transfers[0] ?? {}, { minutes: 91 }));
  put('bent.jsonl', `${bent.join('\n')}\n`);
  const bad = run('bent.jsonl');
  expect(bad.stderr).toContain(`${JOURNAL}: 3 (line ${at} of the file)`);
  expect(bad.status).toBe(1);
  put('cut.jsonl', lines.join('\n').slice(0, 4000));
  const cut = run('cut.jsonl');
  expect(cut.stderr).toMatch(/line \d+ cannot be read/);
  expect(cut.status).toBe(1);
  expect(run('nowhere.jsonl').status).toBe(2);
}, 60_000);
