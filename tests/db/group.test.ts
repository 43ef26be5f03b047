/** Group commit on SQLite: fewer commits than units, and nobody is told what is not on the disk. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { count, eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { Conflict } from '#db/conflict';
import { dialect } from '#db/dialect';
import type { StoreOptions } from '#db/store';
import { Refusal } from '#domain/refusal';
import { aside, errorOf, gate, idsIn, note, notes, openScratch, promises, type Scratch } from '#tests/db/scratch';

const names = (many: number, from = 0): string[] =>
  Array.from({ length: many }, (_, index) => `n${String(index + from).padStart(3, '0')}`);

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

describe.runIf(dialect === 'sqlite')('a full disk', () => {
  const BIG = 'x'.repeat(400_000);
  let client: Database.Database;
  let scratch: Scratch;
  const openSmall = async () => {
    scratch = await openScratch({
      onWriter: (writer) => {
        client = writer;
      },
    });
    const pages = client.pragma('page_count', { simple: true }) as number;
    client.pragma(`max_page_count = ${pages + 20}`);
    return scratch.store;
  };
  afterEach(() => scratch.close());

  it('refuses who needs the room, keeps who does not, and tells each the truth', async () => {
    const store = await openSmall();
    const units = names(12).map((id, index) =>
      store.transact([], (tx) => note(tx, id, { body: index % 4 === 2 ? `${BIG}${id}` : id })),
    );
    const states = (await Promise.allSettled(units)).map(({ status }) => status === 'fulfilled');
    expect(states).toEqual(names(12).map((_, index) => index % 4 !== 2));
    expect(await idsIn(store)).toEqual(names(12).filter((_, index) => index % 4 !== 2));
    // The rule is only tested if SQLite did end the whole transaction, with neighbours in it.
    expect(store.counts.reruns).toBeGreaterThan(3);
  });

  it('does not store the rest of a unit that goes on as if nothing had happened', async () => {
    const store = await openSmall();
    const gone: boolean[] = [];
    const stubborn = store.transact([], async (tx) => {
      await note(tx, 'before');
      await note(tx, 'big', { body: BIG }).catch(() => {});
      gone.push(!client.inTransaction);
      await note(tx, 'after').catch(() => {});
    });
    const neighbour = store.transact([], (tx) => note(tx, 'neighbour'));
    await errorOf(stubborn);
    await neighbour;
    expect(gone).toEqual([true, true]);
    expect(await idsIn(store)).toEqual(['neighbour']);
  });

  it('is over when there is room again', async () => {
    const store = await openSmall();
    await errorOf(store.transact([], (tx) => note(tx, 'big', { body: BIG })));
    client.pragma('max_page_count = 100000');
    await store.transact([], (tx) => note(tx, 'big', { body: BIG }));
    expect(await idsIn(store)).toEqual(['big']);
  });
});

describe.runIf(dialect === 'sqlite')('a busy file', () => {
  let scratch: Scratch;
  let other: Database.Database;
  const openBusy = async (options?: StoreOptions) => {
    scratch = await openScratch(options);
    other = new Database(scratch.url);
    other.exec('begin immediate');
    return scratch.store;
  };
  afterEach(async () => {
    other.close();
    await scratch.close();
  });

  it('is waited for without holding up the process', async () => {
    const store = await openBusy({ tries: Number.POSITIVE_INFINITY });
    const waiting = store.transact([], (tx) => note(tx, 'patient'));
    // Reads go on meanwhile, and so does this test.
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(await idsIn(store)).toEqual([]);
    other.exec('commit');
    expect(await waiting).toBe('patient');
  });

  it('is too slow in the end, for all who waited, and the writer goes on', async () => {
    const store = await openBusy({ tries: 2 });
    const units = ['a', 'b'].map((id) => errorOf(store.transact([], (tx) => note(tx, id))));
    for (const error of await Promise.all(units)) expect(error).toMatchObject({ code: 'too_slow' });
    other.exec('commit');
    await store.transact([], (tx) => note(tx, 'c'));
    expect(await idsIn(store)).toEqual(['c']);
  });

  it('refuses who has waited in the queue for too long', async () => {
    let now = 0;
    scratch = await openScratch({ clock: () => now, waitMs: 100, limitMs: 1_000_000, groupMs: 1_000_000 });
    other = new Database(scratch.url);
    const slow = scratch.store.transact([], async () => {
      now += 101;
    });
    const late = errorOf(scratch.store.transact([], (tx) => note(tx, 'late')));
    await slow;
    expect(await late).toMatchObject({ code: 'too_slow' });
    expect(await idsIn(scratch.store)).toEqual([]);
  });
});

describe.runIf(dialect === 'sqlite')('closing', () => {
  it('waits for what was promised and then opens to nobody', async () => {
    const scratch = await openScratch();
    const { store, url } = scratch;
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
  });
});
