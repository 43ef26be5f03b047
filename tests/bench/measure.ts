/**
 * One measure: ours beside a limit in the same run, round by round in turns, so that whatever else the machine does hurts
 * both alike. The middle round counts on each side.
 */

/** What a ratio is held to; null where the line is only told. */
export type Target = { atLeast: number } | { atMost: number } | null;

/** A line of the table. `ratio` is ours ÷ limit, both in `unit`. */
export interface Line {
  name: string;
  unit: string;
  ours: number;
  limit: number;
  ratio: number;
  target: Target;
  ok: boolean;
}

/** One file a measure; it may give several lines. */
export interface Measure {
  name: string;
  run(tell: (words: string) => void): Promise<Line[]>;
}

export function lineOf(line: Omit<Line, 'ratio' | 'ok'>): Line {
  const ratio = line.ours / line.limit;
  return { ...line, ratio, ok: meets(ratio, line.target) };
}

function meets(ratio: number, target: Target): boolean {
  if (target === null) return true;
  // A side that did not run gives no number, and no number meets no target.
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** What one round reached: requests or credits a second, or milliseconds. */
type Round = () => Promise<number>;

/**
 * Rounds of both sides in turns, each side going first every other time, after one round that does not count: by then
 * files are in memory and code is compiled.
 */
export async function sideBySide(rounds: number, ours: Round, limit: Round): Promise<{ ours: number; limit: number }> {
  await ours();
  await limit();
  const reached = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const sides = [async () => reached.ours.push(await ours()), async () => reached.limit.push(await limit())];
    if (round % 2 === 1) sides.reverse();
    for (const side of sides) await side();
  }
  return { ours: median(reached.ours), limit: median(reached.limit) };
}
