/** Migrating a SQLite file: all or nothing, every table STRICT, and no row left pointing at nothing. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { holdLock } from '#db/lock';
import { BOOK, bookedAs, type Done, type Migration, namesOf, type Plan, pendingOf, READ_BOOK } from '#db/plan';
import { pathOf } from '#db/sqlite/path';

export function migrateSqlite(url: string, plan: Plan): string[] {
  const file = pathOf(url);
  mkdirSync(dirname(file), { recursive: true });
  const client = new Database(file);
  try {
    if (!pendingOf(plan, doneIn(client))) return [];
    const lock = holdLock(file);
    try {
      return bringUp(client, plan);
    } finally {
      lock.release();
    }
  } finally {
    client.close();
  }
}

function doneIn(client: Database.Database): Done {
  const known = client.prepare("select 1 from sqlite_master where name = 'schema_state'").get();
  const rows = known ? client.prepare<[], { name: string; hash: string }>(READ_BOOK).all() : [];
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

function bringUp(client: Database.Database, plan: Plan): string[] {
  client.pragma('journal_mode = WAL');
  // Inside a transaction this has no effect, and a rebuilt table would take every row that refers to it along.
  client.pragma('foreign_keys = OFF');
  const bring = client.transaction(() => {
    // Asked again: whoever held the file until now may have done it.
    const pending = pendingOf(plan, doneIn(client));
    if (!pending) return [];
    dropTriggers(client);
    for (const migration of pending) apply(client, migration);
    client.exec(plan.triggers.text);
    refuseOrphans(client);
    book(client, plan, pending);
    return namesOf(pending);
  });
  return bring.immediate();
}

/** First of all: a trigger that names a column would stop the migration that drops it. */
function dropTriggers(client: Database.Database): void {
  const triggers = client.prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger'").all();
  for (const { name } of triggers) client.exec(`drop trigger "${name}"`);
}

function apply(client: Database.Database, migration: Migration): void {
  for (const statement of migration.statements) client.exec(strict(statement));
}

/** SQLite keeps text in an integer column unless the table is STRICT, and drizzle-kit cannot say so. */
const strict = (statement: string): string =>
  /^\s*create\s+table\b/i.test(statement) ? statement.replace(/\)\s*;?\s*$/, ') STRICT;') : statement;

function refuseOrphans(client: Database.Database): void {
  const orphans = client.pragma('foreign_key_check') as { table: string; parent: string }[];
  const [first] = orphans;
  if (first)
    throw new Error(`${orphans.length} rows of ${first.table} refer to rows of ${first.parent} that are not there.`);
}

function book(client: Database.Database, plan: Plan, pending: readonly Migration[]): void {
  client.exec(`${BOOK} strict`);
  const write = client.prepare(
    'insert into schema_state (name, hash) values (?, ?) on conflict (name) do update set hash = excluded.hash',
  );
  for (const { name, hash } of bookedAs(plan, pending)) write.run(name, hash);
}
