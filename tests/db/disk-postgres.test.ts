/** A full disk as PostgreSQL tells of it (53100): the same refusal as on SQLite, and the next unit goes through. */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, it, test } from 'vitest';
import { dialect } from '#db/dialect';
import { explainer } from '#db/postgres/names';
import { errorOf, idsIn, note, openScratch } from '#tests/db/scratch';

/** As the server sends it: `could not extend file "base/…": No space left on device`. */
function serverError(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('could not extend file', 21, 'error'), { code });
}

test('53100 is no room, and nothing else of its class is', async () => {
  const pool = { query: async () => ({ rows: [] }) } as unknown as pg.Pool;
  const explain = await explainer(pool);
  expect(explain(serverError('53100'))).toMatchObject({ code: 'no_room' });
  for (const code of ['53000', '53200', '53300', '53400']) {
    const error = serverError(code);
    expect(explain(error)).toBe(error);
  }
});

describe.runIf(dialect === 'postgres')('a server that says so in the middle of a unit', () => {
  it('has stored nothing of it, and stores the next', async () => {
    const scratch = await openScratch();
    const full = scratch.store.transact([], async (tx) => {
      await note(tx, 'before');
      await tx.execute(sql`do $$ begin raise exception 'disk full' using errcode = '53100'; end $$`);
    });
    expect(await errorOf(full)).toMatchObject({ code: 'no_room' });
    await scratch.store.transact([], (tx) => note(tx, 'after'));
    expect(await idsIn(scratch.store)).toEqual(['after']);
    await scratch.close();
  });
});
