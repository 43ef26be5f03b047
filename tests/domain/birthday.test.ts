import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBirthday } from '#domain/birthday';
import { Refusal } from '#domain/refusal';

const TODAY = '2026-11-23';
const code = (text: string) => {
  try {
    return readBirthday(text, TODAY);
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe('birthdays', () => {
  it('are read in full, by month, or by year alone', () => {
    for (const text of [
      '1942-03-05',
      '1942年3月5日',
      '19420305',
      '1942/3/5',
      '１９４２．３．５',
      '一九四二年三月五日',
    ]) {
      expect(readBirthday(text, TODAY), text).toBe('1942-03-05');
    }
    for (const text of ['1942年3月', '1942-3', '1942.03', '1942 年 3 月']) {
      expect(readBirthday(text, TODAY), text).toBe('1942-03-01');
    }
    for (const text of ['1942', '1942年', '一九四二年', '１９４２']) {
      expect(readBirthday(text, TODAY), text).toBe('1942-01-01');
    }
  });

  it('are not guessed', () => {
    for (const text of ['3月5日', '昨天', '84', '84岁', '42年', '1942年13月', '1942-02-30', '1895', '不知道', '']) {
      expect(code(text), text).toBe('birthday_not_understood');
    }
    expect(code('2027')).toBe('day_in_future');
  });

  it('come back as they were written', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-23'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const born = date.toISOString().slice(0, 10);
        expect(readBirthday(born, TODAY)).toBe(born);
      }),
    );
  });
});
