/**
 * A disk that fills up while people work: a small tmpfs, which is full in earnest. Where this process may not mount, the
 * rule is left to `tests/db/disk.test.ts`, which tells SQLite to stop at so many pages.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialect } from '#db/dialect';
import { exchanges } from '#db/schema/care';
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client, FetchedPage } from '#tests/support/client';
import { faultsOf } from '#tests/support/faults';
import { checked } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { viewExchange } from '#usecases/exchange/view';

const MEGABYTES = 24;

interface Disk {
  folder: string;
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

/** Null where this process may not mount. */
function openDisk(): Disk | null {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'yinling-test', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => rmSync(filler),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

const disk = dialect === 'sqlite' ? openDisk() : null;

describe.runIf(disk)('a disk that is full', () => {
  const { folder, fill, makeRoom, remove } = disk as Disk;
  let world: World;
  let file: string;
  let open: OpenApp;
  let helper: Client;
  let officer: Client;
  let waiting: string;

  beforeAll(async () => {
    await (await openWorld()).close();
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    world = await openWorld().finally(() => {
      process.env.TMPDIR = before;
    });
    file = join(folder, readdirSync(folder)[0] ?? '', 'yinling.db');
    await world.fillPool('445321100', 6000);
    waiting = await checked(world);
    open = await openApp({ house: world.house });
    [helper, officer] = [open.client(), open.client()];
    await helper.signInAs(world.user('阿芬').id);
    await officer.signInAs(world.user('梁主任').id);
  });
  afterAll(async () => {
    try {
      await open?.close();
      await world?.close();
    } finally {
      remove();
    }
  });

  const form = () => helper.get(`/log/new?member=${world.member('陈伯').id}`);
  const visit = (minutes: string) => ({
    ...{ serviceCode: 'A02', otherMinutes: minutes, halfDay: 'morning', servedOn: world.today() },
    ...{ volunteer: world.member('李姨').id },
  });
  const count = () => world.read(async ({ tx }) => (await tx.select({ id: exchanges.id }).from(exchanges)).length);
  /** The same form, by the key that it has. */
  const send = (page: FetchedPage, minutes: string) => {
    const hidden = ['_csrf', 'key', 'member'].map((name) => [
      name,
      page.root.querySelector(`main [name=${name}]`)?.getAttribute('value') ?? '',
    ]);
    return helper.request('POST', '/log', { form: { ...Object.fromEntries(hidden), ...visit(minutes), order: 'new' } });
  };

  test('refuses in words, keeps what was typed and what it acknowledged, and goes on by itself when there is room', async () => {
    const before = await count();
    const [credit, ...pages] = [
      await officer.get(`/exchanges/${waiting}/file`),
      await form(),
      await form(),
      await form(),
    ];
    fill();

    // What still has a place in the log of the database is stored; from some form on there is none.
    const sent: { page: FetchedPage; status: number }[] = [];
    for (let tries = 0; tries < 400 && sent.at(-1)?.status !== 503; tries += 1) {
      const page = await form();
      sent.push({ page, status: (await send(page, '37')).statusCode });
    }
    const stored = sent.filter(({ status }) => status === 303).length;
    expect(sent.map(({ status }) => status)).toEqual([...sent.slice(0, -1).map(() => 303), 503]);

    const refused = await Promise.all(pages.map((page) => send(page, '37')));
    for (const { statusCode, body, headers } of refused) {
      expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
      expect(body).toContain('硬盘满了');
      expect(body).toContain('value="37"');
      expect(body).toContain('href="tel:');
    }
    const press = await officer.submit(credit as FetchedPage, {}, `form[action$="/credit"]`);
    expect(press.status).toBe(503);
    expect(press.text('main')).toContain('硬盘满了');
    expect((await helper.get('/desk')).status).toBe(200);
    expect(await count()).toBe(before + stored);

    makeRoom();
    for (const page of [...pages, ...sent.map((one) => one.page)])
      expect((await send(page, '37')).statusCode).toBe(303);
    expect(await count()).toBe(before + sent.length + pages.length);
    await officer.submit(await officer.get(`/exchanges/${waiting}/file`), {}, `form[action$="/credit"]`);
    expect((await viewExchange(world.desk('梁主任'), waiting)).exchange.state).toBe('credited');
    expect(await faultsOf(world.house)).toEqual([]);
    const aside = new Database(file, { readonly: true });
    expect(aside.pragma('integrity_check', { simple: true })).toBe('ok');
    aside.close();
  });
});
