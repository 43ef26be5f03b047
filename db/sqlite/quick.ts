/**
 * Runs what Drizzle has prepared with less ado. Drizzle looks for each value's and each column's coder anew in every run,
 * and wraps every answer in two promises more; on SQLite that takes longer than the database does. Here the coders are
 * found once, when the query is prepared. What it answers is the same.
 */
import { Column, is, Param, Placeholder, type Query, SQL } from 'drizzle-orm';

type Values = Record<string, unknown>;
type Code = (value: unknown) => unknown;

/** A column of the answer, by the name under which it stands in the row. */
export interface Field {
  path: string[];
  field: unknown;
}

/** What is used of Drizzle's prepared query, and of the compiled statement under it. */
export interface Prepared {
  stmt: { run(...values: unknown[]): unknown; raw(): { all(...values: unknown[]): unknown[][] } };
  execute(values?: Values): unknown;
  all(values?: Values): unknown;
  run(values?: Values): unknown;
}

/** @param fields of the answer, undefined where the statement gives none or is mapped otherwise */
export function quicken(
  prepared: Prepared,
  { params }: Query,
  fields: readonly Field[] | undefined,
  gives: 'all' | 'run',
) {
  const { stmt } = prepared;
  const bind = binder(params);
  if (gives === 'run') prepared.run = (values = {}) => stmt.run(...bind(values));
  if (gives === 'all' && fields?.every(({ path }) => path.length === 1)) {
    const read = reader(fields);
    const rows = stmt.raw();
    prepared.all = (values = {}) => rows.all(...bind(values)).map(read);
  }
  prepared.execute = async (values) => prepared[gives](values);
}

function binder(params: readonly unknown[]): (values: Values) => unknown[] {
  const binds = params.map((param): ((values: Values) => unknown) => {
    if (is(param, Placeholder)) return taking(param.name);
    if (is(param, Param) && is(param.value, Placeholder)) {
      const take = taking(param.value.name);
      const encode = (value: unknown) => param.encoder.mapToDriverValue(value);
      return (values) => encode(take(values));
    }
    return () => param;
  });
  return (values) => binds.map((one) => one(values));
}

const taking = (name: string) => (values: Values) => {
  if (!(name in values)) throw new Error(`No value for placeholder "${name}" was provided`);
  return values[name];
};

function reader(fields: readonly Field[]): (row: unknown[]) => Values {
  const columns = fields.map(({ path: [name = ''], field }, at) => ({ name, at, decode: decoderOf(field) }));
  return (row) => {
    const read: Values = {};
    for (const { name, at, decode } of columns) {
      const value = row[at];
      read[name] = decode === null || value === null ? value : decode(value);
    }
    return read;
  };
}

/** Null where the value stays as the driver gave it. */
function decoderOf(field: unknown): Code | null {
  const decoder = decoderIn(field);
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null;
  return (value) => decoder.mapFromDriverValue(value);
}

interface Decoder {
  mapFromDriverValue: Code;
}

function decoderIn(field: unknown): Decoder {
  if (is(field, Column)) return field as unknown as Decoder;
  if (is(field, SQL)) return (field as unknown as { decoder: Decoder }).decoder;
  return (field as { sql: { decoder: Decoder } }).sql.decoder;
}
