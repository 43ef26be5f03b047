/** The drill: back up while the house is open, lose everything, restore, and find it again. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, restore } from '#db/backup';
import { dialect } from '#db/dialect';
import { migrate } from '#db/migrate';
import { stations } from '#db/schema/places';
import { openStore, type Store } from '#db/store';
import { aside, errorOf } from '#tests/db/scratch';
import { migratedDatabase, type TestDatabase } from '#tests/support/store';

let folder: string;
let database: TestDatabase;
let store: Store | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinling-backup-'));
  database = await migratedDatabase();
  store = await openStore(database.url);
});
afterEach(async () => {
  await store?.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const station = (id: string) => ({
  id,
  regionCode: '445302001001',
  name: id,
  kind: 'village' as const,
  state: 'open' as const,
});
const openStation = (id: string) => store?.transact([], (tx) => tx.insert(stations).values(station(id)));
const stationsIn = async (): Promise<string[]> => {
  const rows = (await store?.read((tx) => tx.select({ id: stations.id }).from(stations))) ?? [];
  return rows.map(({ id }) => id).sort();
};
const stop = async () => {
  await store?.close();
  store = undefined;
};
const start = async () => {
  expect(await migrate(database.url)).toEqual([]);
  store = await openStore(database.url);
};

describe('backup and restore', () => {
  it('bring back what was there, and keep what was there instead', async () => {
    await openStation('before');
    const file = join(folder, 'backups', 'a.backup');
    await backup(database.url, file);
    await openStation('after');
    await stop();

    const kept = await restore(database.url, file, 'drill');
    await start();
    expect(await stationsIn()).toEqual(['before']);
    await stop();
    const keptUrl = dialect === 'sqlite' ? String(kept) : database.url.replace(/[^/]+$/, String(kept));
    expect(await aside(keptUrl, 'select id from stations order by id')).toEqual([{ id: 'after' }, { id: 'before' }]);
    if (dialect === 'postgres') await aside(database.url.replace(/[^/]+$/, 'postgres'), `drop database "${kept}"`);
  });

  it('take one moment, while others write', async () => {
    const file = join(folder, 'a.backup');
    await openStation('s000');
    const writing = (async () => {
      for (let index = 1; index <= 200; index += 1) await openStation(`s${String(index).padStart(3, '0')}`);
    })();
    await backup(database.url, file);
    await writing;
    await stop();
    const kept = await restore(database.url, file, 'moment');
    await start();
    const found = await stationsIn();
    expect(found).toEqual(Array.from({ length: found.length }, (_, index) => `s${String(index).padStart(3, '0')}`));
    await stop();
    if (dialect === 'postgres') await aside(database.url.replace(/[^/]+$/, 'postgres'), `drop database "${kept}"`);
  });

  it('never write over another backup', async () => {
    const file = join(folder, 'a.backup');
    await backup(database.url, file);
    expect(await errorOf(backup(database.url, file))).toMatchObject({
      message: expect.stringContaining('there already'),
    });
    expect(readdirSync(folder)).toEqual(['a.backup']);
  });

  it('refuse while the database is in use, and change nothing', async () => {
    await openStation('here');
    const file = join(folder, 'a.backup');
    await backup(database.url, file);
    expect(await errorOf(restore(database.url, file, 'x'))).toBeInstanceOf(Error);
    expect(await stationsIn()).toEqual(['here']);
  });

  it('refuse what is no backup, and change nothing', async () => {
    await openStation('here');
    await stop();
    const file = join(folder, 'a.backup');
    expect(await errorOf(restore(database.url, file, 'x'))).toMatchObject({
      message: expect.stringContaining('no backup'),
    });
    writeFileSync(file, 'x'.repeat(10_000));
    expect(await errorOf(restore(database.url, file, 'x'))).toBeInstanceOf(Error);
    await start();
    expect(await stationsIn()).toEqual(['here']);
  });
});

describe.runIf(dialect === 'sqlite')('a backup of SQLite', () => {
  it('is one file, whole in itself', async () => {
    await openStation('here');
    const file = join(folder, 'a.db');
    await backup(database.url, file);
    expect(readdirSync(folder)).toEqual(['a.db']);
    expect(await aside(file, 'select id from stations')).toEqual([{ id: 'here' }]);
    expect(await aside(file, 'pragma journal_mode')).toEqual([{ journal_mode: 'delete' }]);
  });

  it('is not taken from a damaged database', async () => {
    await stop();
    await aside(
      database.url,
      `create table a (id text primary key) strict; create table b (a text references a (id)) strict;
       pragma foreign_keys = off; insert into b values ('nowhere')`,
    );
    const file = join(folder, 'a.db');
    expect(await errorOf(backup(database.url, file))).toMatchObject({ message: expect.stringContaining('not sound') });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not a database in use', async () => {
    await openStation('here');
    expect(existsSync(`${database.url}-wal`)).toBe(true);
    const other = join(folder, 'other.db');
    expect(await errorOf(restore(other, database.url, 'x'))).toMatchObject({
      message: expect.stringContaining('in use'),
    });
  });

  it('comes back over a database that is broken, and what was not yet in its file is kept too', async () => {
    const file = join(folder, 'a.db');
    await backup(database.url, file);
    await stop();
    writeFileSync(database.url, 'broken'.repeat(1_000));
    writeFileSync(`${database.url}-wal`, 'the last hour');
    const kept = await restore(database.url, file, 'broken');
    expect(existsSync(`${kept}`)).toBe(true);
    expect(existsSync(`${kept}-wal`)).toBe(true);
    await start();
    expect(await stationsIn()).toEqual([]);
  });

  it('can be restored where nothing is', async () => {
    const file = join(folder, 'a.db');
    await backup(database.url, file);
    const elsewhere = join(folder, 'new', 'yinling.db');
    expect(await restore(elsewhere, file, 'x')).toBeUndefined();
    expect(await aside(elsewhere, 'select id from stations')).toEqual([]);
  });
});
