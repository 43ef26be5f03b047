/** A prepared query is built once for a connection, and is held to the same rules as any other statement. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { prepared } from '#db/prepared';
import { errorOf, note, notes, openScratch, type Scratch } from '#tests/db/scratch';

let scratch: Scratch;
afterEach(() => scratch.close());

let built = 0;
const noteById = prepared((tx) => {
  built += 1;
  return tx
    .select({ id: notes.id, minutes: notes.minutes })
    .from(notes)
    .where(eq(notes.id, sql.placeholder('id')))
    .prepare('note_by_id');
});
const addNote = prepared((tx) =>
  tx
    .insert(notes)
    .values({ id: sql.placeholder('id'), minutes: sql.placeholder('minutes') })
    .returning({ id: notes.id })
    .prepare('add_note'),
);

it('is built once, however many units run it', async () => {
  scratch = await openScratch({ connections: 1 });
  const { store } = scratch;
  built = 0;
  for (const id of ['a', 'b', 'c']) {
    const written = await store.transact([], async (tx) => {
      expect(await noteById(tx).execute({ id })).toEqual([]);
      return addNote(tx).execute({ id, minutes: 5 });
    });
    expect(written).toEqual([{ id }]);
  }
  expect(await store.transact([], (tx) => noteById(tx).execute({ id: 'b' }))).toEqual([{ id: 'b', minutes: 5 }]);
  expect(built).toBe(1);
});

it('is built for each connection, and sees what its own unit wrote', async () => {
  scratch = await openScratch();
  const { store } = scratch;
  const inside = await store.transact([], async (tx) => {
    await note(tx, 'a', { minutes: 9 });
    return noteById(tx).execute({ id: 'a' });
  });
  expect(inside).toEqual([{ id: 'a', minutes: 9 }]);
  expect(await store.read((tx) => noteById(tx).execute({ id: 'a' }))).toEqual(inside);
});

it('is refused outside a unit', async () => {
  scratch = await openScratch();
  let kept: Tx | undefined;
  await scratch.store.transact([], async (tx) => {
    kept = tx;
    await noteById(tx).execute({ id: 'a' });
  });
  const late = (async () => noteById(kept as Tx).execute({ id: 'a' }))();
  expect(await errorOf(late)).toMatchObject({ message: expect.stringContaining('outside any unit') });
});
