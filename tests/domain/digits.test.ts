import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseNumber, foldNumbers, halfWidth, normalPhone } from '#domain/digits';
import { Refusal } from '#domain/refusal';

describe('half width', () => {
  it('folds digits, letters, punctuation, spaces and dashes, and nothing else', () => {
    expect(halfWidth('０１２３４５６７８９ＡｚＸ：（／．，＋－　')).toBe('0123456789AzX:(/.,+- ');
    expect(halfWidth('1–2—3−4‐5')).toBe('1-2-3-4-5');
    expect(halfWidth('14。30')).toBe('14.30');
    expect(halfWidth('陈伯，大稳村、①')).toBe('陈伯,大稳村、①');
  });

  it('leaves what is folded alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(halfWidth(halfWidth(text))).toBe(halfWidth(text));
      }),
    );
    const ascii = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(fc.property(ascii, (text) => void expect(halfWidth(text)).toBe(text)));
  });
});

/** A number as it is said in Chinese, below 100,000: the reverse of the reader, written another way. */
function spoken(number: number): string {
  const digits = '零一二三四五六七八九';
  const places = ['', '十', '百', '千', '万'];
  const said = [...String(number)].map((digit, at, all) => {
    const place = all.length - 1 - at;
    return digit === '0' ? '零' : `${digits[Number(digit)]}${places[place]}`;
  });
  return said
    .join('')
    .replace(/零+/g, '零')
    .replace(/(.)零$/, '$1');
}

describe('Chinese numbers', () => {
  it('are read as they are said and written', () => {
    const said: [string, number | null][] = [
      ['零', 0],
      ['〇', 0],
      ['两', 2],
      ['十', 10],
      ['十二', 12],
      ['二十', 20],
      ['廿三', 23],
      ['卅', 30],
      ['一百', 100],
      ['一百零五', 105],
      ['一百一十', 110],
      ['一百二', 120],
      ['一百二十', 120],
      ['一千五', 1500],
      ['一千零五十', 1050],
      ['一万二', 12_000],
      ['十万', 100_000],
      ['一万零五', 10_005],
      ['壹拾贰', 12],
      ['叁佰陆拾伍', 365],
      ['二〇二六', 2026],
      ['一九四二', 1942],
      ['壹仟伍佰', 1500],
      ['三四', null],
      ['十三四', null],
      ['二三十', null],
      ['百', null],
      ['十十', null],
      ['一十百', null],
      ['万', null],
      ['一万二万', null],
      ['', null],
      ['12', null],
    ];
    for (const [text, number] of said) expect([text, chineseNumber(text)]).toEqual([text, number]);
  });

  it('are read back below 100,000', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (number) => {
        expect([spoken(number), chineseNumber(spoken(number))]).toEqual([spoken(number), number]);
      }),
      { numRuns: 1000 },
    );
  });

  it('are folded inside a text, and left where they say no number', () => {
    expect(foldNumbers('一小时二十分')).toBe('1小时20分');
    expect(foldNumbers('三四个钟')).toBe('三四个钟');
    expect(foldNumbers('２０２６年十一月')).toBe('2026年11月');
  });
});

describe('phone numbers', () => {
  it('are kept in one writing', () => {
    for (const text of [
      '13812345678',
      '138 1234 5678',
      '138-1234-5678',
      '+86 13812345678',
      '008613812345678',
      '8613812345678',
      '１３８１２３４５６７８',
    ]) {
      expect([text, normalPhone(text)]).toEqual([text, '13812345678']);
    }
    for (const text of [
      '0766-8123456',
      '07668123456',
      '（0766）8123456',
      '0766 812 3456',
      '+86-0766-8123456',
      '０７６６－８１２３４５６',
    ]) {
      expect([text, normalPhone(text)]).toEqual([text, '0766-8123456']);
    }
    expect(normalPhone('020-81234567')).toBe('020-81234567');
    expect(normalPhone('01062345678')).toBe('010-62345678');
  });

  it('are refused when nobody could dial them', () => {
    const wrong = [
      '',
      '12812345678',
      '1381234567',
      '138123456789',
      '8123456',
      '0766-123456',
      '0766-1123456',
      '+1 2025550123',
    ];
    for (const text of [...wrong, '138x2345678', '没有', '0166-8123456', '86']) {
      expect(() => normalPhone(text), text).toThrow(new Refusal('phone_wrong'));
    }
  });

  it('stay the same when they are kept already', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);
    const landline = fc.tuple(fc.integer({ min: 2, max: 8 }), digits(6)).map(([first, rest]) => `0766-${first}${rest}`);
    fc.assert(fc.property(fc.oneof(mobile, landline), (phone) => void expect(normalPhone(phone)).toBe(phone)));
  });
});
