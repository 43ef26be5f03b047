/**
 * Sealing, and the proof of a receipt: over a book of a million transfers and over a new one, in turns. Both must be the
 * same work: what came since, and one stretch a level.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#db/migrate';
import { must } from '#domain/refusal';
import { inclusionStretches, rootFromInclusion } from '#domain/seal/merkle';
import { lastCheckpoint } from '#ledger/checkpoint';
import { findJournal, openJournal } from '#ledger/journal';
import { hashesOf } from '#ledger/tree';
import { copyOf } from '#tests/bench/files';
import { keptWorld, LARGE } from '#tests/bench/grown';
import { openBenchHouse } from '#tests/bench/house';
import { lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { fillJournal, JOURNAL, newSealFolder } from '#tests/support/seal';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { sealJournal } from '#usecases/seal/seal';

const ENTRIES = 10_000;
const PROOFS = 200;
const SMALL_BOOK = 1_000;
const ROUNDS = 5;

interface Side {
  house: House;
  desk(): Desk;
  drop(): Promise<void>;
}

const deskIn = (house: House): Desk => deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });

async function sealed(file: string, drop: () => void): Promise<Side> {
  const files = newSealFolder();
  const house = { ...(await openBenchHouse(file)), seal: files.open() };
  return {
    house,
    desk: () => deskIn(house),
    async drop() {
      await house.store.close();
      files.drop();
      drop();
    },
  };
}

async function emptyBook(): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-bench-'));
  const file = join(folder, 'yinling.db');
  await migrate(file);
  const side = await sealed(file, () => rmSync(folder, { recursive: true, force: true }));
  await side.desk().write([], (act) => openJournal(act, { id: JOURNAL, name: '新兴县', countyCode: '445321' }));
  return side;
}

/** Milliseconds for the entries that came since; they are entered before and not counted. */
async function sealTime(side: Side): Promise<number> {
  await side.desk().write([JOURNAL], (act) => fillJournal(act, ENTRIES));
  const began = performance.now();
  const done = must(await sealJournal(side.desk(), JOURNAL));
  if (done.added !== ENTRIES) throw new Error(`${done.added} entries were sealed: nothing was measured`);
  return performance.now() - began;
}

/** Milliseconds a proof, each for another entry of the book, each led up to the root. */
async function proofTime({ house, desk }: Side): Promise<number> {
  const tree = must(house.seal).tree;
  const began = performance.now();
  for (let count = 0; count < PROOFS; count += 1) {
    await desk().read(async (act) => {
      const head = must(await lastCheckpoint(act, JOURNAL, { tree: tree.name }));
      // A long stride, so that no two of them lie in one tile.
      const index = (count * 104_729) % head.size;
      const stretches = inclusionStretches(index, head.size);
      const [leaf, ...path] = await hashesOf(act, JOURNAL, head, [[index, index + 1], ...stretches], tree);
      const root = rootFromInclusion(must(leaf), index, head.size, path, tree);
      if (!root?.equals(head.root)) throw new Error(`the proof of ${index} leads elsewhere`);
    });
  }
  return (performance.now() - began) / PROOFS;
}

export const seal: Measure = {
  name: 'seal',
  async run(tell) {
    const copy = copyOf(await keptWorld(LARGE, tell));
    const [large, empty, small] = [await sealed(copy.file, copy.drop), await emptyBook(), await emptyBook()];
    try {
      const { lastSeq } = await large.desk().read((act) => findJournal(act, JOURNAL));
      const began = performance.now();
      await sealJournal(large.desk(), JOURNAL);
      tell(`${lastSeq} entries sealed for the first time in ${((performance.now() - began) / 1000).toFixed(1)} s`);
      const sealing = await sideBySide(
        ROUNDS,
        () => sealTime(large),
        () => sealTime(empty),
      );
      await small.desk().write([JOURNAL], (act) => fillJournal(act, SMALL_BOOK));
      await sealJournal(small.desk(), JOURNAL);
      const proving = await sideBySide(
        ROUNDS,
        () => proofTime(large),
        () => proofTime(small),
      );
      return [
        lineOf({ name: 'sealing 10,000, large beside new', unit: 'ms', ...sealing, target: { atMost: 2 } }),
        lineOf({ name: 'receipt, large beside 1,000', unit: 'ms', ...proving, target: { atMost: 2 } }),
      ];
    } finally {
      for (const side of [large, empty, small]) await side.drop();
    }
  },
};
