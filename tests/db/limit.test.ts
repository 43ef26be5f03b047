/** A unit has so long and no longer: then its handle dies and it is refused, whatever it was doing. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Store, StoreOptions } from '#db/store';
import { errorOf, gate, idsIn, note, notes, openScratch, type Scratch } from '#tests/db/scratch';

let scratch: Scratch;
const open = async (options?: StoreOptions): Promise<Store> => {
  scratch = await openScratch(options);
  return scratch.store;
};
afterEach(() => scratch.close());

describe('the limit', () => {
  it('refuses a unit that waits for something else, and its neighbours stand', async () => {
    const store = await open({ limitMs: 20, clock: () => performance.now() });
    const never = new Promise<never>(() => {});
    const hanging = store.transact([], async (tx) => {
      await note(tx, 'hanging');
      return never;
    });
    expect(await errorOf(hanging)).toMatchObject({ code: 'too_slow' });
    expect(await idsIn(store)).toEqual([]);
  });

  it('refuses a unit that never lets go of the processor', async () => {
    let now = 0;
    const store = await open({ limitMs: 2_000, clock: () => now, groupMs: 1_000_000 });
    let statements = 0;
    const busy = store.transact([], async (tx) => {
      for (; statements < 1_000; statements += 1) {
        now += 10;
        await note(tx, `busy${statements}`);
      }
    });
    const neighbour = store.transact([], (tx) => note(tx, 'neighbour'));
    expect(await errorOf(busy)).toMatchObject({ code: 'too_slow' });
    await neighbour;
    expect(statements).toBe(200);
    expect(await idsIn(store)).toEqual(['neighbour']);
  });

  it('cannot be swallowed', async () => {
    let now = 0;
    const store = await open({ limitMs: 2_000, clock: () => now });
    const stubborn = store.transact([], async (tx) => {
      await note(tx, 'a');
      now += 2_001;
      await note(tx, 'b').catch(() => {});
      return 'all is well';
    });
    expect(await errorOf(stubborn)).toMatchObject({ code: 'too_slow' });
    expect(await idsIn(store)).toEqual([]);
  });

  it('ends the handle too: what the unit does later is refused', async () => {
    const store = await open({ limitMs: 20, clock: () => performance.now() });
    const door = gate();
    let later: Promise<unknown> = Promise.resolve();
    const hanging = store.transact([], (tx) => {
      const work = door.opened.then(() => note(tx, 'later'));
      later = errorOf(work);
      return work;
    });
    await errorOf(hanging);
    door.open();
    expect(await later).toMatchObject({ code: 'too_slow' });
    expect(await idsIn(store)).toEqual([]);
  });

  it('holds for a read, by its own measure', async () => {
    const store = await open({ readLimitMs: 20, clock: () => performance.now() });
    expect(await errorOf(store.read(() => new Promise<never>(() => {})))).toMatchObject({ code: 'too_slow' });
  });

  it('can be lifted for a read that is an export', async () => {
    let now = 0;
    const store = await open({ clock: () => now, readLimitMs: Number.POSITIVE_INFINITY });
    const rows = await store.read(async (tx) => {
      now += 10_000_000;
      return tx.select().from(notes);
    });
    expect(rows).toEqual([]);
  });
});
