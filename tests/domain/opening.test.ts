import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LINES_MOST, readOpening } from '#domain/opening';
import { textOf } from '#http/table-file';

const HEAD = ['卡号或身份证号', '小时', '备注'];

describe('a table of an older scheme', () => {
  it('is read by its heading, whatever the order of its columns', () => {
    expect(
      readOpening([
        ['备注', '分钟', '身份证号'],
        ['老账本 3 页', '1,250', " 44532119450101001x'"],
        ['', '', ''],
        ['', '９０', '12345670'],
      ]),
    ).toEqual([
      { line: 2, number: '44532119450101001X', minutes: 1250, remark: '老账本 3 页' },
      { line: 4, number: '12345670', minutes: 90, remark: null },
    ]);
  });

  it('counts hours in whole minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (minutes) => {
        const tenths = minutes % 6 === 0 ? String(minutes / 60) : null;
        if (tenths === null || !/^\d+(\.\d{1,4})?$/.test(tenths)) return;
        expect(readOpening([HEAD, ['12345670', tenths]])[0]?.minutes).toBe(minutes);
      }),
    );
  });

  test.each([
    ['opening_heading', [['名字', '小时']], {}],
    [
      'opening_heading',
      [
        ['卡号', '小时', '分钟'],
        ['12345670', '1', '60'],
      ],
      {},
    ],
    ['opening_heading', [], {}],
    ['opening_empty', [HEAD, ['', '', '']], {}],
    ['opening_number_lost', [HEAD, ['4.45321E+17', '1']], { line: 2 }],
    ['opening_number', [HEAD, ['12345670', '1'], ['1234567', '1']], { line: 3 }],
    ['opening_number', [HEAD, ['', '1']], { line: 2 }],
    ['opening_minutes', [HEAD, ['12345670', '']], { line: 2 }],
    ['opening_minutes', [HEAD, ['12345670', '0']], { line: 2 }],
    ['opening_minutes', [HEAD, ['12345670', '-2']], { line: 2 }],
    ['opening_minutes', [HEAD, ['12345670', '0.01']], { line: 2 }],
    ['opening_minutes', [HEAD, ['12345670', '10001']], { line: 2 }],
    ['opening_twice', [HEAD, ['12345670', '1'], ['12345670', '2']], { first: 2, line: 3 }],
    ['too_many', [HEAD, ...Array.from({ length: LINES_MOST + 1 }, (_, at) => [String(10_000_000 + at), '1'])], {}],
  ])('%s: %#', (code, rows, params) => {
    try {
      readOpening(rows);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code, params });
    }
  });
});

describe('the bytes of a table', () => {
  const GBK = Buffer.from([0xbf, 0xa8, 0xba, 0xc5, 0x2c, 0xd0, 0xa1, 0xca, 0xb1]); // 卡号,小时
  test.each([
    ['UTF-8', Buffer.from('卡号,小时')],
    ['UTF-8 with its mark', Buffer.from('\ufeff卡号,小时')],
    ['GBK', GBK],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('卡号,小时', 'utf16le')])],
  ])('%s', (_, bytes) => expect(textOf(bytes).replace('\ufeff', '')).toBe('卡号,小时'));

  test('a workbook or a photograph is no table', () => {
    for (const bytes of [Buffer.from('PK\x03\x04\x14\0\0\0'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])]) {
      expect(() => textOf(bytes)).toThrow('opening_file');
    }
  });
});
