/** A SQLite connection as Drizzle sees it: every statement asks first whose unit it belongs to. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Query } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Tx } from '#db/act';
import { explainer } from '#db/sqlite/names';
import { type Field, type Prepared, quicken } from '#db/sqlite/quick';
import { unitAt } from '#db/unit';

/** Statements kept compiled for a connection; lists of ids of every length would otherwise pile up. */
const KEPT = 500;

export interface Connection {
  client: Database.Database;
  /** Typed as PostgreSQL's, the same object for as long as the connection is open. */
  tx: Tx;
  /** The name of the constraint in a driver's error; any other error as it is. */
  explain: (error: unknown, statement?: string) => unknown;
}

/** Durable (a commit is on the disk when it answers), concurrent with readers, and with its foreign keys watched. */
export function connect(file: string, options: { write: boolean }): Connection {
  mkdirSync(dirname(file), { recursive: true });
  // Waiting inside SQLite stops the whole process, so it is short; a busy BEGIN is tried again asynchronously.
  const client = new Database(file, { timeout: 20 });
  client.pragma('synchronous = FULL');
  client.pragma('foreign_keys = ON');
  if (options.write) {
    client.pragma('journal_mode = WAL');
    client.pragma('journal_size_limit = 67108864');
    // INSERT OR REPLACE deletes rows too; without this it slips past the append-only triggers.
    client.pragma('recursive_triggers = ON');
  } else client.pragma('query_only = ON');
  const explain = explainer(client);
  return { client, explain, tx: handleOf(client, explain) };
}

function handleOf(client: Database.Database, explain: Connection['explain']): Tx {
  const guarded = { prepare: remembered((statement) => guardStatement(client, statement, explain)) };
  const handle = drizzle({ client: guarded as unknown as Database.Database, casing: 'snake_case' });
  handle.transaction = () => {
    throw new Error('a unit of work is one transaction: there is none inside it');
  };
  quickenAll(handle);
  return handle as unknown as Tx;
}

interface Session {
  prepareQuery(
    query: Query,
    fields: readonly Field[] | undefined,
    method: 'run' | 'all',
    arrays: boolean,
    mapper?: unknown,
  ): Prepared;
}

function quickenAll(handle: unknown): void {
  const { session } = handle as { session: Session };
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (query, fields, method, arrays, mapper) => {
    const prepared = prepare(query, fields, method, arrays, mapper);
    if (!mapper) quicken(prepared, query, fields, method);
    return prepared;
  };
}

type Method = 'run' | 'all' | 'get';

/** Drizzle asks for rows as objects or, by `raw()`, as arrays; a compiled statement can be told only one of them. */
function guardStatement(client: Database.Database, text: string, explain: Connection['explain']) {
  const plain = client.prepare(text);
  let arrays: Database.Statement | undefined;
  const guarded =
    (pick: () => Database.Statement, method: Method) =>
    (...params: unknown[]) => {
      unitAt(client);
      // A full disk ends the whole transaction; what came next would be stored on its own, outside any unit.
      if (!client.inTransaction) throw new Error('the transaction is gone');
      try {
        return pick()[method](...params);
      } catch (error) {
        throw explain(error, text);
      }
    };
  const asArrays = () => {
    arrays ??= client.prepare(text).raw();
    return arrays;
  };
  const raw = { all: guarded(asArrays, 'all'), get: guarded(asArrays, 'get') };
  const asObjects = () => plain;
  return {
    run: guarded(asObjects, 'run'),
    all: guarded(asObjects, 'all'),
    get: guarded(asObjects, 'get'),
    raw: () => raw,
  };
}

/** Keeps the results for the most recently used texts. */
function remembered<V>(make: (text: string) => V): (text: string) => V {
  const kept = new Map<string, V>();
  return (text) => {
    const value = kept.get(text) ?? make(text);
    kept.delete(text);
    kept.set(text, value);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return value;
  };
}
