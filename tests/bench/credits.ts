/**
 * Durable full credits a second: every check, hold, line, leaf and decision of `creditExchange`, answered only when it is
 * on the disk. Beside it the raw limit: the same statements by hand, in the same groups. Both go batch by batch in turns.
 */
import { copyOf } from '#tests/bench/files';
import { type Line, lineOf, type Measure, median } from '#tests/bench/measure';
import { openRaw } from '#tests/bench/raw';
import { keptTown } from '#tests/bench/town';
import { openTownHall, type TownHall } from '#tests/bench/town-hall';
import { openTrace, type Statement } from '#tests/bench/trace';

const CALLERS = [1, 16, 64];
/** The target is held at this many. */
const BUSY = 16;
const BATCH = 64;
const ROUNDS = 6;

export const credits: Measure = {
  name: 'credits',
  async run(tell) {
    const town = await keptTown(tell);
    const lines: Line[] = [];
    for (const callers of CALLERS) lines.push(await atOnce(town, callers));
    return lines;
  },
};

async function atOnce(town: string, callers: number): Promise<Line> {
  const copy = copyOf(town);
  const trace = await traceCredits(copy.file, callers, batches);
  copy.drop();
  const took: Took = { ours: [], limit: [] };
  // The first round is not counted: by its end code is compiled.
  await round(town, callers, trace, { ours: [], limit: [] });
  for (let turn = 0; turn < ROUNDS; turn += 1) await round(town, callers, trace, took);
  const aSecond = (times: readonly number[]) => (BATCH / median(times)) * 1000;
  const target = callers === BUSY ? { atLeast: 0.5 } : null;
  const reached = { ours: aSecond(took.ours), limit: aSecond(took.limit) };
  return lineOf({ name: `credits, ${callers} at once`, unit: '/s', ...reached, target });
}

/** Milliseconds of each batch. */
interface Took {
  ours: number[];
  limit: number[];
}

/** All records once on both sides, each on a copy of its own, in turns. The first batch only prepares queries. */
async function round(town: string, callers: number, trace: readonly Statement[][], took: Took): Promise<void> {
  const copies = [copyOf(town), copyOf(town)] as const;
  const hall = await openTownHall(copies[0].file);
  const raw = openRaw(copies[1].file);
  for (const [index, ids] of batches(hall.ids).entries()) {
    const ours = await timed(() => byCallers(callers, ids, hall));
    const limit = await timed(async () => raw.run(trace[index] ?? []));
    if (index === 0) continue;
    took.ours.push(ours);
    took.limit.push(limit);
  }
  raw.close();
  await hall.close();
  for (const copy of copies) copy.drop();
}

export async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Whole batches of the records that wait; what is left over is left alone. */
const batches = (ids: string[]): string[][] =>
  Array.from({ length: Math.floor(ids.length / BATCH) }, (_, index) => ids.slice(index * BATCH, (index + 1) * BATCH));

/** So many callers, each with the next record as soon as its last one is answered. */
export async function byCallers(callers: number, ids: readonly string[], hall: TownHall): Promise<void> {
  const waiting = [...ids];
  const caller = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await hall.credit(id);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** Credits all of them once, in this database, and writes down what each batch asked of SQLite. */
export async function traceCredits(
  file: string,
  callers: number,
  split: (ids: string[]) => string[][],
): Promise<Statement[][]> {
  const trace = openTrace();
  try {
    const hall = await openTownHall(file);
    const traced: Statement[][] = [];
    for (const ids of split(hall.ids)) traced.push(await trace.during(() => byCallers(callers, ids, hall)));
    await hall.close();
    return traced;
  } finally {
    trace.end();
  }
}
