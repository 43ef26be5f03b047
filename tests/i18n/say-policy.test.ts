import { describe, expect, test } from 'vitest';
import { POLICY, type PolicyKey } from '#domain/policy';
import { limitsOf, PART_UNITS, partsOf, UNITS } from '#domain/policy-unit';
import { sayIn, sayPolicy } from '#i18n/say-policy';
import { LANGUAGES, translator } from '#i18n/words';

const KEYS = Object.keys(POLICY) as PolicyKey[];
const zh = (key: PolicyKey, value: unknown) => sayPolicy('zh-CN', translator('zh-CN'), key, value);

describe('rules in words', () => {
  test('every default can be said, in both languages, without a code', () => {
    for (const lang of LANGUAGES) {
      for (const key of KEYS) {
        const said = sayPolicy(lang, translator(lang), key, POLICY[key].default);
        expect(said, key).toMatch(/\S/);
        expect(said, key).not.toMatch(/undefined|null|NaN|object|[a-z][A-Z]/);
      }
    }
  });

  test('every choice and every end of a range can be said', () => {
    for (const lang of LANGUAGES) {
      const t = translator(lang);
      for (const key of KEYS) {
        for (const part of [undefined, ...partsOf(key)]) {
          const unit = part ? PART_UNITS[part] : UNITS[key];
          const { from, to, choices } = limitsOf(key, part);
          for (const choice of choices) expect(sayIn(lang, t, unit, unit === 'codes' ? [choice] : choice)).not.toBe('');
          for (const end of [from, to]) if (end !== undefined) expect(sayIn(lang, t, unit, end)).not.toBe('');
        }
      }
    }
  });

  test('as people say them', () => {
    expect(zh('earn.dailyCapMin', 90)).toBe('1 小时半');
    expect(zh('earn.monthlyCapMin', null)).toBe('不设上限');
    expect(zh('balance.expiryMonths', null)).toBe('不过期');
    expect(zh('redeem.maxPerRequestMin', null)).toBe('按每项服务自己的上限');
    expect(zh('log.closeDay', 5)).toBe('次月 5 日');
    expect(zh('pool.reserveValuePerHourFen', 1250)).toBe('12.5 元');
    expect(zh('kin.family', 0)).toBe('可以登记，不记时间');
    expect(zh('audit.spotCheckPct', { attested: 10, verified: 2 })).toBe('有人作证的 10%，已核实的 2%');
    const en = sayPolicy('en', translator('en'), 'decision.escalateWorkingDays', 1);
    expect(en).toBe('1 working day');
  });
});
