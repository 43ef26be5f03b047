/**
 * Brings a database up to the schema: drizzle-kit's migrations, then our triggers.
 *
 * drizzle-kit changes a table on SQLite by building a new one and dropping the old, and the triggers go with it. So all
 * of them are created again whenever anything was migrated, or when their text has changed.
 */
import { fileURLToPath } from 'node:url';
import { dialectOf } from '#db/dialect';
import { planOf } from '#db/plan';

export interface MigrateOptions {
  /** Holds `migrations/<dialect>/` and `triggers/<dialect>.sql`; ours unless a test brings its own. */
  folder?: string;
}

/** @returns names of the migrations that were applied; `triggers` when only those had changed */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const dialect = dialectOf(url);
  const plan = planOf(dialect, options.folder ?? fileURLToPath(new URL('.', import.meta.url)));
  if (dialect === 'postgres') return (await import('#db/postgres/migrate')).migratePostgres(url, plan);
  return (await import('#db/sqlite/migrate')).migrateSqlite(url, plan);
}
