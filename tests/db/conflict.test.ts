/** A constraint has one name, whichever database says it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { Conflict } from '#db/conflict';
import { dialect } from '#db/dialect';
import { aside, errorOf, idsIn, note, notes, openScratch, pairs, type Scratch } from '#tests/db/scratch';

let scratch: Scratch;
afterEach(() => scratch.close());

async function conflictOf(work: (tx: Tx) => Promise<unknown>): Promise<string> {
  scratch = await openScratch();
  const error = await errorOf(scratch.store.transact(['j1', 'j2'], work));
  expect(error).toBeInstanceOf(Conflict);
  return (error as Conflict).constraint;
}

describe('a conflict is named', () => {
  const cases: [string, (tx: Tx) => Promise<unknown>][] = [
    ['notes_pkey', (tx) => note(tx, 'a').then(() => note(tx, 'a'))],
    ['pairs_pkey', (tx) => tx.insert(pairs).values([pair('a', 'b'), pair('a', 'b')]) as Promise<unknown>],
    ['notes_slot', (tx) => note(tx, 'a', slot('s')).then(() => note(tx, 'b', slot('s')))],
    ['notes_shout', (tx) => note(tx, 'a', { body: 'hi' }).then(() => note(tx, 'b', { body: 'HI' }))],
    ['notes_minutes', (tx) => note(tx, 'a', { minutes: -1 })],
    ['notes_fkey', (tx) => note(tx, 'a', { journal: 'nowhere' })],
    ['notes_minutes_not_null', (tx) => note(tx, 'a', { minutes: null as unknown as number })],
  ];
  const pair = (a: string, b: string) => ({ a, b });
  const slot = (name: string) => ({ journal: 'j1', slot: name });
  it.each(cases)('%s', async (name, work) => {
    expect(await conflictOf(work)).toBe(name);
  });
});

it('stands in the way of nobody whom the index leaves out', async () => {
  scratch = await openScratch();
  await scratch.store.transact([], async (tx) => {
    await note(tx, 'a', { journal: 'j1' });
    await note(tx, 'b', { journal: 'j1' });
  });
  expect(await idsIn(scratch.store)).toEqual(['a', 'b']);
});

it('is thrown by the statement itself, and carries nothing of the row', async () => {
  scratch = await openScratch();
  let thrown: unknown;
  const unit = scratch.store.transact([], async (tx) => {
    await note(tx, 'a');
    await note(tx, 'a', { body: '张婆婆 13800000000' }).catch((error: unknown) => {
      thrown = error;
      throw error;
    });
  });
  expect(await errorOf(unit)).toBe(thrown);
  expect(thrown).toMatchObject({ name: 'Conflict', constraint: 'notes_pkey', message: 'notes_pkey' });
  expect((thrown as Conflict).cause).toBeUndefined();
});

it('that was caught costs the unit everything on PostgreSQL, and nothing but the statement on SQLite', async () => {
  scratch = await openScratch();
  const unit = scratch.store.transact([], async (tx) => {
    await note(tx, 'a');
    await note(tx, 'a').catch(() => {});
    return 'went on';
  });
  if (dialect === 'postgres') expect(await errorOf(unit)).toMatchObject({ constraint: 'notes_pkey' });
  else expect(await unit).toBe('went on');
  expect(await idsIn(scratch.store)).toEqual(dialect === 'postgres' ? [] : ['a']);
});

it('does not arise where on conflict do nothing asks first', async () => {
  scratch = await openScratch();
  const written = await scratch.store.transact([], async (tx) => {
    await note(tx, 'a');
    return tx.insert(notes).values({ id: 'a', minutes: 1 }).onConflictDoNothing().returning();
  });
  expect(written).toEqual([]);
});

it('is known even of an index that came after the store was opened', async () => {
  scratch = await openScratch();
  await aside(scratch.url, 'create unique index notes_late on notes (minutes)');
  const unit = scratch.store.transact([], async (tx) => {
    await note(tx, 'a', { minutes: 1 });
    await note(tx, 'b', { minutes: 1 });
  });
  expect(await errorOf(unit)).toMatchObject({ constraint: 'notes_late' });
});

it('leaves other errors alone', async () => {
  scratch = await openScratch();
  const error = await errorOf(scratch.store.transact([], () => Promise.reject(new TypeError('a bug'))));
  expect(error).toBeInstanceOf(TypeError);
});
