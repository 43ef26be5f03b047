/** A prepared query is built once for a connection, and is held to the same rules as any other statement. */
import { asc, eq, isNull, sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { among, inserting, prepared, preparedBy, slotsFor } from '#db/prepared';
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

const insertNote = inserting(notes, 'insert_note');
const notesAmong = prepared((tx) =>
  tx
    .select({ id: notes.id, more: notes.more, seen: notes.seen })
    .from(notes)
    .where(among(notes.id, 'ids'))
    .orderBy(asc(notes.id))
    .prepare('notes_among'),
);
const setNote = preparedBy((tx, columns, number) =>
  tx
    .update(notes)
    .set(slotsFor(notes, columns.split(' ')))
    .where(eq(notes.id, sql.placeholder('ofId')))
    .prepare(`set_note_${number}`),
);

it('takes a list of any length, and what a row leaves out is NULL', async () => {
  scratch = await openScratch();
  await scratch.store.transact([], async (tx) => {
    await insertNote(tx, { id: 'a', minutes: 5 });
    await insertNote(tx, { id: 'b', minutes: 7, more: ['x'], seen: false });
    await insertNote(tx, { id: "o'clock", minutes: 9, more: null, seen: null });
    const among = (...ids: string[]) => notesAmong(tx).execute({ ids });
    expect(await among()).toEqual([]);
    expect(await among('b')).toEqual([{ id: 'b', more: ['x'], seen: false }]);
    expect(await among("o'clock", 'a', 'nobody')).toEqual([
      { id: 'a', more: null, seen: null },
      { id: "o'clock", more: null, seen: null },
    ]);
    // A JSON null would be a value, and would be found here.
    const none = await tx.select({ id: notes.id }).from(notes).where(isNull(notes.more));
    expect(none.map(({ id }) => id).sort()).toEqual(['a', "o'clock"]);
  });
});

it('is built once for each shape', async () => {
  scratch = await openScratch();
  await scratch.store.transact([], async (tx) => {
    await note(tx, 'a', { minutes: 5 });
    expect(setNote(tx, 'minutes')).toBe(setNote(tx, 'minutes'));
    await setNote(tx, 'minutes').execute({ ofId: 'a', minutes: 6 });
    await setNote(tx, 'minutes seen').execute({ ofId: 'a', minutes: 8, seen: true });
    expect(await notesAmong(tx).execute({ ids: ['a'] })).toMatchObject([{ seen: true }]);
    expect(await noteById(tx).execute({ id: 'a' })).toEqual([{ id: 'a', minutes: 8 }]);
  });
});
