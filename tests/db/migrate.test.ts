/** Migrations: all or nothing, and the rules that no table definition can say are there after every one of them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { dialect } from '#db/dialect';
import { holdLock } from '#db/lock';
import { migrate } from '#db/migrate';
import { moves } from '#db/schema/care';
import { accounts, entries, journals, transfers } from '#db/schema/ledger';
import { audit } from '#db/schema/office';
import { openStore } from '#db/store';
import { aside, errorOf } from '#tests/db/scratch';
import { emptyDatabase, type TestDatabase } from '#tests/support/store';

const lite = dialect === 'sqlite';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinling-migrate-'));
  database = await emptyDatabase();
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const migrations = () => join(folder, 'migrations', dialect);
const triggersFile = () => join(folder, 'triggers', `${dialect}.sql`);

function startSmall(first: string): void {
  mkdirSync(join(migrations(), 'meta'), { recursive: true });
  mkdirSync(join(folder, 'triggers'));
  writeFileSync(join(migrations(), 'meta', '_journal.json'), JSON.stringify({ entries: [] }));
  writeFileSync(triggersFile(), '-- none');
  add(first);
}

let made = 0;
function add(text: string): string {
  made += 1;
  const tag = `9${made}_test`;
  const path = join(migrations(), 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: object[] };
  journal.entries.push({ idx: 1_000 + made, when: 9_000_000_000_000 + made, tag, breakpoints: true });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(migrations(), `${tag}.sql`), text);
  return join(migrations(), `${tag}.sql`);
}

const run = () => migrate(database.url, { folder });
const rowsOf = (text: string) => aside(database.url, text);

describe('migrate', () => {
  it('does what is pending, once', async () => {
    startSmall('create table a (id text)');
    expect(await run()).toHaveLength(1);
    expect(await run()).toEqual([]);
    add('create table b (id text);--> statement-breakpoint\ninsert into b values (1)');
    expect(await run()).toHaveLength(1);
    expect(await rowsOf('select id from b')).toEqual([{ id: '1' }]);
    expect(await run()).toEqual([]);
  });

  it('leaves nothing of a migration that fails', async () => {
    startSmall('create table a (id text)');
    await run();
    add('create table b (id text);--> statement-breakpoint\ninsert into nowhere values (1)');
    expect(await errorOf(run())).toBeInstanceOf(Error);
    expect(await errorOf(rowsOf('select * from b'))).toBeInstanceOf(Error);
    expect(await rowsOf('select name from schema_state')).toHaveLength(2);
  });

  it('refuses a database that is newer than the program', async () => {
    startSmall('create table a (id text)');
    await run();
    await aside(database.url, "insert into schema_state (name, hash) values ('9999999999999', 'x')");
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('newer than this program') });
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    startSmall('create table a (id text)');
    const file = add('create table b (id text)');
    await run();
    writeFileSync(file, 'create table b (id text not null)');
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('was changed') });
  });

  it('may be called by two at once', async () => {
    startSmall('create table a (id text)');
    const done = await Promise.all([run(), run(), run()]);
    expect(done.flat()).toHaveLength(1);
  });

  it.runIf(lite)(
    'waits for nobody: while a server holds the file it only looks whether there is something to do',
    async () => {
      startSmall('create table a (id text)');
      await run();
      const lock = holdLock(database.url);
      expect(await run()).toEqual([]);
      add('create table b (id text)');
      expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('is in use') });
      lock.release();
      expect(await run()).toHaveLength(1);
    },
  );

  it.runIf(lite)('does not leave rows that point at nothing', async () => {
    startSmall(
      'create table a (id text primary key not null);--> statement-breakpoint\ncreate table b (a text references a(id))',
    );
    await run();
    await aside(database.url, "insert into a values ('x'); insert into b values ('x')");
    add('delete from a');
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('1 rows of b') });
    expect(await rowsOf('select id from a')).toEqual([{ id: 'x' }]);
  });

  it.runIf(lite)('rebuilds a table that others refer to, and keeps its rows and theirs', async () => {
    startSmall(
      'create table a (id text primary key not null);--> statement-breakpoint\n' +
        'create table b (a text not null references a(id) on delete cascade)',
    );
    await run();
    await aside(database.url, "insert into a values ('x'); insert into b values ('x')");
    add(
      'PRAGMA foreign_keys=OFF;--> statement-breakpoint\n' +
        'create table __new_a (id text primary key not null, more integer);--> statement-breakpoint\n' +
        'insert into __new_a (id) select id from a;--> statement-breakpoint\ndrop table a;--> statement-breakpoint\n' +
        'alter table __new_a rename to a;--> statement-breakpoint\nPRAGMA foreign_keys=ON;',
    );
    await run();
    expect(await rowsOf('select id, more from a')).toEqual([{ id: 'x', more: null }]);
    expect(await rowsOf('select a from b')).toEqual([{ a: 'x' }]);
    expect(await errorOf(aside(database.url, "insert into a (id, more) values ('y', 'text')"))).toBeInstanceOf(Error);
  });
});

describe('triggers', () => {
  const trigger = (name: string) =>
    lite
      ? `create trigger ${name} before delete on a begin select raise(abort, 'append_only:a'); end;`
      : `create or replace function no() returns trigger language plpgsql as $$ begin raise exception 'append_only:a'; end $$;
         create trigger ${name} before delete on a for each row execute function no();`;

  it('follow their file: a changed one is enough, and what is no longer in it goes', async () => {
    startSmall('create table a (id text)');
    await run();
    writeFileSync(triggersFile(), trigger('first'));
    expect(await run()).toEqual(['triggers']);
    writeFileSync(triggersFile(), trigger('second'));
    expect(await run()).toEqual(['triggers']);
    expect(await run()).toEqual([]);
    expect(await triggerNames()).toEqual(['second']);
  });
});

const triggerNames = async (): Promise<unknown[]> => {
  const text = lite
    ? "select name from sqlite_master where type = 'trigger' order by name"
    : 'select tgname as name from pg_trigger where not tgisinternal order by tgname collate "C"';
  return (await rowsOf(text)).map(({ name }) => name);
};
