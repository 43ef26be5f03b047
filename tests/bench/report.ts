/** What `npm run bench` was asked for, and how it answers: a table, or JSON, and an exit code. */
import { parseArgs } from 'node:util';
import type { Line, Measure, Target } from '#tests/bench/measure';

export interface Asked {
  only: string[];
  json: boolean;
}

/**
 * `--only NAME`, as often as one likes, and `--json`.
 * @throws Error in one sentence for a name that no measure has
 */
export function readArguments(given: readonly string[], measures: readonly Pick<Measure, 'name'>[]): Asked {
  const options = { only: { type: 'string', multiple: true }, json: { type: 'boolean' } } as const;
  const { only = [], json = false } = parseArgs({ args: [...given], options }).values;
  const names = measures.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no measure "${unknown}". There are: ${names.join(', ')}.`);
  return { only, json };
}

/** Those that were asked for, in their own order; all of them when none was named. */
export const chosen = <M extends Pick<Measure, 'name'>>(measures: readonly M[], { only }: Asked): M[] =>
  measures.filter(({ name }) => only.length === 0 || only.includes(name));

const COLUMNS = ['measure', 'ours', 'limit', 'ratio', 'target', 'ok'] as const;

export function table(lines: readonly Line[]): string {
  const rows = [
    [...COLUMNS],
    ...lines.map((line) => [
      line.name,
      `${figure(line.ours)} ${line.unit}`,
      `${figure(line.limit)} ${line.unit}`,
      line.ratio.toFixed(2),
      sayTarget(line.target),
      line.target === null ? '' : line.ok ? 'ok' : 'MISSED',
    ]),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  // Names and verdicts stand left, figures right.
  const pad = (cell: string, column: number) =>
    column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));

const sayTarget = (target: Target): string => {
  if (target === null) return '';
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
};

export const asJson = (lines: readonly Line[]): string => JSON.stringify(lines, null, 2);

/** 1 when a target was missed. */
export const exitCodeOf = (lines: readonly Line[]): number => (lines.every((line) => line.ok) ? 0 : 1);
