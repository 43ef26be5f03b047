import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entries } from '#db/schema/ledger';
import { checkpoints, treeHashes } from '#db/schema/seal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import type { Hash } from '#domain/seal/hash';
import {
  consistencyStretches,
  inclusionStretches,
  isConsistent,
  rootFromInclusion,
  rootOver,
} from '#domain/seal/merkle';
import { lastCheckpoint } from '#ledger/checkpoint';
import { signersOf, treeHasher } from '#ledger/signature';
import { hashesOf } from '#ledger/tree';
import { JOURNAL, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { sealAll, sealJournal } from '#usecases/seal/seal';

const hasher = treeHasher('sha256');
let one: SealedHouse;
beforeAll(async () => {
  one = await openSealedHouse();
});
afterAll(() => one.close());

const leavesOf = (house: SealedHouse): Promise<Hash[]> =>
  house.desk().read(async (act) => {
    const rows = await act.tx
      .select({ leaf: entries.leafHash })
      .from(entries)
      .where(eq(entries.journal, JOURNAL))
      .orderBy(asc(entries.seq));
    return rows.map(({ leaf }) => leaf);
  });

const last = (house: SealedHouse) =>
  house.desk().read(async (act) => {
    const found = await lastCheckpoint(act, JOURNAL, { tree: house.open().tree.name });
    if (!found) throw new Error('nothing was sealed');
    return found;
  });

describe('sealing', () => {
  test('an empty journal has no head', async () => {
    expect(await sealAll(one.desk())).toEqual([]);
  });

  test('gives the root over all entries, whatever came between', async () => {
    const heads: { size: number; root: Hash }[] = [];
    for (const count of [1, 1, 5, 249, 1, 255, 300, 1, 700, 2100]) {
      await one.fill(count);
      expect(await sealJournal(one.desk(), JOURNAL)).toMatchObject({ added: count });
      const { size, root } = await last(one);
      heads.push({ size, root });
    }
    const leaves = await leavesOf(one);
    expect(leaves.length).toBe(3613);
    for (const { size, root } of heads) expect(rootOver(leaves.slice(0, size), hasher)).toEqual(root);
    const head = await last(one);
    await one.desk().read(async (act) => {
      for (const index of [0, 1, 255, 256, 3000, 3583, 3584, 3612]) {
        const path = await hashesOf(act, JOURNAL, head, inclusionStretches(index, head.size), hasher);
        expect(rootFromInclusion(leaves[index] as Hash, index, head.size, path, hasher)).toEqual(head.root);
      }
      for (const before of heads) {
        const proof = await hashesOf(act, JOURNAL, head, consistencyStretches(before.size, head.size), hasher);
        expect(isConsistent(before, head, proof, hasher)).toBe(true);
      }
    });
  });

  test('stores one hash for each full tile and level', async () => {
    const leaves = await leavesOf(one);
    const rows = await one.desk().read((act) => act.tx.select().from(treeHashes).orderBy(asc(treeHashes.place)));
    expect(rows.map(({ level, place }) => [level, place])).toEqual(Array.from({ length: 14 }, (_, at) => [1, at]));
    for (const { place, hash } of rows) {
      expect(hash).toEqual(rootOver(leaves.slice(place * 256, (place + 1) * 256), hasher));
    }
  });

  test('is signed under the journal’s own name, and kept beside the key', async () => {
    const { note, size, root } = await last(one);
    const read = readCheckpoint(note);
    expect(read).toMatchObject({ origin: 'yinling.test/log/xinxing', size, root });
    const seal = one.open();
    expect(seal.kept(JOURNAL)).toBe(note);
    expect(read && signersOf(read.note, seal.verifiersOf('yinling.test/log/xinxing'))?.length).toBe(1);
    expect(read && signersOf(read.note, seal.verifiersOf('yinling.test/log/luoding'))).toEqual([]);
  });

  test('does nothing where nothing came since', async () => {
    const count = () => one.desk().read((act) => act.tx.select().from(checkpoints));
    const before = (await count()).length;
    expect(await sealJournal(one.desk(), JOURNAL)).toBeNull();
    expect((await count()).length).toBe(before);
  });

  test('what was sealed is never changed', async () => {
    const changed = one.desk().write([], (act) => act.tx.update(checkpoints).set({ size: 1 }));
    await expect(changed).rejects.toMatchObject({ constraint: 'append_only' });
    const gone = one.desk().write([], (act) => act.tx.delete(treeHashes));
    await expect(gone).rejects.toMatchObject({ constraint: 'append_only' });
  });
});

test('without a seal nothing is sealed, and it is said', async () => {
  const bare = { ...one.desk(), house: { ...one.house, seal: null } };
  await expect(sealJournal(bare, JOURNAL)).rejects.toMatchObject({ code: 'no_seal' });
});

test('under SM3 the tree is another one, under a name of its own', async () => {
  const other = await openSealedHouse('sm3');
  await other.fill(300);
  await sealJournal(other.desk(), JOURNAL);
  const { origin, root } = await last(other);
  expect(origin).toBe('yinling.test/log/xinxing/sm3');
  const rows = await other.desk().read((act) => act.tx.select().from(entries).orderBy(asc(entries.seq)));
  const sm3 = treeHasher('sm3');
  expect(
    rootOver(
      rows.map(({ commitment }) => sm3.leaf(commitment)),
      sm3,
    ),
  ).toEqual(root);
  await other.close();
});
