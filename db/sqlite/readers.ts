/** Readers of a SQLite file: a few connections that cannot write, each `read` one snapshot on one of them. */

import type Database from 'better-sqlite3';
import type { Tx } from '#db/act';
import { type Connection, connect } from '#db/sqlite/client';
import type { Settings, Store } from '#db/store';
import { attempt, refuseNested, unitOn } from '#db/unit';

export interface Readers {
  read: Store['read'];
  close: () => Promise<void>;
}

/** A connection with the two statements that every snapshot begins and ends with, understood once. */
interface Reader extends Connection {
  begin: Database.Statement;
  commit: Database.Statement;
}

function openReader(file: string): Reader {
  const connection = connect(file, { write: false });
  const { client } = connection;
  return { ...connection, begin: client.prepare('begin'), commit: client.prepare('commit') };
}

export function openReaders(file: string, settings: Settings): Readers {
  const most = settings.connections ?? 4;
  const limit = { ms: settings.readLimitMs, clock: settings.clock };
  const all: Reader[] = [];
  const free: Reader[] = [];
  const waiting: ((connection: Reader) => void)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function take(): Reader | Promise<Reader> {
    const idle = free.pop();
    if (idle) return idle;
    if (all.length >= most) return new Promise((resolve) => waiting.push(resolve));
    const opened = openReader(file);
    all.push(opened);
    return opened;
  }

  function give(connection: Reader): void {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
  }

  async function snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const connection = await take();
    const { client, tx, explain, begin, commit } = connection;
    try {
      begin.run();
      const outcome = await attempt(unitOn(client, limit), () => work(tx));
      if (outcome.ok) return outcome.value;
      throw explain(outcome.error);
    } finally {
      if (client.inTransaction) commit.run();
      give(connection);
    }
  }

  async function read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseNested();
    if (closed) throw new Error('the store is closed');
    const reading = snapshot(work);
    underWay.add(reading);
    return reading.finally(() => underWay.delete(reading));
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.allSettled(underWay);
    for (const { client } of all) client.close();
  }

  return { read, close };
}
