/** The last head of a log before a moment: asked for every passbook page, and found without walking through the others. */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialect } from '#db/dialect';
import { checkpoints } from '#db/schema/seal';
import { lastBefore } from '#ledger/checkpoint';
import { JOURNAL, ORIGIN, openSealedHouse, type SealedHouse } from '#tests/support/seal';

const [HEADS, AT] = [400, Date.parse('2026-11-01T00:00:00Z')];
const origin = `${ORIGIN}/${JOURNAL}`;
let one: SealedHouse;
beforeAll(async () => {
  one = await openSealedHouse();
  const bytes = { tree: 'sha256' as const, root: Buffer.alloc(32), peaks: Buffer.alloc(32), note: '' };
  const row = (size: number, name: string) => ({
    ...{ journal: JOURNAL, origin: name, size, sealedAt: AT + size * 600_000, sealedBy: 'job:test', ...bytes },
  });
  const rows = Array.from({ length: HEADS }, (_, at) => [row(at + 1, origin), row(at + 2, `${origin}/anew1`)]).flat();
  await one.desk().write([], (act) => act.tx.insert(checkpoints).values(rows));
});
afterAll(() => one.close());

const sizeBefore = async (at: number) => (await one.desk().read((act) => lastBefore(act, JOURNAL, origin, at)))?.size;

test('is the newest one of this log that is older, to the millisecond', async () => {
  expect(await sizeBefore(AT + 600_000)).toBeUndefined();
  for (const size of [1, 2, 77, HEADS - 1]) {
    expect(await sizeBefore(AT + size * 600_000 + 1)).toBe(size);
    expect(await sizeBefore(AT + (size + 1) * 600_000)).toBe(size);
  }
  expect(await sizeBefore(Number.MAX_SAFE_INTEGER)).toBe(HEADS);
});

describe.runIf(dialect === 'sqlite')('its way to the row', () => {
  test('is one step into the index, without sorting', () => {
    const aside = new Database(one.url, { readonly: true });
    const plan = aside
      .prepare(
        `explain query plan select * from checkpoints where journal = ? and origin = ? and sealed_at < ?
         order by sealed_at desc limit 1`,
      )
      .all(JOURNAL, origin, AT) as { detail: string }[];
    aside.close();
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH checkpoints USING INDEX checkpoints_sealed (journal=? AND origin=? AND sealed_at<?)',
    ]);
  });
});
