/** How the bench reads its arguments, reckons and answers. What it measures decides no test. */
import { describe, expect, it } from 'vitest';
import { type Line, lineOf, median, sideBySide } from '#tests/bench/measure';
import { asJson, chosen, exitCodeOf, readArguments, table } from '#tests/bench/report';

const MEASURES = [{ name: 'credits' }, { name: 'home' }, { name: 'memory' }];

const line = (changes: Partial<Line> = {}): Line =>
  lineOf({ name: 'home', unit: '/s', ours: 600, limit: 1000, target: { atLeast: 0.5 }, ...changes });

describe('the arguments', () => {
  it('name measures, one or several, and ask for JSON', () => {
    expect(readArguments([], MEASURES)).toEqual({ only: [], json: false });
    const asked = readArguments(['--only', 'memory', '--only', 'credits', '--json'], MEASURES);
    expect(asked).toEqual({ only: ['memory', 'credits'], json: true });
    expect(chosen(MEASURES, asked).map(({ name }) => name)).toEqual(['credits', 'memory']);
  });

  it('choose all measures when none is named', () => {
    expect(chosen(MEASURES, readArguments([], MEASURES))).toEqual(MEASURES);
  });

  it('are refused when no measure has that name, or nobody knows the switch', () => {
    expect(() => readArguments(['--only', 'hom'], MEASURES)).toThrow('There are: credits, home, memory.');
    expect(() => readArguments(['--fast'], MEASURES)).toThrow('--fast');
  });
});

describe('a line', () => {
  it('is ours beside the limit, and is held to its target from either side', () => {
    expect(line()).toMatchObject({ ratio: 0.6, ok: true });
    expect(line({ ours: 499 })).toMatchObject({ ok: false });
    expect(line({ ours: 240, limit: 200, target: { atMost: 1.2 } })).toMatchObject({ ratio: 1.2, ok: true });
    expect(line({ ours: 241, limit: 200, target: { atMost: 1.2 } })).toMatchObject({ ok: false });
    expect(line({ ours: 1, target: null })).toMatchObject({ ok: true });
  });

  it('that did not run meets no target', () => {
    expect(line({ ours: Number.NaN })).toMatchObject({ ok: false });
    expect(line({ ours: Number.NaN, target: { atMost: 1 } })).toMatchObject({ ok: false });
  });
});

describe('rounds', () => {
  it('count by their middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 4, 9])).toBe(3);
    expect(median([])).toBeNaN();
  });

  it('go in turns, and the first of each side does not count', async () => {
    const order: string[] = [];
    const side = (name: string, reached: number[]) => async () => {
      order.push(name);
      return reached.shift() ?? 0;
    };
    const ours = side('ours', [1000, 1, 2, 3]);
    const limit = side('limit', [1000, 10, 20, 30]);
    expect(await sideBySide(3, ours, limit)).toEqual({ ours: 2, limit: 20 });
    expect(order.join(' ')).toBe('ours limit ours limit limit ours ours limit');
  });
});

describe('the answer', () => {
  const lines = [line(), line({ name: 'memory', unit: 'MB', ours: 212.4, limit: 200, target: { atMost: 1 } })];

  it('is a table with a line a measure', () => {
    expect(table(lines).split('\n')).toEqual([
      'measure    ours    limit  ratio  target  ok',
      'home     600 /s  1000 /s   0.60   ≥ 0.5  ok',
      'memory   212 MB   200 MB   1.06     ≤ 1  MISSED',
    ]);
  });

  it('is JSON when asked for', () => {
    expect(JSON.parse(asJson(lines))).toEqual(lines);
  });

  it('ends with 1 when a target was missed, else with 0', () => {
    expect(exitCodeOf(lines)).toBe(1);
    expect(exitCodeOf(lines.slice(0, 1))).toBe(0);
  });
});
