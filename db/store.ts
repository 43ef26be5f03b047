/**
 * The store: one database behind two verbs. `transact` writes, `read` looks at one snapshot; nothing else opens one.
 *
 * `work` may run again from the start, so it has no effect outside `tx` and keeps nothing in memory from rows that are
 * not committed. Its `tx` dies with it: a statement that comes late, or from no unit at all, throws.
 */
import type Database from 'better-sqlite3';
import type { Tx } from '#db/act';
import { type Dialect, dialect, dialectOf } from '#db/dialect';

export interface Store {
  readonly dialect: Dialect;
  /**
   * One unit of work under one durable commit; answered only after it.
   * @param journals ids of the journals it may post to, `[]` for none: their rows are locked first, in the order of ids
   * @throws Conflict a constraint said no; Refusal `too_slow` when its time is up or the database stays busy,
   *   `no_room` when the disk is full: it stores nothing, and works again by itself when there is room
   */
  transact<T>(journals: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One snapshot: numbers read in it agree with each other. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What has happened since it was opened, for the metrics page. */
  readonly counts: Readonly<Counts>;
  /** Waits for what is under way, then lets go of the database. */
  close(): Promise<void>;
}

export interface Counts {
  /** Units answered, whether they stood or were refused. */
  units: number;
  /** Durable commits: fewer than units when they were grouped. */
  commits: number;
  /** Units that ran again: a lost group on SQLite, a deadlock or serialisation failure on PostgreSQL. */
  reruns: number;
}

export interface StoreOptions {
  /** How long a unit that writes may take. */
  limitMs?: number;
  /** How long a read may take; exports and audits, in a process of their own, take `Infinity`. */
  readLimitMs?: number;
  /** How long a unit waits for its turn: in the queue on SQLite, for locks and a connection on PostgreSQL. */
  waitMs?: number;
  /** For tools that only look: takes no lock, and `transact` throws. */
  readonly?: boolean;
  /** Connections for reading on SQLite, connections in all on PostgreSQL. */
  connections?: number;
  /** A group on SQLite takes in units until there are so many, or until so much time has gone. */
  groupUnits?: number;
  groupMs?: number;
  /** How often a busy database, a deadlock or a serialisation failure is tried again before it is `too_slow`. */
  tries?: number;
  /** Milliseconds from any origin; measures durations only. */
  clock?: () => number;
  /** Hands out the writing connection of SQLite, for tests that fill the disk. */
  onWriter?: (client: Database.Database) => void;
}

export type Settings = Required<Omit<StoreOptions, 'onWriter' | 'connections'>> & StoreOptions;

const DEFAULTS = {
  limitMs: 2_000,
  readLimitMs: 10_000,
  waitMs: 10_000,
  readonly: false,
  groupUnits: 64,
  groupMs: 20,
  tries: 40,
  clock: () => performance.now(),
};

/**
 * Open the database at this address: a path or `file:` path for SQLite, `postgres://…` for PostgreSQL.
 * It must be migrated first (`#db/migrate`), and on SQLite no other process may hold it.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  if (dialectOf(url) !== dialect)
    throw new Error(`DATABASE_URL chose ${dialect} for this process, not ${dialectOf(url)}`);
  const settings = { ...DEFAULTS, ...options };
  // Imported here, so that neither driver is loaded into a process that serves the other database.
  if (dialect === 'postgres') return (await import('#db/postgres/open')).openPostgres(url, settings);
  return (await import('#db/sqlite/open')).openSqlite(url, settings);
}
