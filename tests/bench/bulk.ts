/** A town's Monday: 300 clean records credited together, beside 300 raw credits in groups. */
import { timed, traceCredits } from '#tests/bench/credits';
import { copyOf } from '#tests/bench/files';
import { lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { openRaw } from '#tests/bench/raw';
import { keptTown } from '#tests/bench/town';
import { openTownHall } from '#tests/bench/town-hall';
import type { Statement } from '#tests/bench/trace';
import { creditMany } from '#usecases/exchange/credit-many';

const ROWS = 300;
/** As many as one durable commit takes in. */
const GROUP = 64;
const ROUNDS = 7;

export const bulk: Measure = {
  name: 'bulk',
  async run(tell) {
    const town = await keptTown(tell);
    const copy = copyOf(town);
    const trace = await traceCredits(copy.file, GROUP, warmUpAndRest);
    copy.drop();
    const raw = () => onCopy(town, async (file) => rawTime(file, trace));
    const reached = await sideBySide(ROUNDS, () => onCopy(town, ourTime), raw);
    return [lineOf({ name: `bulk credit of ${ROWS}`, unit: 'ms', ...reached, target: { atMost: 1.5 } })];
  },
};

const warmUpAndRest = (ids: string[]): string[][] => [ids.slice(ROWS), ids.slice(0, ROWS)];

async function ourTime(file: string): Promise<number> {
  const hall = await openTownHall(file);
  const [warmUp = [], rows = []] = warmUpAndRest(hall.ids);
  await creditMany(hall.desk(), { key: 'warm-up-of-the-bench', ids: warmUp });
  const took = await timed(() => creditMany(hall.desk(), { key: 'monday-of-the-bench', ids: rows }));
  await hall.close();
  const again = await openTownHall(file);
  if (again.ids.length > 0) throw new Error(`${again.ids.length} records were not credited: nothing was measured`);
  await again.close();
  return took;
}

async function rawTime(file: string, [warmUp = [], rows = []]: Statement[][]): Promise<number> {
  const raw = openRaw(file);
  raw.run(warmUp);
  const took = await timed(async () => raw.run(rows));
  raw.close();
  return took;
}

async function onCopy(town: string, work: (file: string) => Promise<number>): Promise<number> {
  const copy = copyOf(town);
  try {
    return await work(copy.file);
  } finally {
    copy.drop();
  }
}
