/** PostgreSQL's errors as conflicts, under the same names as on SQLite, and which of them are worth another try. */
import pg from 'pg';
import { Conflict, ruleOf, tableOf } from '#db/conflict';
import { Refusal } from '#domain/refusal';

export type Explain = (error: unknown, statement?: string) => unknown;

const UNIQUE = '23505';
const FOREIGN_KEY = '23503';
const CHECK = '23514';
const NOT_NULL = '23502';
const RAISED = 'P0001';
const CANCELLED = '57014';
const LOCK_NOT_AVAILABLE = '55P03';
const SERIALISATION = '40001';
const DEADLOCK = '40P01';
const DISK_FULL = '53100';

/** drizzle-kit names a primary key of several columns after all of them, so the names are read from the catalogue. */
const PRIMARY_KEYS = `
  select c.conname as name, t.relname as "table" from pg_constraint c join pg_class t on t.oid = c.conrelid
  where c.contype = 'p' and c.connamespace = current_schema()::regnamespace`;

export async function explainer(pool: pg.Pool): Promise<Explain> {
  const { rows } = await pool.query<{ name: string; table: string }>(PRIMARY_KEYS);
  const primaryKeys = new Map(rows.map((row) => [row.name, `${row.table}_pkey`]));
  return (error, statement = '') => {
    if (isPoolTimeout(error)) return new Refusal('too_slow');
    if (!(error instanceof pg.DatabaseError)) return error;
    const { code, constraint = 'unknown', table, column } = error;
    if (code === UNIQUE) return new Conflict(primaryKeys.get(constraint) ?? constraint);
    if (code === CHECK) return new Conflict(constraint);
    if (code === FOREIGN_KEY) return new Conflict(`${tableOf(statement)}_fkey`);
    if (code === NOT_NULL) return new Conflict(`${table}_${column}_not_null`);
    if (code === CANCELLED || code === LOCK_NOT_AVAILABLE) return new Refusal('too_slow');
    if (code === DISK_FULL) return new Refusal('no_room');
    const rule = code === RAISED ? ruleOf(error.message) : undefined;
    return rule ? new Conflict(rule) : error;
  };
}

/** All connections were in use for as long as a unit waits; the pool has only words for it. */
const isPoolTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

/** Two units stood in each other's way; one of them was told to start again. */
export const standsInTheWay = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === SERIALISATION || error.code === DEADLOCK);
