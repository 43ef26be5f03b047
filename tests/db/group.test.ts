/** Group commit on SQLite: fewer commits than units, and nobody is told what is not on the disk. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { count, eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { Conflict } from '#db/conflict';
import { dialect } from '#db/dialect';
import type { StoreOptions } from '#db/store';
import { Refusal } from '#domain/refusal';
import {
  aside,
  errorOf,
  gate,
  idsIn,
  names,
  note,
  notes,
  openScratch,
  promises,
  type Scratch,
} from '#tests/db/scratch';

describe.runIf(dialect === 'sqlite')('group commit', () => {
  let scratch: Scratch;
  const open = async (options?: StoreOptions) => {
    scratch = await openScratch(options);
    return scratch.store;
  };
  afterEach(() => scratch.close());

  it('writes units that wait together under one commit, and no more than 64 of them', async () => {
    const store = await open();
    const answers = await Promise.all(names(100).map((id) => store.transact([], (tx) => note(tx, id))));
    expect(answers).toEqual(names(100));
    expect(await idsIn(store)).toEqual(names(100));
    expect(store.counts).toEqual({ units: 100, commits: 2, reruns: 0 });
  });

  it('waits for the disk: what it answered survives a power cut', async () => {
    let client: Database.Database | undefined;
    await open({
      onWriter: (writer) => {
        client = writer;
      },
    });
    const full = 2;
    expect(client?.pragma('synchronous', { simple: true })).toBe(full);
    expect(client?.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('closes a group when its time is up', async () => {
    let now = 0;
    const store = await open({ clock: () => now, groupMs: 20 });
    const units = names(9).map((id) =>
      store.transact([], async (tx) => {
        now += 7;
        return note(tx, id);
      }),
    );
    await Promise.all(units);
    expect(store.counts.commits).toBe(3);
  });

  it('answers no unit before the commit', async () => {
    const store = await open();
    const answered: string[] = [];
    const first = store.transact([], (tx) => note(tx, 'first')).then((id) => answered.push(id));
    const second = store.transact([], async (tx) => {
      // The first has run to its end: its row is here, but for nobody else.
      await nextTurn();
      expect(await tx.select({ many: count() }).from(notes)).toEqual([{ many: 1 }]);
      expect(await aside(scratch.url, 'select id from notes')).toEqual([]);
      expect(answered).toEqual([]);
    });
    await first;
    expect(await aside(scratch.url, 'select id from notes')).toEqual([{ id: 'first' }]);
    await second;
  });

  it('holds back refusals too: a neighbour who was never stored may be their reason', async () => {
    const store = await open();
    let refused = false;
    const first = store
      .transact([], async () => {
        throw new Refusal('already_done');
      })
      .catch(() => {
        refused = true;
      });
    await store.transact([], async () => {
      await nextTurn();
      expect(refused).toBe(false);
    });
    await first;
    expect(refused).toBe(true);
  });

  it('keeps nothing of a refused unit and everything of its neighbours', async () => {
    const store = await open();
    const units = names(10).map((id, index) =>
      store.transact([], async (tx) => {
        await note(tx, id);
        if (index % 3 === 1) throw new Refusal('already_done');
      }),
    );
    const states = (await Promise.allSettled(units)).map(({ status }) => status);
    expect(states.filter((status) => status === 'rejected')).toHaveLength(3);
    expect(await idsIn(store)).toEqual(names(10).filter((_, index) => index % 3 !== 1));
    expect(store.counts).toEqual({ units: 10, commits: 1, reruns: 0 });
  });

  it('runs one by one when the COMMIT itself is refused', async () => {
    const store = await open();
    const runs: string[] = [];
    const write = (id: string, broken: boolean) =>
      store.transact([], async (tx) => {
        runs.push(id);
        await note(tx, id);
        if (broken) await tx.insert(promises).values({ note: 'nowhere' });
        return id;
      });
    const units = await Promise.allSettled([write('a', false), write('b', true), write('c', false)]);
    expect(units.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((units[1] as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
    expect(runs).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
    expect(await idsIn(store)).toEqual(['a', 'c']);
    expect(store.counts).toEqual({ units: 3, commits: 2, reruns: 3 });
  });

  it('gives everybody a turn between groups', async () => {
    const store = await open({ groupUnits: 1 });
    const order: string[] = [];
    const unit = (id: string) => store.transact([], async () => order.push(id));
    const first = unit('first');
    const second = unit('second');
    await first;
    setImmediate(() => order.push('somebody else'));
    await second;
    await unit('third');
    expect(order).toContain('somebody else');
  });
});

describe.runIf(dialect === 'sqlite')('closing', () => {
  it('waits for what was promised and then opens to nobody', async () => {
    const scratch = await openScratch();
    const { store, url, drop } = scratch;
    const door = gate();
    const slow = store.transact([], async (tx) => {
      await door.opened;
      return note(tx, 'kept');
    });
    const closed = store.close();
    door.open();
    expect(await slow).toBe('kept');
    await closed;
    expect(await aside(url, 'select id from notes')).toEqual([{ id: 'kept' }]);
    expect(await errorOf(store.transact([], async () => 1))).toMatchObject({ message: 'the store is closed' });
    expect(await errorOf(store.read(async (tx) => tx.select().from(notes).where(eq(notes.id, 'x'))))).toBeInstanceOf(
      Error,
    );
    await drop();
  });
});
