/**
 * PostgreSQL behind the store. Each unit is one READ COMMITTED transaction that locks the rows of its journals first, in
 * the order of their ids: units that meet wait for each other instead of deadlocking. No group commit: the server has its own.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Tx } from '#db/act';
import { handleOf, inTurn } from '#db/postgres/client';
import { type Explain, explainer, standsInTheWay } from '#db/postgres/names';
import type { Counts, Settings, Store } from '#db/store';
import { attempt, type Limit, type Outcome, refuseNested, type Unit, unitOn } from '#db/unit';
import { Refusal } from '#domain/refusal';

interface Run<T> {
  outcome: Outcome<T>;
  /** Two units stood in each other's way: this one starts again. */
  again: boolean;
}

export async function openPostgres(url: string, settings: Settings): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: settings.connections ?? 10,
    connectionTimeoutMillis: settings.waitMs,
    application_name: 'yinling',
  });
  // A server that goes away must fail the units it was serving, not the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    return storeOver(pool, await explainer(pool), settings);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function storeOver(pool: pg.Pool, explain: Explain, settings: Settings): Store {
  const counts: Counts = { units: 0, commits: 0, reruns: 0 };
  const handles = new WeakMap<pg.PoolClient, Tx>();
  const { clock, waitMs } = settings;

  function handleFor(client: pg.PoolClient): Tx {
    const handle = handles.get(client) ?? handleOf(client, explain);
    handles.set(client, handle);
    return handle;
  }

  async function transact<T>(journals: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseNested();
    if (settings.readonly) throw new Error('this store was opened to look only');
    const limit = { ms: settings.limitMs, clock };
    for (let tries = 1; ; tries += 1) {
      const { outcome, again } = await once(beginWrite(journals, waitMs, limit.ms), limit, journals, work);
      if (again && tries < settings.tries) {
        counts.reruns += 1;
        await pause(Math.random() * Math.min(5 * 2 ** tries, 250));
        continue;
      }
      counts.units += 1;
      if (!outcome.ok) throw again ? new Refusal('too_slow') : outcome.error;
      counts.commits += 1;
      return outcome.value;
    }
  }

  async function read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseNested();
    const limit = { ms: settings.readLimitMs, clock };
    const { outcome } = await once(beginRead(limit.ms), limit, [], work);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }

  async function once<T>(begin: string, limit: Limit, journals: readonly string[], work: (tx: Tx) => Promise<T>) {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      return failed<T>(error);
    }
    try {
      await inTurn(client, () => client.query(begin));
    } catch (error) {
      await leave(client);
      return failed<T>(error);
    }
    const unit = unitOn(client, limit, journals);
    const outcome = judge(await attempt(unit, () => work(handleFor(client))), unit);
    if (outcome.ok) return commit(client, outcome);
    await leave(client);
    return { outcome, again: standsInTheWay(unit.failure) };
  }

  /** A unit whose function came back well may still not stand. */
  function judge<T>(outcome: Outcome<T>, unit: Unit): Outcome<T> {
    if (!outcome.ok) return { ok: false, error: explain(outcome.error) };
    // After a failed statement the server has aborted the transaction, and would answer COMMIT by rolling back.
    if (unit.failure !== undefined) return { ok: false, error: explain(unit.failure) };
    if (unit.pending > 0) return { ok: false, error: new Error('a unit of work ended before its statements did') };
    return outcome;
  }

  async function commit<T>(client: pg.PoolClient, outcome: Outcome<T>): Promise<Run<T>> {
    try {
      await inTurn(client, () => client.query('commit'));
      client.release();
      return { outcome, again: false };
    } catch (error) {
      await leave(client);
      return failed(error);
    }
  }

  const failed = <T>(error: unknown): Run<T> => ({
    outcome: { ok: false, error: explain(error) },
    again: standsInTheWay(error),
  });

  // Closed twice is closed, as on SQLite.
  const close = async () => {
    if (!pool.ending) await pool.end();
  };
  return { dialect: 'postgres', counts, transact, read, close };
}

/** Roll back, after whatever is still on its way, and give the connection back; one that cannot even do that is closed. */
async function leave(client: pg.PoolClient): Promise<void> {
  try {
    await inTurn(client, () => client.query('rollback'));
    client.release();
  } catch {
    client.release(true);
  }
}

/** The server's own clock ends a statement that ours cannot interrupt. */
const within = (ms: number): string => `set local statement_timeout = ${Number.isFinite(ms) ? Math.ceil(ms) : 0}`;

/**
 * Begin and lock in one journey. NO KEY UPDATE keeps units that post to a journal apart, as UPDATE would, but lets a
 * foreign key look at its row: who only refers to the journal does not wait.
 */
function beginWrite(journals: readonly string[], waitMs: number, limitMs: number): string {
  if (journals.length === 0) return `begin; ${within(limitMs)}`;
  const ids = journals.map((id) => pg.escapeLiteral(id)).join(', ');
  const lock = `select id from journals where id in (${ids}) order by id for no key update`;
  return `begin; ${within(waitMs)}; ${lock}; ${within(limitMs)}`;
}

const beginRead = (limitMs: number): string => `begin isolation level repeatable read read only; ${within(limitMs)}`;
