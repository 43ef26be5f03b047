import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverQuestion, planCover } from '#domain/cover';

const BASE: CoverQuestion<string> = {
  minutes: 120,
  purpose: 'asked',
  wantsOwn: false,
  granted: [
    { account: 'nov', available: 60, lapsesOn: '2027-02-28' },
    { account: 'oct', available: 30, lapsesOn: '2027-01-31' },
  ],
  poolAvailable: 1000,
  poolAllowed: true,
  ownAvailable: 500,
  ownAllowed: true,
};
const plan = (part: Partial<CoverQuestion<string>>) => planCover({ ...BASE, ...part });
const short = (part: Partial<CoverQuestion<string>>) => {
  const { lines, short: missing } = plan(part);
  return [lines.map((line) => [line.kind === 'granted' ? line.account : line.kind, line.minutes]), missing];
};

const available = fc.integer({ min: -60, max: 200 });
const question: fc.Arbitrary<CoverQuestion<string>> = fc.record({
  minutes: fc.integer({ min: 0, max: 480 }),
  purpose: fc.constantFrom('asked', 'pairing', 'station'),
  wantsOwn: fc.boolean(),
  granted: fc.uniqueArray(
    fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd'),
      available,
      lapsesOn: fc.constantFrom(null, '2026-12-31', '2027-01-31', '2027-02-28'),
    }),
    { selector: (grant) => grant.account },
  ),
  poolAvailable: available,
  poolAllowed: fc.boolean(),
  ownAvailable: available,
  ownAllowed: fc.boolean(),
});

describe('what is asked for', () => {
  it('is paid from what government gave, the one that lapses first, then from the pool', () => {
    expect(short({})).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['pool', 30],
      ],
      0,
    ]);
    expect(short({ minutes: 40 })).toEqual([
      [
        ['oct', 30],
        ['nov', 10],
      ],
      0,
    ]);
  });

  it('uses a grant without a lapse day last', () => {
    const granted = [{ account: 'always', available: 60, lapsesOn: null }, ...BASE.granted];
    expect(short({ minutes: 100, granted })).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['always', 10],
      ],
      0,
    ]);
  });

  it('never touches her own unasked while the pool may pay, also when the pool is short', () => {
    expect(short({ poolAvailable: 10 })).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['pool', 10],
      ],
      20,
    ]);
  });

  it('uses her own first where she asked for that', () => {
    expect(short({ wantsOwn: true })).toEqual([[['own', 120]], 0]);
    expect(short({ wantsOwn: true, ownAvailable: 100 })).toEqual([
      [
        ['own', 100],
        ['oct', 20],
      ],
      0,
    ]);
    expect(short({ wantsOwn: true, ownAllowed: false })).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['pool', 30],
      ],
      0,
    ]);
  });

  it('uses her own where nothing else applies', () => {
    expect(short({ granted: [], poolAllowed: false })).toEqual([[['own', 120]], 0]);
    expect(short({ poolAllowed: false })).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['own', 30],
      ],
      0,
    ]);
    expect(short({ granted: [], poolAllowed: false, ownAllowed: false })).toEqual([[], 120]);
    expect(short({ granted: [], poolAllowed: false, ownAvailable: 50 })).toEqual([[['own', 50]], 70]);
  });
});

describe('what nobody asked for', () => {
  it('a pairing visit is paid from grant, then pool, and never her own', () => {
    const pairing = { purpose: 'pairing', poolAllowed: false, wantsOwn: true } as const;
    expect(short(pairing)).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
        ['pool', 30],
      ],
      0,
    ]);
    expect(short({ ...pairing, poolAvailable: 0 })).toEqual([
      [
        ['oct', 30],
        ['nov', 60],
      ],
      30,
    ]);
  });

  it('a station is paid from the pool only', () => {
    expect(short({ purpose: 'station', poolAllowed: false, wantsOwn: true })).toEqual([[['pool', 120]], 0]);
    expect(short({ purpose: 'station', poolAvailable: 0 })).toEqual([[], 120]);
  });
});

it('covers exactly, overdraws nothing, and says what is missing', () => {
  fc.assert(
    fc.property(question, (one) => {
      const { lines, short: missing } = planCover(one);
      expect(lines.reduce((sum, line) => sum + line.minutes, 0) + missing).toBe(one.minutes);
      expect(missing).toBeGreaterThanOrEqual(0);
      for (const line of lines) {
        expect(line.minutes).toBeGreaterThan(0);
        const has = { own: one.ownAvailable, pool: one.poolAvailable };
        const granted =
          line.kind === 'granted' && one.granted.find((grant) => grant.account === line.account)?.available;
        expect(line.minutes).toBeLessThanOrEqual(line.kind === 'granted' ? Number(granted) : has[line.kind]);
      }
      const kinds = lines.map((line) => line.kind);
      if (kinds.includes('own')) {
        expect([one.purpose, one.ownAllowed]).toEqual(['asked', true]);
        expect(one.wantsOwn || !one.poolAllowed).toBe(true);
      }
      if (one.purpose === 'station') expect(kinds.filter((kind) => kind !== 'pool')).toEqual([]);
      if (one.purpose === 'asked' && !one.poolAllowed) expect(kinds).not.toContain('pool');
      expect(new Set(lines.map((line) => JSON.stringify({ ...line, minutes: 0 }))).size).toBe(lines.length);
    }),
    { numRuns: 1000 },
  );
});
