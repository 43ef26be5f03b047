/** Readers of a SQLite file: a few connections that cannot write, each `read` one snapshot on one of them. */
import type { Tx } from '#db/act';
import { type Connection, connect } from '#db/sqlite/client';
import type { Settings, Store } from '#db/store';
import { attempt, refuseNested, unitOn } from '#db/unit';

export interface Readers {
  read: Store['read'];
  close: () => Promise<void>;
}

export function openReaders(file: string, settings: Settings): Readers {
  const most = settings.connections ?? 4;
  const limit = { ms: settings.readLimitMs, clock: settings.clock };
  const all: Connection[] = [];
  const free: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function take(): Connection | Promise<Connection> {
    const idle = free.pop();
    if (idle) return idle;
    if (all.length >= most) return new Promise((resolve) => waiting.push(resolve));
    const opened = connect(file, { write: false });
    all.push(opened);
    return opened;
  }

  function give(connection: Connection): void {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
  }

  async function snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const connection = await take();
    const { client, tx, explain } = connection;
    try {
      client.exec('begin');
      const outcome = await attempt(unitOn(client, limit), () => work(tx));
      if (outcome.ok) return outcome.value;
      throw explain(outcome.error);
    } finally {
      if (client.inTransaction) client.exec('commit');
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
