/** Migrations: all or nothing, once, and the triggers with them. */
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialect } from '#db/dialect';
import { holdLock } from '#db/lock';
import { migrate } from '#db/migrate';
import { type Folder, makeFolder, TRIGGERS } from '#tests/db/folder';
import { aside, errorOf } from '#tests/db/scratch';
import { emptyDatabase, type TestDatabase } from '#tests/support/store';

const lite = dialect === 'sqlite';
let folder: Folder;
let database: TestDatabase;
beforeEach(async () => {
  folder = makeFolder();
  database = await emptyDatabase();
});
afterEach(async () => {
  await database.drop();
  folder.remove();
});

const run = () => migrate(database.url, { folder: folder.path });
const rowsOf = (text: string) => aside(database.url, text);

describe('migrate', () => {
  it('does what is pending, once', async () => {
    folder.add('create table a (id text)');
    expect(await run()).toHaveLength(1);
    expect(await run()).toEqual([]);
    folder.add('create table b (id text);--> statement-breakpoint\ninsert into b values (1)');
    expect(await run()).toHaveLength(1);
    expect(await rowsOf('select id from b')).toEqual([{ id: '1' }]);
    expect(await run()).toEqual([]);
  });

  it('leaves nothing of a migration that fails', async () => {
    folder.add('create table a (id text)');
    await run();
    folder.add('create table b (id text);--> statement-breakpoint\ninsert into nowhere values (1)');
    expect(await errorOf(run())).toBeInstanceOf(Error);
    expect(await errorOf(rowsOf('select * from b'))).toBeInstanceOf(Error);
    expect(await rowsOf('select name from schema_state')).toHaveLength(2);
  });

  it('refuses a database that is newer than the program', async () => {
    folder.add('create table a (id text)');
    await run();
    await aside(database.url, "insert into schema_state (name, hash) values ('9999999999999', 'x')");
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('newer than this program') });
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    folder.add('create table a (id text)');
    const file = folder.add('create table b (id text)');
    await run();
    writeFileSync(file, 'create table b (id text not null)');
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('was changed') });
  });

  it('may be called by two at once', async () => {
    folder.add('create table a (id text)');
    const done = await Promise.all([run(), run(), run()]);
    expect(done.flat()).toHaveLength(1);
  });

  it.runIf(lite)(
    'waits for nobody: while a server holds the file it only looks whether there is something to do',
    async () => {
      folder.add('create table a (id text)');
      await run();
      const lock = holdLock(database.url);
      expect(await run()).toEqual([]);
      folder.add('create table b (id text)');
      expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('is in use') });
      lock.release();
      expect(await run()).toHaveLength(1);
    },
  );

  it.runIf(lite)('does not leave rows that point at nothing', async () => {
    folder.add(
      'create table a (id text primary key not null);--> statement-breakpoint\ncreate table b (a text references a(id))',
    );
    await run();
    await aside(database.url, "insert into a values ('x'); insert into b values ('x')");
    folder.add('delete from a');
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('1 rows of b') });
    expect(await rowsOf('select id from a')).toEqual([{ id: 'x' }]);
  });

  it.runIf(lite)('rebuilds a table that others refer to, and keeps its rows and theirs', async () => {
    folder.add(
      'create table a (id text primary key not null);--> statement-breakpoint\n' +
        'create table b (a text not null references a(id) on delete cascade)',
    );
    await run();
    await aside(database.url, "insert into a values ('x'); insert into b values ('x')");
    folder.add(
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
    folder.add('create table a (id text)');
    await run();
    folder.setTriggers(trigger('first'));
    expect(await run()).toEqual(['triggers']);
    folder.setTriggers(trigger('second'));
    expect(await run()).toEqual(['triggers']);
    expect(await run()).toEqual([]);
    expect(await rowsOf(TRIGGERS)).toEqual([{ name: 'second' }]);
  });
});
