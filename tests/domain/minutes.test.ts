import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMinutes } from '#domain/minutes';
import { Refusal } from '#domain/refusal';
import { sayMinutes } from '#i18n/say-minutes';

const locale = fc.constantFrom('zh-CN' as const, 'en' as const);
const zh = (minutes: number) => sayMinutes(minutes, 'zh-CN');
const en = (minutes: number) => sayMinutes(minutes, 'en');

describe('reading minutes', () => {
  const understood: [number, string[]][] = [
    [90, ['90', '９０', ' 90 ', '90分钟', '90 分', '九十分钟', '90 min', '90 minutes', '90m']],
    [
      90,
      [
        '1小时半',
        '一小时半',
        '1 个小时半',
        '一个半钟',
        '一个半小时',
        '1个半钟头',
        '1.5小时',
        '１．５小时',
        '1.5h',
        '1.5 hours',
      ],
    ],
    [
      90,
      [
        '1：30',
        '1:30',
        '1h30',
        '1h30m',
        '1 hour 30 minutes',
        '1½ hours',
        '1½小时',
        '1小时30分',
        '一小时三十分钟',
        '1 and a half hours',
      ],
    ],
    [30, ['半小时', '半个钟', '半个小时', '半钟头', 'half an hour', '0.5小时', '0：30']],
    [
      120,
      [
        '两个钟',
        '2小时',
        '二小时',
        '两小时',
        '两个小时',
        '２个钟头',
        '2 hours',
        '2 hrs',
        '2h',
        '一百二十分钟',
        '一百二',
      ],
    ],
    [80, ['一小时二十分', '1小时20分钟', '1 hour 20 minutes', '1小时 20', '一个钟二十分']],
    [65, ['1小时零5分', '1小时5分', '一小时零五分', '1h05', '1:05']],
    [15, ['一刻钟', '15分', '十五分钟']],
    [75, ['一小时一刻', '1小时一刻钟', '1.25小时']],
    [60, ['1小时', '一个钟', 'an hour', 'one hour', '1 HOUR', '60']],
    [150, ['两个半小时', '2个半钟', '2.5h', '2 and a half hours']],
    [1440, ['24小时', '二十四小时']],
  ];
  it('understands what people write', () => {
    for (const [minutes, texts] of understood) {
      for (const text of texts) expect([text, readMinutes(text)]).toEqual([text, minutes]);
    }
  });

  it('refuses what is unclear', () => {
    const unclear = [
      '',
      ' ',
      '很久',
      '三四个钟',
      '二三十分钟',
      '十三四分钟',
      '2147483648',
      '个把钟',
      '1:60',
      '1:5',
      '-60',
      '−60',
      '欠 1 小时',
      '1.5',
      '1.001小时',
      '1e3',
      '90秒',
    ];
    for (const text of [
      ...unclear,
      '1小时60分',
      '1小时半30分',
      '20:3',
      '半',
      '小时',
      '99999999999',
      '35791395小时',
      '9点',
    ]) {
      expect(() => readMinutes(text), text).toThrow(new Refusal('minutes_not_understood'));
    }
  });

  it('says of nothing that it is nothing', () => {
    for (const text of ['0', '０', '零分钟', '0小时', '0:00', '0 小时 0 分钟', '0.0小时']) {
      expect(() => readMinutes(text), text).toThrow(new Refusal('minutes_zero'));
    }
  });

  it('reads back what we say, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), locale, (minutes, tongue) => {
        expect(readMinutes(sayMinutes(minutes, tongue))).toBe(minutes);
      }),
      { numRuns: 1000 },
    );
    for (let minutes = 1; minutes <= 1440; minutes++) {
      expect(readMinutes(zh(minutes))).toBe(minutes);
      expect(readMinutes(en(minutes))).toBe(minutes);
    }
  });

  it('gives whole minutes above 0 or a refusal, whatever is typed', () => {
    const piece = fc.constantFrom(
      '1',
      '30',
      '半',
      '个',
      '小时',
      '钟',
      '分',
      ':',
      '.',
      ' ',
      '两',
      '十',
      'h',
      'min',
      '零',
      '-',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          try {
            const minutes = readMinutes(text);
            expect(Number.isInteger(minutes) && minutes > 0 && minutes <= 2 ** 31 - 1).toBe(true);
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(Refusal);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
