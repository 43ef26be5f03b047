/**
 * Posting with the log on beside posting without it: the same records credited by 16 callers at once. Without means a house
 * that has no seal: nobody seals, no head is kept and none is asked for before an entry is posted. With means a house with a
 * seal, whose book is sealed while the callers post, once in each round of some 390 credits; it ends when both are done. The
 * commitment and the leaf of an entry are part of the entry and are made on both sides.
 */
import { byCallers, timed } from '#tests/bench/credits';
import { copyOf } from '#tests/bench/files';
import { lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { keptTown } from '#tests/bench/town';
import { openTownHall } from '#tests/bench/town-hall';
import { newSealFolder } from '#tests/support/seal';
import { sealAll } from '#usecases/seal/seal';

const CALLERS = 16;
/** Credited first and not counted: by then queries are prepared. */
const WARM_UP = 16;
const ROUNDS = 7;

export const posting: Measure = {
  name: 'posting',
  async run(tell) {
    const town = await keptTown(tell);
    const reached = await sideBySide(
      ROUNDS,
      () => round(town, 'sealed'),
      () => round(town, 'not sealed'),
    );
    return [lineOf({ name: 'posting, with the log on', unit: 'ms', ...reached, target: { atMost: 1.1 } })];
  },
};

/** Milliseconds for all records that wait, on a copy of the town. */
async function round(town: string, how: 'sealed' | 'not sealed'): Promise<number> {
  const [copy, files] = [copyOf(town), newSealFolder()];
  const hall = await openTownHall(copy.file, how === 'sealed' ? files.open() : null);
  try {
    if (how === 'sealed') await sealAll(hall.desk());
    await byCallers(CALLERS, hall.ids.slice(0, WARM_UP), hall);
    const ids = hall.ids.slice(WARM_UP);
    const half = Math.floor(ids.length / 2);
    return await timed(async () => {
      await byCallers(CALLERS, ids.slice(0, half), hall);
      const sealing = how === 'sealed' ? sealAll(hall.desk()) : null;
      await byCallers(CALLERS, ids.slice(half), hall);
      await sealing;
    });
  } finally {
    await hall.close();
    files.drop();
    copy.drop();
  }
}
