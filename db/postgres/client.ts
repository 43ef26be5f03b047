/** A PostgreSQL connection as Drizzle sees it: every statement asks first whose unit it belongs to. */
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Tx } from '#db/act';
import type { Explain } from '#db/postgres/names';
import { unitAt } from '#db/unit';

// SQLite counts and sums in numbers, so PostgreSQL does too. Drizzle looks these up in the driver's global table.
pg.types.setTypeParser(pg.types.builtins.INT8, whole);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// Drizzle parses JSON that comes as text. After the driver has parsed it, the text "60" would become the number 60.
pg.types.setTypeParser(pg.types.builtins.JSON, asItIs);
pg.types.setTypeParser(pg.types.builtins.JSONB, asItIs);

function asItIs(text: string): string {
  return text;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a whole number beyond what JavaScript can hold: ${text}`);
  return value;
}

/**
 * The Drizzle handle of one pooled connection, the same object for as long as it is open.
 * The transaction around a unit is ours, not Drizzle's: one handle for all its units is what lets queries stay prepared.
 */
export function handleOf(client: pg.PoolClient, explain: Explain): Tx {
  const guarded = { query: (query: pg.QueryConfig, values: unknown[]) => ask(client, explain, query, values) };
  const handle = drizzle({ client: guarded as unknown as pg.PoolClient, casing: 'snake_case' });
  handle.transaction = () => {
    throw new Error('a unit of work is one transaction: there is none inside it');
  };
  unwrapErrors(handle);
  return handle as unknown as Tx;
}

async function ask(client: pg.PoolClient, explain: Explain, query: pg.QueryConfig, values: unknown[]) {
  const unit = unitAt(client);
  unit.pending += 1;
  try {
    return await inTurn(client, () => {
      // It may have waited for its turn for longer than its unit lived: by then it would be stored on its own.
      unitAt(client);
      return client.query(query, values);
    });
  } catch (error) {
    unit.failure ??= error;
    throw explain(error, query.text);
  } finally {
    unit.pending -= 1;
  }
}

const lastTurns = new WeakMap<pg.PoolClient, Promise<unknown>>();

/** One statement at a time on a connection, in the order in which they were asked for. */
export function inTurn<T>(client: pg.PoolClient, ask: () => Promise<T>): Promise<T> {
  const last = lastTurns.get(client);
  const mine = last ? last.then(ask) : ask();
  const over = mine.then(
    () => {},
    () => {},
  );
  lastTurns.set(client, over);
  return mine;
}

/**
 * Drizzle wraps a failure into an error whose message lists every parameter: names and telephone numbers in the log.
 * Without its wrapper a statement throws what SQLite's throws: the conflict itself.
 */
function unwrapErrors(handle: unknown): void {
  type Query = { queryWithCache: (text: string, params: unknown[], query: () => Promise<unknown>) => Promise<unknown> };
  const { session } = handle as { session: { prepareQuery: (...args: unknown[]) => Query } };
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...args) => {
    const query = prepareQuery(...args);
    query.queryWithCache = (_text, _params, run) => run();
    return query;
  };
}
