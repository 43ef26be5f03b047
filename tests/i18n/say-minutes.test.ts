import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMinutes } from '#domain/minutes';
import { formalMinutes, sayMinutes, saySigned } from '#i18n/say-minutes';

const locale = fc.constantFrom('zh-CN' as const, 'en' as const);
const zh = (minutes: number) => sayMinutes(minutes, 'zh-CN');
const en = (minutes: number) => sayMinutes(minutes, 'en');

describe('saying minutes', () => {
  it('says them as people do', () => {
    expect([0, 1, 30, 45, 60, 80, 90, 120, 750].map(zh)).toEqual([
      '0 分钟',
      '1 分钟',
      '半小时',
      '45 分钟',
      '1 小时',
      '1 小时 20 分钟',
      '1 小时半',
      '2 小时',
      '12 小时半',
    ]);
    expect([0, 1, 30, 45, 60, 61, 80, 90, 120, 750].map(en)).toEqual([
      '0 minutes',
      '1 minute',
      'half an hour',
      '45 minutes',
      '1 hour',
      '1 hour 1 minute',
      '1 hour 20 minutes',
      '1½ hours',
      '2 hours',
      '12½ hours',
    ]);
  });

  it('never shows a debt as a gain', () => {
    expect([zh(-60), en(-60), zh(-90), en(-30)]).toEqual([
      '欠 1 小时',
      'owes 1 hour',
      '欠 1 小时半',
      'owes half an hour',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), locale, (minutes, tongue) => {
        expect(sayMinutes(-minutes, tongue)).toBe(`${tongue === 'en' ? 'owes' : '欠'} ${sayMinutes(minutes, tongue)}`);
      }),
    );
  });

  it('signs a statement’s line', () => {
    expect([90, -60, 0].map((one) => saySigned(one, 'zh-CN'))).toEqual(['+1 小时半', '−1 小时', '0 分钟']);
    expect([1, -1].map((one) => saySigned(one, 'zh-CN'))).toEqual(['+1 分钟', '−1 分钟']);
    expect(saySigned(-30, 'en')).toBe('−half an hour');
  });
});

describe('formal minutes', () => {
  it('are capital numerals, closed behind', () => {
    const formal: [number, string][] = [
      [0, '零分'],
      [5, '伍分'],
      [45, '肆拾伍分'],
      [60, '壹小时整'],
      [65, '壹小时零伍分'],
      [70, '壹小时壹拾分'],
      [750, '壹拾贰小时叁拾分'],
      [1200, '贰拾小时整'],
      [60 * 105, '壹佰零伍小时整'],
      [60 * 1500, '壹仟伍佰小时整'],
      [60 * 1005, '壹仟零伍小时整'],
      [60 * 20_010, '贰万零壹拾小时整'],
      [60 * 101_200, '壹拾万壹仟贰佰小时整'],
      [60 * 100_200, '壹拾万零贰佰小时整'],
      [60 * 100_000, '壹拾万小时整'],
      [60 * 100_001, '壹拾万零壹小时整'],
      [60 * 11_000, '壹万壹仟小时整'],
      [-60, '欠壹小时整'],
      [-45, '欠肆拾伍分'],
    ];
    for (const [minutes, said] of formal) expect([minutes, formalMinutes(minutes)]).toEqual([minutes, said]);
  });

  it('say the same as the reader understands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6_000_000 }), (minutes) => {
        expect(readMinutes(formalMinutes(minutes).replace('整', ''))).toBe(minutes);
      }),
    );
  });
});
