/** A read is one snapshot: whatever is written meanwhile, its numbers agree with each other. */
import { count, eq, sql, sum } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import type { Store } from '#db/store';
import { gate, note, notes, openScratch, type Scratch } from '#tests/db/scratch';

let scratch: Scratch;
const open = async (connections?: number): Promise<Store> => {
  scratch = await openScratch(connections === undefined ? {} : { connections });
  return scratch.store;
};
afterEach(() => scratch.close());

const minutesOf = async (tx: Tx, id: string): Promise<number> => {
  const [row] = await tx.select({ minutes: notes.minutes }).from(notes).where(eq(notes.id, id));
  return row?.minutes ?? 0;
};

const move = (store: Store, from: string, to: string, minutes: number) =>
  store.transact(['j1'], async (tx) => {
    await tx
      .update(notes)
      .set({ minutes: (await minutesOf(tx, from)) - minutes })
      .where(eq(notes.id, from));
    await tx
      .update(notes)
      .set({ minutes: (await minutesOf(tx, to)) + minutes })
      .where(eq(notes.id, to));
  });

it('sees none of what is written between two of its statements', async () => {
  const store = await open();
  await store.transact(['j1'], async (tx) => {
    await note(tx, 'a', { minutes: 100 });
    await note(tx, 'b', { minutes: 0 });
  });
  const [looked, moved] = [gate(), gate()];
  const reading = store.read(async (tx) => {
    const first = await minutesOf(tx, 'a');
    looked.open();
    await moved.opened;
    return [first, await minutesOf(tx, 'b'), await minutesOf(tx, 'a')];
  });
  await looked.opened;
  await move(store, 'a', 'b', 60);
  moved.open();
  expect(await reading).toEqual([100, 0, 100]);
  expect(await store.read(async (tx) => [await minutesOf(tx, 'a'), await minutesOf(tx, 'b')])).toEqual([40, 60]);
});

it('adds up under concurrent writes', async () => {
  const store = await open();
  await store.transact(['j1'], async (tx) => {
    await note(tx, 'a', { minutes: 1_000 });
    await note(tx, 'b', { minutes: 0 });
  });
  const writing = Promise.all(Array.from({ length: 40 }, () => move(store, 'a', 'b', 5)));
  const reading = Array.from({ length: 40 }, () =>
    store.read(async (tx) => {
      const first = await minutesOf(tx, 'a');
      await new Promise((resolve) => setImmediate(resolve));
      return first + (await minutesOf(tx, 'b'));
    }),
  );
  expect(new Set(await Promise.all(reading))).toEqual(new Set([1_000]));
  await writing;
});

it('waits for a connection when all are in use, and every one has its turn', async () => {
  const store = await open(2);
  await store.transact(['j1'], (tx) => note(tx, 'a', { minutes: 7 }));
  const answers = await Promise.all(Array.from({ length: 20 }, () => store.read((tx) => minutesOf(tx, 'a'))));
  expect(answers).toEqual(Array(20).fill(7));
});

it('frees its connection when it fails', async () => {
  const store = await open(1);
  for (let index = 0; index < 5; index += 1) {
    await expect(store.read(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  expect(await store.read((tx) => minutesOf(tx, 'a'))).toBe(0);
});

it('counts and sums in numbers', async () => {
  const store = await open();
  const large = 2 ** 40 + 1;
  await store.transact(['j1'], async (tx) => {
    await note(tx, 'a', { minutes: large });
    await note(tx, 'b', { minutes: 2 });
  });
  const [row] = await store.read((tx) =>
    tx
      .select({
        many: count(),
        counted: sql<number>`count(*)`,
        total: sql<number>`sum(${notes.minutes})`,
        added: sql<number>`${sql.raw('max(minutes)')} + 1`,
        drizzles: sum(notes.minutes),
      })
      .from(notes),
  );
  // Drizzle's own sum() is a string on both; ours are numbers on both.
  expect(row).toEqual({ many: 2, counted: 2, total: large + 2, added: large + 1, drizzles: String(large + 2) });
});

it('gives back what was written, type by type', async () => {
  const store = await open();
  const values = [
    '60',
    '2026-03-01',
    'true',
    '"quoted"',
    60,
    true,
    false,
    [],
    ['a', 1],
    { b: 1, a: { c: '2' } },
    '龙眼',
  ];
  await store.transact([], async (tx) => {
    for (const [index, more] of values.entries()) await note(tx, `v${index}`, { more, minutes: index });
    await note(tx, 'w', { minutes: 99, seen: true, bytes: Buffer.of(0, 255, 10), body: '张婆婆' });
  });
  const rows = await store.read((tx) => tx.select().from(notes).orderBy(notes.minutes));
  expect(rows.slice(0, -1).map(({ more }) => more)).toEqual(values);
  expect(rows.at(-1)).toMatchObject({ more: null, seen: true, bytes: Buffer.of(0, 255, 10), body: '张婆婆' });
});
