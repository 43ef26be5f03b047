/** One process at a time writes to a SQLite file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialect } from '#db/dialect';
import { holdLock } from '#db/lock';
import { openStore } from '#db/store';

describe.runIf(dialect === 'sqlite')('the lock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-lock-'));
    file = join(folder, 'yinling.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps a second store out until the first is closed', async () => {
    const first = await openStore(file);
    await expect(openStore(file)).rejects.toThrow(`${file} is in use`);
    await first.close();
    const second = await openStore(file);
    await second.close();
  });

  it('leaves tools alone that only look', async () => {
    const store = await openStore(file);
    const tool = await openStore(`file:${file}`, { readonly: true });
    expect(await tool.read(async () => 1)).toBe(1);
    await expect(tool.transact([], async () => 1)).rejects.toThrow('to look only');
    await tool.close();
    await store.close();
  });

  it('is let go of when opening fails', async () => {
    const refuse = () => {
      throw new Error('no');
    };
    await expect(openStore(file, { onWriter: refuse })).rejects.toThrow('no');
    holdLock(file).release();
  });

  it('is let go of when its process is killed', async () => {
    const hold = `import { holdLock } from '#db/lock'; holdLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1e6);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', hold], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => holdLock(file)).toThrow('another process holds');
    child.kill('SIGKILL');
    await once(child, 'exit');
    holdLock(file).release();
  });

  it('asks for a file', async () => {
    await expect(openStore(':memory:')).rejects.toThrow('SQLite needs a file');
  });

  it('says so when the address is for the other database', async () => {
    await expect(openStore('postgres://localhost/yinling')).rejects.toThrow('DATABASE_URL chose sqlite');
  });
});
