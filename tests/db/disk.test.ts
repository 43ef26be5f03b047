/** A full disk and a busy file: each is told the truth, and the writer goes on. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { dialect } from '#db/dialect';
import type { StoreOptions } from '#db/store';
import { errorOf, idsIn, names, note, openScratch, type Scratch } from '#tests/db/scratch';

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
    const full = await errorOf(store.transact([], (tx) => note(tx, 'big', { body: BIG })));
    expect(full).toMatchObject({ code: 'no_room' });
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
