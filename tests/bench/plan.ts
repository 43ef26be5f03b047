/**
 * A plan for two thousand elders and two thousand volunteers with every rule asked, beside SciPy's
 * `linear_sum_assignment` on the same table, which finds the table ready. Both must find the same cost.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Costs } from '#domain/assignment';
import type { Between, Offered, Sought } from '#domain/fit';
import { type PlanQuestion, planOf, tableOf, WITHOUT } from '#domain/plan';
import { DIALECTS, type Suits, WEEK_TIMES } from '#domain/suits';
import { type Line, lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { hasModule } from '#tests/support/tools';

const SIZE = 2_000;
const ROUNDS = 3;
const MOST_MIB = 1024;

export const plan: Measure = {
  name: 'plan',
  async run(tell) {
    const question = questionOf(SIZE);
    const { costs } = tableOf(question);
    const folder = mkdtempSync(join(tmpdir(), 'yinling-plan-'));
    const file = join(folder, 'table.bin');
    writeFileSync(file, Buffer.from(withAlone(costs).buffer));
    let least = 0;
    const ours = async () => {
      const before = performance.now();
      const { pairs, without } = planOf(question);
      const ms = performance.now() - before;
      least = pairs.reduce((sum, { cost }) => sum + cost, without.length * WITHOUT);
      return ms;
    };
    const scipy = async () => {
      if (!hasModule('scipy')) return Number.NaN;
      const { stdout } = spawnSync('python3', ['-c', SCIPY, file, String(SIZE)], { encoding: 'utf8' });
      const [ms = Number.NaN, sum] = stdout.split(' ').map(Number);
      if (sum !== least && least > 0) throw new Error(`SciPy finds ${sum}, ours ${least}`);
      return ms;
    };
    const time = await sideBySide(ROUNDS, ours, scipy);
    rmSync(folder, { recursive: true });
    const mib = process.resourceUsage().maxRSS / 1024;
    tell(`plan: at least ${least}`);
    const lines: Line[] = [lineOf({ name: 'plan: ms', unit: 'ms', ...time, target: { atMost: 10 } })];
    lines.push(lineOf({ name: 'plan: memory', unit: 'MiB', ours: mib, limit: MOST_MIB, target: { atMost: 1 } }));
    return lines;
  },
};

const SCIPY = `
import sys, time, numpy
from scipy.optimize import linear_sum_assignment
m = numpy.fromfile(sys.argv[1]).reshape(int(sys.argv[2]), -1)
before = time.time()
rows, columns = linear_sum_assignment(m)
print((time.time() - before) * 1000, m[rows, columns].sum())
`;

/** Each row may also take a column of its own, which nobody else may: to be left alone. */
function withAlone({ rows, columns, at }: Costs): Float64Array {
  const width = columns + rows;
  const all = new Float64Array(rows * width).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    all.set(at.subarray(row * columns, (row + 1) * columns), row * width);
    all[row * width + columns + row] = WITHOUT;
  }
  return all;
}

/** A town of twenty villages: wishes, tongues, times, kin, and volunteers with room for one more. */
function questionOf(size: number): PlanQuestion {
  let state = 7;
  const dice = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % sides;
  };
  const pick = <T>(list: readonly T[]) => list[dice(list.length)] as T;
  const place = () => ({ regionCode: `4453211002${10 + dice(20)}`, hamletId: `ham_${dice(100)}` });
  const suits = (): Suits => ({
    ...{ dialects: [pick(DIALECTS)], times: [pick(WEEK_TIMES), pick(WEEK_TIMES)], mostElders: null },
    ...{
      volunteerSex: pick([null, 'female', 'male', null] as const),
      sexMust: dice(4) === 0,
      dialectMust: dice(5) === 0,
    },
  });
  const elders = Array.from({ length: size }, (_, at): Sought => ({ id: `e${at}`, ...place(), suits: suits() }));
  const volunteers = Array.from(
    { length: size },
    (_, at): Offered => ({
      ...{ id: `v${at}`, ...place(), suits: suits(), sex: pick(['female', 'male'] as const), load: 4, most: 5 },
      ...{ unready: null, inPost: dice(50) === 0 },
    }),
  );
  const family = new Set(Array.from({ length: size }, () => `e${dice(size)} v${dice(size)}`));
  const between = (elderId: string, volunteerId: string): Between => ({
    ...{
      bond: family.has(`${elderId} ${volunteerId}`) ? 'family' : 'none',
      declined: false,
      times: 0,
      relativesMay: true,
    },
  });
  return { elders, volunteers, between };
}
