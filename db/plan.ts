/** What a database should have had done to it, what it has, and what is therefore still to be done. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Dialect } from '#db/dialect';

export interface Migration {
  name: string;
  hash: string;
  statements: string[];
}

/** All that a database should have had done to it. */
export interface Plan {
  migrations: Migration[];
  triggers: { text: string; hash: string };
}

/** What it has had done to it: `name → hash`, of migrations and of `triggers`. */
export type Done = ReadonlyMap<string, string>;

/** Our bookkeeping, in both databases; drizzle's own has no place for the triggers. */
export const BOOK = 'create table if not exists schema_state (name text primary key not null, hash text not null)';
export const READ_BOOK = 'select name, hash from schema_state';

/** Reads `migrations/<dialect>/` and `triggers/<dialect>.sql`. */
export function planOf(dialect: Dialect, folder: string): Plan {
  const migrations = readMigrationFiles({ migrationsFolder: join(folder, 'migrations', dialect) });
  const text = readFileSync(join(folder, 'triggers', `${dialect}.sql`), 'utf8');
  return {
    migrations: migrations.map(({ folderMillis, hash, sql }) => ({
      name: String(folderMillis),
      hash,
      statements: sql,
    })),
    triggers: { text, hash: createHash('sha256').update(text).digest('hex') },
  };
}

/**
 * What is still to be done, or undefined for nothing.
 * @throws Error when the database was made by a newer program, or a migration was edited after it had been applied
 */
export function pendingOf(plan: Plan, done: Done): Migration[] | undefined {
  const known = new Set(plan.migrations.map(({ name }) => name));
  const unknown = [...done.keys()].filter((name) => name !== 'triggers' && !known.has(name));
  if (unknown.length > 0)
    throw new Error(`This database is newer than this program: it knows migration ${unknown[0]}.`);
  const edited = plan.migrations.find(({ name, hash }) => done.has(name) && done.get(name) !== hash);
  if (edited)
    throw new Error(`Migration ${edited.name} was changed after it had been applied: write a new one instead.`);
  const pending = plan.migrations.filter(({ name }) => !done.has(name));
  return pending.length === 0 && done.get('triggers') === plan.triggers.hash ? undefined : pending;
}

/** What to write into the book afterwards. */
export const bookedAs = (plan: Plan, pending: readonly Migration[]): { name: string; hash: string }[] => [
  ...pending.map(({ name, hash }) => ({ name, hash })),
  { name: 'triggers', hash: plan.triggers.hash },
];

/** What a caller is told was done. */
export const namesOf = (pending: readonly Migration[]): string[] =>
  pending.length > 0 ? pending.map(({ name }) => name) : ['triggers'];
