/**
 * Queries that are built once for a connection: building one costs ten times what running it does.
 *
 * What changes from run to run is a placeholder: `slot` for one value, `among` for a list of any length.
 */
import { Column, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/act';
import { dialect } from '#db/dialect';

/**
 * `prepared((tx) => tx.select()….where(eq(t.id, sql.placeholder('id'))).prepare('t_by_id'))` gives a function of `tx`
 * whose result is executed with the values of its placeholders. The name must be the query's own: PostgreSQL keeps
 * prepared statements by name.
 */
export function prepared<P>(build: (tx: Tx) => P): (tx: Tx) => P {
  const built = new WeakMap<Tx, P>();
  return (tx) => {
    const known = built.get(tx);
    if (known !== undefined) return known;
    const fresh = build(tx);
    built.set(tx, fresh);
    return fresh;
  };
}

/**
 * The same for a query whose text has a few shapes: which columns are set, how many places are asked about.
 * @param build is handed the shape, and its number in order of appearance, to make the query's name its own
 */
export function preparedBy<P>(build: (tx: Tx, shape: string, number: number) => P): (tx: Tx, shape: string) => P {
  const shapes = new Map<string, (tx: Tx) => P>();
  return (tx, shape) => {
    let query = shapes.get(shape);
    if (!query) {
      const number = shapes.size + 1;
      query = prepared((handle) => build(handle, shape, number));
      shapes.set(shape, query);
    }
    return query(tx);
  };
}

/** A value of this column that comes when the query is run; what is null then is NULL, whatever the column's type. */
export const slot = (column: Column, name: string = column.name): SQL =>
  sql`${sql.param(sql.placeholder(name), { mapToDriverValue: encoderOf(column) })}`;

const encoderOf = (column: Column): ((value: unknown) => unknown) =>
  column.mapToDriverValue === Column.prototype.mapToDriverValue
    ? (value) => value ?? null
    : (value) => (value === null || value === undefined ? null : column.mapToDriverValue(value));

/** Slots for these columns of a table, by their names: what an update sets. */
export const slotsFor = (table: PgTable, names: readonly string[]): Record<string, SQL> => {
  const columns = getTableColumns(table);
  return Object.fromEntries(names.map((name) => [name, slot(columns[name] as Column, name)]));
};

const asJson = { mapToDriverValue: (list: unknown) => JSON.stringify(list) };
const asArray = { mapToDriverValue: (list: unknown) => list };

/** `column in (…)` for a list of texts that comes when the query is run. However long it is, the query stays the same. */
export const among = (column: SQLWrapper, name: string): SQL =>
  dialect === 'postgres'
    ? sql`${column} = any(${sql.param(sql.placeholder(name), asArray)})`
    : sql`${column} in (select value from json_each(${sql.param(sql.placeholder(name), asJson)}))`;

/** All but those that the database makes by itself of the others. */
export const writtenColumns = (table: PgTable): Record<string, Column> =>
  Object.fromEntries(Object.entries(getTableColumns(table)).filter(([, column]) => column.generated === undefined));

/** Puts rows into a table one at a time. What a row leaves out is NULL. */
export function inserting<T extends PgTable>(
  table: T,
  name: string,
): (tx: Tx, row: T['$inferInsert']) => Promise<void> {
  const names = Object.keys(writtenColumns(table));
  const blank = Object.fromEntries(names.map((column) => [column, null]));
  const query = prepared((tx) =>
    tx
      .insert(table)
      .values(slotsFor(table, names) as T['$inferInsert'])
      .prepare(name),
  );
  return async (tx, row) => {
    await query(tx).execute({ ...blank, ...row });
  };
}
