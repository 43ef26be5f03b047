import { describe, expect, test } from 'vitest';
import { POLICY, type PolicyKey } from '#domain/policy';
import { isPolicyKey, limitsOf, PART_UNITS, partsOf, UNITS } from '#domain/policy-unit';

const KEYS = Object.keys(POLICY) as PolicyKey[];

describe('units', () => {
  test('every key has one, and the fixed ones are those that read nothing but themselves', () => {
    for (const key of KEYS) {
      const fixed = (['flag', 'text'] as string[]).includes(UNITS[key]) ? false : refusesAll(key);
      expect(UNITS[key] === 'fixed', key).toBe(fixed);
    }
  });

  test('every part has one', () => {
    for (const key of KEYS) for (const part of partsOf(key)) expect(PART_UNITS[part], key).toBeDefined();
    expect(partsOf('recipient.keyElder')).toContain('aloneFromAge');
    expect(partsOf('earn.dailyCapMin')).toEqual([]);
  });

  test('what is no key is none', () => {
    expect(isPolicyKey('earn.dailyCapMin')).toBe(true);
    for (const name of ['', 'constructor', 'earn', '__proto__']) expect(isPolicyKey(name)).toBe(false);
  });
});

describe('limits', () => {
  test('come from the reader itself', () => {
    expect(limitsOf('earn.dailyCapMin')).toEqual({ from: 60, to: 480, choices: [] });
    expect(limitsOf('balance.overflow')).toEqual({ choices: ['pool', 'reject', 'honour'] });
    expect(limitsOf('recipient.keyElder', 'aloneFromAge')).toMatchObject({ from: 60, to: 100 });
    expect(limitsOf('recipient.keyElder')).toEqual({ choices: [] });
    expect(limitsOf('notice.gate')).toEqual({ choices: [] });
  });
});

/** Reads neither a figure, nor one of its choices, nor a list, nor a part. */
function refusesAll(key: PolicyKey): boolean {
  const { from, choices } = limitsOf(key);
  return from === undefined && choices.length === 0 && UNITS[key] !== 'parts' && UNITS[key] !== 'steps';
}
