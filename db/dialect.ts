/**
 * The column kit: one spelling of a table for two databases, chosen once by DATABASE_URL.
 *
 * The types are PostgreSQL's and the SQLite kit is cast to them once, here. So `.get()` and `.run()` do not compile,
 * `.for('update')` fails in the first SQLite test, and neither dialect leaks into the floors above.
 */
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

export type Dialect = 'sqlite' | 'postgres';

/** The dialect that a database address asks for; anything that is not PostgreSQL is a file. */
export const dialectOf = (url: string | undefined): Dialect =>
  /^postgres(ql)?:/.test(url ?? '') ? 'postgres' : 'sqlite';

/** Of this process. A process serves one database, so the kit is chosen when the schema is first imported. */
export const dialect: Dialect = dialectOf(process.env.DATABASE_URL);

/** Ids and codes are compared byte by byte: reach is a range of codes, and a locale would reorder it. */
const byteText = pg.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const byteaColumn = pg.customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

const pgKit = {
  table: pg.pgTable,
  /** Ids and codes. */
  key: () => byteText(),
  text: () => pg.text(),
  /** Whole numbers within ±2³¹: minutes, counts. */
  integer: () => pg.integer(),
  /** Instants in ms, sequence numbers: a JavaScript number. */
  long: () => pg.bigint({ mode: 'number' }),
  bool: () => pg.boolean(),
  // Not jsonb: it orders the keys of objects anew, and what was decided is kept as it was written.
  json: () => pg.json(),
  bytes: () => byteaColumn(),
  primaryKey: pg.primaryKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  check: pg.check,
  foreignKey: pg.foreignKey,
};

const liteKit = {
  table: lite.sqliteTable,
  key: () => lite.text(),
  text: () => lite.text(),
  integer: () => lite.integer(),
  long: () => lite.integer(),
  bool: () => lite.integer({ mode: 'boolean' }),
  json: () => lite.text({ mode: 'json' }),
  bytes: () => lite.blob({ mode: 'buffer' }),
  primaryKey: lite.primaryKey,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  check: lite.check,
  foreignKey: lite.foreignKey,
} as unknown as typeof pgKit;

export const kit: typeof pgKit = dialect === 'postgres' ? pgKit : liteKit;
