/** What only PostgreSQL can do to a unit: deadlocks, waiting for locks, connections that go away. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { dialect } from '#db/dialect';
import type { Store, StoreOptions } from '#db/store';
import { aside, errorOf, gate, idsIn, note, notes, openScratch, type Scratch } from '#tests/db/scratch';

describe.runIf(dialect === 'postgres')('PostgreSQL', () => {
  let scratch: Scratch;
  const open = async (options?: StoreOptions): Promise<Store> => {
    scratch = await openScratch(options);
    return scratch.store;
  };
  afterEach(() => scratch.close());

  const touch = (tx: Tx, id: string) => tx.update(notes).set({ minutes: sql`minutes + 1` }).where(eq(notes.id, id));

  it('runs a unit again that was chosen to end a deadlock', async () => {
    const store = await open();
    await store.transact([], async (tx) => [await note(tx, 'a'), await note(tx, 'b')]);
    const [hasA, hasB] = [gate(), gate()];
    const cross = (mine: string, other: string, have: typeof hasA, need: typeof hasA) =>
      store.transact([], async (tx) => {
        await touch(tx, mine);
        have.open();
        await need.opened;
        await touch(tx, other);
      });
    await Promise.all([cross('a', 'b', hasA, hasB), cross('b', 'a', hasB, hasA)]);
    const rows = await store.read((tx) => tx.select({ minutes: notes.minutes }).from(notes));
    expect(rows).toEqual([{ minutes: 2 }, { minutes: 2 }]);
    expect(store.counts.reruns).toBe(1);
  });

  it('is too slow when it was chosen every time', async () => {
    const store = await open({ tries: 3 });
    const refused = store.transact([], (tx) =>
      tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`),
    );
    expect(await errorOf(refused)).toMatchObject({ code: 'too_slow' });
    expect(store.counts).toEqual({ units: 1, commits: 0, reruns: 2 });
  });

  it('runs again even if the unit swallowed the deadlock', async () => {
    const store = await open({ tries: 3 });
    let runs = 0;
    const answer = await store
      .transact([], async (tx) => {
        runs += 1;
        const again = sql`do $$ begin raise exception 'again' using errcode = '40P01'; end $$`;
        if (runs === 1) await tx.execute(again).catch(() => {});
        return note(tx, 'a');
      })
      .catch((error: unknown) => error);
    expect(answer).toBe('a');
    expect(runs).toBe(2);
  });

  it('locks journals in the order of their ids, however they are named', async () => {
    const store = await open();
    const both = (journals: string[]) =>
      store.transact(journals, async (tx) => {
        const [row] = await tx.select().from(notes).where(eq(notes.id, 'a'));
        // Read and then written: without the lock two units would read the same number.
        await tx
          .update(notes)
          .set({ minutes: (row?.minutes ?? 0) + 1 })
          .where(eq(notes.id, 'a'));
      });
    await store.transact([], (tx) => note(tx, 'a'));
    await Promise.all(Array.from({ length: 40 }, (_, index) => both(index % 2 ? ['j1', 'j2'] : ['j2', 'j1'])));
    expect(store.counts.reruns).toBe(0);
    expect(await store.read((tx) => tx.select({ minutes: notes.minutes }).from(notes))).toEqual([{ minutes: 40 }]);
  });

  it('does not make a unit wait that only refers to a locked journal', async () => {
    const store = await open();
    const [locked, done] = [gate(), gate()];
    const holding = store.transact(['j1'], async () => {
      locked.open();
      await done.opened;
    });
    await locked.opened;
    await store.transact([], (tx) => note(tx, 'a', { journal: 'j1' }));
    done.open();
    await holding;
  });

  it('gives up waiting for a journal', async () => {
    const store = await open({ waitMs: 50 });
    const [locked, done] = [gate(), gate()];
    const holding = store.transact(['j1'], async () => {
      locked.open();
      await done.opened;
    });
    await locked.opened;
    expect(await errorOf(store.transact(['j1'], async () => 1))).toMatchObject({ code: 'too_slow' });
    done.open();
    await holding;
    expect(await store.transact(['j1'], async () => 1)).toBe(1);
  });

  it('gives up waiting for a connection', async () => {
    const store = await open({ waitMs: 50, connections: 1 });
    const [begun, done] = [gate(), gate()];
    const holding = store.transact([], async () => {
      begun.open();
      await done.opened;
    });
    await begun.opened;
    expect(await errorOf(store.read(async () => 1))).toMatchObject({ code: 'too_slow' });
    done.open();
    await holding;
  });

  it('ends a statement that takes too long, on the server too', async () => {
    const store = await open({ limitMs: 50, connections: 1 });
    const slow = store.transact([], (tx) => tx.execute(sql`select pg_sleep(600)`));
    expect(await errorOf(slow)).toMatchObject({ code: 'too_slow' });
    expect(await errorOf(scratch.store.read(async () => 1).then(() => Promise.reject('free again')))).toBe(
      'free again',
    );
  });

  it('fails the unit whose connection goes away, and no other', async () => {
    const store = await open({ connections: 1 });
    const cut = store.transact([], async (tx) => {
      await note(tx, 'a');
      await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
    expect(await errorOf(cut)).toBeInstanceOf(Error);
    await store.transact([], (tx) => note(tx, 'b'));
    expect(await idsIn(store)).toEqual(['b']);
  });

  it('survives that its idle connections go away', async () => {
    const store = await open();
    await store.transact([], (tx) => note(tx, 'a'));
    await aside(
      scratch.url,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'yinling'",
    );
    // The first unit may still be handed a connection that does not know yet.
    await store.transact([], (tx) => note(tx, 'b')).catch(() => {});
    await store.transact([], (tx) => note(tx, 'c'));
    expect(await idsIn(store)).toContain('c');
  });

  it('does not round a number that JavaScript cannot hold', async () => {
    const store = await open();
    const tooLarge = store.read((tx) => tx.execute(sql`select 9007199254740993::bigint as n`));
    expect(await errorOf(tooLarge)).toMatchObject({ message: expect.stringContaining('9007199254740993') });
  });
});
