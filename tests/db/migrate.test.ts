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
const APPEND_ONLY = { audit, entries, moves, transfers };

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

/** A folder of our own: whatever the real one holds, and what a test adds to it. */
function copyReal(): void {
  for (const name of ['migrations', 'triggers']) cpSync(join('db', name), join(folder, name), { recursive: true });
}

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

describe('our schema', () => {
  const refusals = lite ? ['delete', 'update'] : ['delete', 'truncate', 'update'];
  const expected = Object.keys(APPEND_ONLY).flatMap((table) => refusals.map((verb) => `${table}_no_${verb}`));

  it('has exactly these triggers', async () => {
    await migrate(database.url);
    expect(await triggerNames()).toEqual([...expected, 'entries_dense'].sort());
  });

  it.runIf(lite)('has only STRICT tables', async () => {
    await migrate(database.url);
    const loose = "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0";
    expect(await rowsOf(`${loose} and name not like 'sqlite%'`)).toEqual([]);
  });

  it.runIf(lite)(
    'has no two unique indexes over the same columns: SQLite could not tell which of them said no',
    async () => {
      await migrate(database.url);
      const twice = await rowsOf(`
      select "table", columns from (
        select t.name as "table", (select group_concat(c.name) from pragma_index_info(i.name) c) as columns
        from sqlite_master t, pragma_index_list(t.name) i where t.type = 'table' and i."unique" and i.origin <> 'pk'
      ) where columns is not null group by "table", columns having count(*) > 1`);
      expect(twice).toEqual([]);
    },
  );

  it('never changes or forgets what is append-only', async () => {
    await migrate(database.url);
    await refusesEverything();
  });

  it.runIf(lite)('does not let INSERT OR REPLACE take a row away', async () => {
    await migrate(database.url);
    let client: Database.Database | undefined;
    const store = await openStore(database.url, {
      onWriter: (writer) => {
        client = writer;
      },
    });
    await store.transact([], (tx) => tx.insert(audit).values(row(audit, {})));
    expect(() => client?.exec('insert or replace into audit select * from audit')).toThrow('append_only:audit');
    await store.close();
  });

  it.runIf(lite)('still does not when those tables were rebuilt by a migration', async () => {
    copyReal();
    await run();
    for (const table of Object.keys(APPEND_ONLY)) add(await rebuild(table));
    expect(await run()).toHaveLength(4);
    expect(await triggerNames()).toEqual([...expected, 'entries_dense'].sort());
    await refusesEverything();
  });

  it('numbers the entries of a journal 1, 2, 3 and leaves none out', async () => {
    await migrate(database.url);
    const store = await openStore(database.url);
    const write = (journal: string, ...numbers: number[]) =>
      store.transact(
        [journal],
        (tx) => tx.insert(entries).values(numbers.map((seq) => entry(journal, seq))) as Promise<unknown>,
      );
    try {
      await store.transact([], (tx) =>
        tx.insert(journals).values([row(journals, { id: 'j1' }), row(journals, { id: 'j2' })]),
      );
      await write('j1', 1, 2);
      await write('j2', 1);
      for (const wrong of [0, 2, 4, -1]) {
        expect(await errorOf(write('j1', wrong))).toMatchObject({ name: 'Conflict', constraint: 'seq_dense' });
      }
      expect(await errorOf(write('j1', 3, 5))).toMatchObject({ constraint: 'seq_dense' });
      await write('j1', 3, 4);
    } finally {
      await store.close();
    }
  });
});

/** A row with something in every column that must not be empty: these tests are about rules, not about columns. */
function row<T extends PgTable>(table: T, given: Partial<T['$inferInsert']>): T['$inferInsert'] {
  const fill: Record<string, unknown> = {
    string: 'x',
    number: 1,
    boolean: false,
    json: [],
    custom: 'x',
    buffer: Buffer.of(1),
  };
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.notNull);
  const filled = columns.map(([key, column]) => {
    const isBytes = /bytea|blob/i.test(column.getSQLType());
    return [key, isBytes ? Buffer.of(1) : fill[column.dataType]];
  });
  return { ...Object.fromEntries(filled), ...given } as T['$inferInsert'];
}

const entry = (journal: string, seq: number) =>
  row(entries, { journal, seq, id: `${journal}-${seq}`, subjectId: `s${seq}`, idempotencyKey: `k${seq}` });

async function refusesEverything(): Promise<void> {
  const store = await openStore(database.url);
  try {
    await store.transact([], async (tx) => {
      await tx.insert(journals).values(row(journals, { id: 'j' }));
      for (const id of ['from', 'to'])
        await tx.insert(accounts).values(row(accounts, { journal: 'j', id, kind: 'issuance', held: 0, floor: 0 }));
      await tx.insert(entries).values(entry('j', 1));
      await tx.insert(transfers).values(
        row(transfers, {
          journal: 'j',
          seq: 1,
          line: 1,
          kind: 'post',
          fromAccount: 'from',
          toAccount: 'to',
          holdId: null,
        }),
      );
      await tx.insert(moves).values(row(moves, {}));
      await tx.insert(audit).values(row(audit, {}));
    });
    for (const [name, table] of Object.entries(APPEND_ONLY)) {
      const [column = ''] = Object.keys(getTableColumns(table));
      const same = sql`${sql.identifier(nameOf(table, column))}`;
      const writes: ((tx: Tx) => Promise<unknown>)[] = [
        (tx) => tx.delete(table),
        (tx) => tx.update(table).set({ [column]: same }),
        ...(lite ? [] : [(tx: Tx) => tx.execute(sql.raw(`truncate ${name} cascade`))]),
      ];
      for (const write of writes) {
        const error = await errorOf(store.transact([], write));
        expect(error).toMatchObject({ name: 'Conflict', constraint: 'append_only' });
      }
    }
    const kept = await store.read((tx) => tx.select().from(entries).where(eq(entries.journal, 'j')));
    expect(kept).toHaveLength(1);
  } finally {
    await store.close();
  }
}

const nameOf = (table: PgTable, key: string): string =>
  (getTableColumns(table)[key]?.name ?? key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** As drizzle-kit does it: a new table, the rows over, the old one dropped, the name changed. */
async function rebuild(table: string): Promise<string> {
  const [made] = await rowsOf(`select sql from sqlite_master where type = 'table' and name = '${table}'`);
  const create = String(made?.sql)
    .replace(/^CREATE TABLE\s+\S+/i, `CREATE TABLE __new_${table}`)
    .replace(/\s*STRICT\s*$/i, ';');
  const steps = [create, `INSERT INTO __new_${table} SELECT * FROM ${table};`, `DROP TABLE ${table};`];
  return [...steps, `ALTER TABLE __new_${table} RENAME TO ${table};`].join('--> statement-breakpoint\n');
}
