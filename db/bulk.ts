/**
 * Many rows at once: statements that are built once for a table and a connection. For commands that fill a database;
 * a page writes a handful of rows and builds its insert.
 */
import { type Column, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/act';
import { prepared, writtenColumns } from '#db/prepared';

/** Rows a statement: on PostgreSQL each statement is a way to the server and back. */
const CHUNK = 25;

interface Insert {
  /** Name of the property, and what the driver wants for it. */
  columns: [string, Column][];
  of: (rows: 1 | typeof CHUNK) => (tx: Tx) => { execute(values: Record<string, unknown>): Promise<unknown> };
}

const known = new WeakMap<PgTable, Insert>();

function insertInto(table: PgTable): Insert {
  const found = known.get(table);
  if (found) return found;
  const columns = Object.entries(writtenColumns(table));
  const row = (at: number) =>
    Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(`${name}${at}`)}`]));
  const build = (rows: number) =>
    prepared((tx) =>
      tx
        .insert(table)
        .values(Array.from({ length: rows }, (_, at) => row(at)) as never)
        .prepare(`bulk_${getTableName(table)}_${rows}`),
    );
  const [one, many] = [build(1), build(CHUNK)];
  const made: Insert = { columns, of: (rows) => (rows === 1 ? one : many) };
  known.set(table, made);
  return made;
}

/** Insert these rows in their order; a field that is absent is null. */
export async function insertMany<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const { columns, of } = insertInto(table);
  for (let at = 0; at < rows.length; ) {
    const size = rows.length - at >= CHUNK ? CHUNK : 1;
    const values: Record<string, unknown> = {};
    for (let index = 0; index < size; index++) {
      const row = rows[at + index] as Record<string, unknown>;
      for (const [name, column] of columns) values[`${name}${index}`] = encode(column, row[name]);
    }
    await of(size)(tx).execute(values);
    at += size;
  }
}

const encode = (column: Column, value: unknown): unknown =>
  value === undefined || value === null ? null : column.mapToDriverValue(value);
