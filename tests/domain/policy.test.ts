import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#domain/day';
import { POLICY, type PolicyBook, type PolicyKey, type PolicyRow, policyBook } from '#domain/policy';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';

const KEYS = Object.keys(POLICY) as PolicyKey[];

describe('the typed keys and the CSV of defaults', () => {
  const csv = readFileSync(new URL('../../db/data/policy-defaults.csv', import.meta.url), 'utf8');
  const rows = parse(csv, { columns: true }) as { parameter: string; default: string; range: string; basis: string }[];

  /** CSV parameters by their full name; "a.b / c" names two. */
  const parameters = rows.flatMap((row) => {
    const names = row.parameter.split(' / ');
    const space = names[0]?.split('.')[0];
    return names.map((name, at) => ({
      name: name.includes('.') ? name : `${space}.${name}`,
      text: names.length > 1 ? (row.default.split(' / ')[at] ?? row.default) : row.default,
      range: names.length > 1 ? (row.range.split('/')[at]?.trim() ?? row.range) : row.range,
      all: `${row.default} ${row.basis}`,
    }));
  });

  /** Where our key has another name or unit: [key, what one of the CSV's units is in ours]. */
  const RENAMED: Record<string, [PolicyKey, number]> = {
    'log.lateEntryDays': ['log.closeDay', 1],
    'redeem.minLifetimeHours': ['redeem.minLifetimeMin', 60],
    'honour.stars': ['honour.starsMin', 60],
    'pool.reserveValuePerHour': ['pool.reserveValuePerHourFen', 100],
    'retention.auditLog': ['retention.auditLogMonths', 12],
  };
  /** Keys of our own for a second figure in a row. */
  const SECOND: Partial<Record<PolicyKey, string>> = {
    'balance.warnPct': 'balance.overflow',
    'grant.lapseMonths': 'grant.keyElderMonthlyMin',
    'transfer.maxPerYearMin': 'transfer.approval',
    'pairing.alertMissingVisits': 'pairing.minVisitsPerMonth',
    'exit.redeemMonths': 'exit.options',
    'death.claimDays': 'death.rule',
    'redeem.urgentReasonWorkingDays': 'redeem.requiresTownApproval',
    'kin.relativesSampleTimes': 'kin.relatives', // "three times", in words
  };
  /** product.md names the brand; the CSV's 互助时间 is what is saved, not what the product is called. */
  const OTHERWISE: PolicyKey[] = ['brand.name'];
  const OURS: PolicyKey[] = [
    'notice.gate',
    'visit.rhythmHigh',
    'visit.rhythmMedium',
    'visit.rhythmLow',
    'visit.monthlyRatePct',
    'storm.listFrom',
    'storm.visitHours',
    'alert.deadlineHours',
    'incident.firstReportHours',
    'insurance.warnDays',
    'cash.ceilingFen',
  ];

  const keyOf = (name: string): [PolicyKey, number] => RENAMED[name] ?? [name as PolicyKey, 1];
  const numbersIn = (text: string) =>
    [...text.matchAll(/\d[\d,]*/g)].map((found) => Number(found[0].replaceAll(',', '')));
  const numbersOf = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(numbersOf)
        : [];

  it('covers every parameter, and has no key from nowhere', () => {
    const missing = parameters.filter(({ name }) => !KEYS.includes(keyOf(name)[0])).map(({ name }) => name);
    expect(missing).toEqual([]);
    const known = [...parameters.map(({ name }) => keyOf(name)[0]), ...Object.keys(SECOND), ...OURS];
    expect(KEYS.filter((key) => !known.includes(key))).toEqual([]);
    expect(parameters.length).toBeGreaterThan(55);
  });

  it('agrees with every default that a machine can read', () => {
    let compared = 0;
    for (const { name, text } of parameters) {
      const [key, unit] = keyOf(name);
      if (OTHERWISE.includes(key)) continue;
      const value: unknown = POLICY[key].default;
      const lead = /^[¥]?(\d[\d,]*)/.exec(text)?.[1];
      if (lead && typeof value === 'number')
        expect([key, value / unit]).toEqual([key, Number(lead.replaceAll(',', ''))]);
      else if (/^(true|false)\b/.test(text)) expect([key, value]).toEqual([key, text.startsWith('true')]);
      else if (typeof value === 'string' && /^[a-z一-龥]+$/.test(text.trim()))
        expect([key, value]).toEqual([key, text.trim()]);
      else continue;
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('takes every other figure of its default from its row', () => {
    for (const key of KEYS) {
      if (OURS.includes(key) || key === 'kin.relativesSampleTimes') continue;
      const row = parameters.find(({ name }) => keyOf(name)[0] === key || SECOND[key] === name);
      const unit = Object.values(RENAMED).find(([renamed]) => renamed === key)?.[1] ?? 1;
      for (const figure of numbersOf(POLICY[key].default)) {
        expect([key, numbersIn(row?.all ?? '')]).toEqual([key, expect.arrayContaining([figure / unit])]);
      }
    }
  });

  it('keeps to the range of the CSV', () => {
    let compared = 0;
    for (const { name, range } of parameters) {
      const [key, unit] = keyOf(name);
      const [, from, to] = /^(?:–\/)?(?:([\d,]+|off|none))–([\d,]+|∞)(?: y)?$/.exec(range) ?? [];
      if (from === undefined || to === undefined || typeof (POLICY[key].default ?? 0) !== 'number') continue;
      if (to !== '∞') {
        const last = Number(to.replaceAll(',', '')) * unit;
        expect([key, POLICY[key].read(last)]).toEqual([key, last]);
        expect(() => POLICY[key].read(last + 1), key).toThrow(Refusal);
      } else expect(POLICY[key].read(null)).toBeNull();
      if (/^\d/.test(from)) {
        const first = Number(from.replaceAll(',', '')) * unit;
        expect([key, POLICY[key].read(first)]).toEqual([key, first]);
        expect(() => POLICY[key].read(first - 1), key).toThrow(Refusal);
      } else expect(POLICY[key].read('off')).toBeNull();
      compared++;
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('keeps to it in each of two figures', () => {
    const both = (key: PolicyKey, from: number, to: number) => {
      for (const part of Object.keys(POLICY[key].default as object)) {
        for (const figure of [from, to]) expect(POLICY[key].read({ [part]: figure })).toMatchObject({ [part]: figure });
        for (const figure of [from - 1, to + 1]) expect(() => POLICY[key].read({ [part]: figure })).toThrow(Refusal);
      }
    };
    both('audit.spotCheckPct', 1, 20);
    both('sanction.falseHours', 0, 3);
    both('pool.coverWarnPct', 1, 100);
  });

  it('reads each default back as itself, also after a journey through JSON', () => {
    for (const key of KEYS) {
      const value: unknown = POLICY[key].default;
      expect([key, POLICY[key].read(value)]).toEqual([key, value]);
      expect([key, POLICY[key].read(JSON.parse(JSON.stringify(value)))]).toEqual([key, value]);
    }
  });

  it('refuses rubbish for every key, by a refusal', () => {
    for (const key of KEYS) {
      for (const rubbish of [undefined, '', 'rubbish?', -1, 1.5, Number.NaN, [], ['rubbish'], { rubbish: 1 }]) {
        if (key === 'brand.name' || key === 'unit.label') continue;
        expect(() => POLICY[key].read(rubbish), `${key} ${String(rubbish)}`).toThrow(Refusal);
      }
    }
  });

  it('never calls itself a bank', () => {
    for (const name of ['云浮时间银行', '养老存款', 'Time Bank', '', '  ']) {
      expect(() => POLICY['brand.name'].read(name), name).toThrow(Refusal);
    }
    expect(POLICY['brand.name'].read(' 银龄互助 ')).toBe('银龄互助');
  });

  it('keeps what is fixed', () => {
    expect(() => POLICY['kin.family'].read(60)).toThrow(Refusal);
    expect(() => POLICY['earn.overlapAllowed'].read(true)).toThrow(Refusal);
    expect(() => POLICY['verify.dualReview'].read(false)).toThrow(Refusal);
    expect(() => POLICY['redeem.kinds'].read(['cash'])).toThrow(Refusal);
    expect(() => POLICY['credit.rounding'].read('nearest')).toThrow(Refusal);
  });
});

describe('the book', () => {
  const CITY = '4453';
  const COUNTY = '445321';
  const TOWN = '445321102';
  const VILLAGE = '445321102201';
  const row = (part: Partial<PolicyRow>): PolicyRow => ({
    version: 1,
    key: 'earn.dailyCapMin',
    regionCode: CITY,
    value: 240,
    validFrom: '2026-01-01',
    locked: false,
    ...part,
  });
  const cap = (book: PolicyBook, regionCode = VILLAGE, day = '2026-06-01') =>
    book.get('earn.dailyCapMin', regionCode, day);

  it('is the defaults when empty', () => {
    const book = policyBook([]);
    expect(book.version).toBe(0);
    for (const key of KEYS) expect(book.get(key, VILLAGE, '2026-06-01')).toEqual(POLICY[key].default);
    expect(book.rowFor('earn.dailyCapMin', VILLAGE, '2026-06-01')).toBeNull();
  });

  it('takes the nearest level that sets the key', () => {
    const book = policyBook([row({ value: 200 }), row({ regionCode: TOWN, value: 120 })]);
    expect(cap(book)).toBe(120);
    expect(cap(book, '445321103201')).toBe(200);
    expect(cap(book, COUNTY)).toBe(200);
    expect(cap(book, '445200000000')).toBe(240);
  });

  it('lets a lock above win, the highest first, from the day it holds', () => {
    const rows = [
      row({ regionCode: COUNTY, value: 200, locked: true, validFrom: '2026-05-01' }),
      row({ regionCode: TOWN, value: 120, locked: true }),
    ];
    expect(cap(policyBook(rows))).toBe(200);
    expect(cap(policyBook(rows), VILLAGE, '2026-04-30')).toBe(120);
    expect(cap(policyBook([...rows, row({ value: 180, locked: true })]))).toBe(180);
    const unlocked = row({ regionCode: COUNTY, value: 210, validFrom: '2026-05-15' });
    expect(cap(policyBook([...rows, unlocked]))).toBe(120);
  });

  it('takes the latest row of a level, then the highest version', () => {
    const book = policyBook([
      row({ version: 3, value: 180, validFrom: '2026-03-01' }),
      row({ version: 9, value: 100, validFrom: '2026-02-01' }),
      row({ version: 4, value: 150, validFrom: '2026-03-01' }),
      row({ version: 5, value: 60, validFrom: '2026-07-01' }),
    ]);
    expect(cap(book, VILLAGE, '2026-03-01')).toBe(150);
    expect(cap(book, VILLAGE, '2026-02-28')).toBe(100);
    expect(cap(book, VILLAGE, '2026-07-01')).toBe(60);
    expect(cap(book, VILLAGE, '2025-12-31')).toBe(240);
    expect(book.version).toBe(9);
    expect(book.rowFor('earn.dailyCapMin', VILLAGE, '2026-03-01')?.version).toBe(4);
  });

  it('does not mix keys', () => {
    const book = policyBook([row({ key: 'earn.recipientDailyCapMin', value: 60 })]);
    expect(cap(book)).toBe(240);
    expect(book.get('earn.recipientDailyCapMin', VILLAGE, '2026-06-01')).toBe(60);
  });

  it('refuses a stored value that its key cannot read, when it is asked for', () => {
    const book = policyBook([row({ value: 'plenty' })]);
    expect(() => cap(book)).toThrow(Refusal);
    expect(book.get('credit.granularityMin', VILLAGE, '2026-06-01')).toBe(1);
  });

  const days: Day[] = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'];
  const codes: RegionCode[] = [CITY, COUNTY, TOWN, VILLAGE];
  const anyRow = fc.record({
    version: fc.integer({ min: 1, max: 99 }),
    key: fc.constant<PolicyKey>('earn.dailyCapMin'),
    regionCode: fc.constantFrom(...codes, '445322'),
    value: fc.integer({ min: 60, max: 480 }),
    validFrom: fc.constantFrom(...days),
    locked: fc.boolean(),
  });

  it('is what the sentence says, in any order of rows', () => {
    const rows = fc.uniqueArray(anyRow, { selector: (one) => one.version, maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...codes), fc.constantFrom(...days, '2025-12-31'), (given, code, day) => {
        const levels = codes.slice(0, codes.indexOf(code) + 1).flatMap((level) => {
          const held = given.filter((one) => one.regionCode === level && one.validFrom <= day);
          const best = held.sort((a, b) =>
            a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1,
          );
          return best.slice(0, 1);
        });
        const expected = levels.find((one) => one.locked) ?? levels.at(-1) ?? null;
        expect(policyBook(given).rowFor('earn.dailyCapMin', code, day)).toEqual(expected);
        expect(policyBook([...given].reverse()).rowFor('earn.dailyCapMin', code, day)).toEqual(expected);
      }),
    );
  });
});
