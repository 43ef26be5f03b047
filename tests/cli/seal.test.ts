/** `npm run seal` as an operator types it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialect } from '#db/dialect';
import { openStore } from '#db/store';
import { readVerifier } from '#ledger/signature';
import { JOURNAL, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { testSecrets } from '#tests/support/secrets';
import { openSeal } from '../../src/seal-files.ts';

interface Ran {
  code: number;
  said: string;
}

const folder = mkdtempSync(join(tmpdir(), 'yinling-cli-seal-'));
let house: SealedHouse;
beforeAll(async () => {
  house = await openSealedHouse();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

const seal = (words: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((done) => {
    const settings = { ...process.env, ...testSecrets(), SEAL_FOLDER: join(folder, 'seal'), ...env };
    const run = ['--import', 'tsx', 'src/cli/seal.ts', ...words];
    execFile(process.execPath, run, { env: settings }, (error, stdout, stderr) => {
      done({ code: error ? 1 : 0, said: stdout + stderr });
    });
  });

test('two that make a seal at once make one; the other is told', async () => {
  const make = () => seal(['key', '--origin', 'time.example.cn/log']);
  const ran = await Promise.all([make(), make()]);
  expect(ran.map(({ code }) => code).sort()).toEqual([0, 1]);
  for (const { code, said } of ran) expect(said).toContain(code === 0 ? 'The seal is made' : 'There is a seal in');
  expect(readdirSync(join(folder, 'seal')).sort()).toEqual(['key.pem', 'settings.json']);
  expect(openSeal(join(folder, 'seal'))?.originOf('xinxing')).toBe('time.example.cn/log/xinxing');
}, 180_000);

test('a name that is none, and a word that is none, are refused in a sentence', async () => {
  const elsewhere = { SEAL_FOLDER: join(folder, 'elsewhere') };
  expect((await seal(['key', '--origin', 'https://time example'], elsewhere)).said).toContain('wants a name like');
  expect((await seal(['keep'], elsewhere)).said).toContain('Unknown: keep');
  expect(existsSync(elsewhere.SEAL_FOLDER)).toBe(false);
}, 180_000);

test('a key is changed in two steps', async () => {
  const key = () => readFileSync(join(folder, 'seal', 'key.pem'), 'utf8');
  const before = key();
  expect((await seal(['rotate'])).code).toBe(0);
  expect(key()).not.toBe(before);
  expect((await seal(['retire'])).code).toBe(0);
  expect(existsSync(join(folder, 'seal', 'previous.pem'))).toBe(false);
}, 180_000);

test('beside a server: it tells its keys, and says who can seal now; without one it seals', async () => {
  const here = { SEAL_FOLDER: house.folder, DATABASE_URL: house.url };
  await house.fill(4);
  const keys = (await seal(['keys'], here)).said.trim().split('\n');
  expect(keys.map((line) => readVerifier(line)?.name)).toEqual([`yinling.test/log/${JOURNAL}`]);
  if (dialect === 'sqlite') {
    const beside = await seal([], here);
    expect(beside.code).toBe(1);
    expect(beside.said).toContain('an officer can do it at once');
  }
  await house.house.store.close();
  expect((await seal([], here)).said).toContain(`${JOURNAL}\tsealed at 4, 4 more than before`);
  house.house.store = await openStore(house.url);
}, 180_000);
