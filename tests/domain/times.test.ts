import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { readDay, readTime } from '#domain/times';
import { sayDay, sayTime } from '#i18n/say';

const TODAY = '2026-11-23'; // a Monday
const locale = fc.constantFrom('zh-CN' as const, 'en' as const);

describe('reading a time of day', () => {
  const clock = (text: string) => {
    const [hours, minutes] = text.split(':').map(Number) as [number, number];
    return hours * 60 + minutes;
  };
  const understood: [string, string[]][] = [
    ['9:00', ['9点', '上午9点', '9 点钟', '九点', '９点', '9:00', '9', '09:00', '0900', '9 am', '早上9点整']],
    ['9:30', ['上午9点半', '9:30', '０９：３０', '9点30', '九点三十分', '9.30', '9：30', '上午 9:30', '9:30 AM']],
    [
      '14:15',
      ['下午两点一刻', '14:15', '下午2点15分', '14.15', '1415', '2:15 pm', '下午2:15', '14点15分', '下午14:15'],
    ],
    ['14:30', ['14.30', '14。30', '下午两点半', '2:30pm']],
    ['9:05', ['9点零五分', '9点5分', '9:05', '9点05']],
    ['12:00', ['中午12点', '12:00', '12点', '正午12点', '12 pm']],
    ['13:00', ['中午1点', '中午一点', '13点', '1 pm', '一点']],
    ['20:00', ['晚上8点', '晚上八点钟', '20:00', '8pm', '夜晚8点', '晚上20点']],
    ['0:00', ['0:00', '00:00', '凌晨12点', '12 am', '0点', '凌晨0点']],
    ['0:30', ['凌晨12点半', '12:30 am', '0:30']],
    ['2:00', ['凌晨两点', '2:00', '02:00', '2am']],
    ['23:59', ['23:59', '晚上11点59分', '11:59 pm']],
  ];
  it('understands what people write', () => {
    for (const [time, texts] of understood) {
      for (const text of texts) expect([text, readTime(text)]).toEqual([text, clock(time)]);
    }
  });

  it('knows which hours belong to a part of the day', () => {
    const hours = (text: string) => readTime(text) / 60;
    expect(['中午11点', '中午12点', '中午2点', '中午14点'].map(hours)).toEqual([11, 12, 14, 14]);
    expect(['凌晨5点', '凌晨12点', '早上4点', '上午11点'].map(hours)).toEqual([5, 0, 4, 11]);
    expect(['下午12点', '下午1点', '傍晚6点', '下午18点'].map(hours)).toEqual([12, 13, 18, 18]);
    expect(['晚上5点', '晚上11点', '晚上23点', '晚上12点', '晚上1点', '夜里4点'].map(hours)).toEqual([
      17, 23, 23, 0, 1, 4,
    ]);
  });

  it('takes 1点 to 5点 without a part of the day for the afternoon, 6点 for the morning', () => {
    expect(['1点', '2点半', '5点', '6点', '12点'].map(readTime)).toEqual([780, 870, 1020, 360, 720]);
  });

  it('refuses what no clock shows', () => {
    const unclear = [
      '',
      '早上',
      '25:00',
      '24:00',
      '9:60',
      '9:5',
      '13 pm',
      '0 am',
      '9点60分',
      '上午14点',
      '凌晨9点',
      '中午9点',
      '中午3点',
      '中午15点',
      '凌晨6点',
      '早上12点',
      '早上3点',
      '晚上15点',
      '晚上28点',
      '晚上16点',
      '下午19点',
      '24点',
      '下午0点',
    ];
    for (const text of [
      ...unclear,
      '下午',
      '三四点',
      'noonish',
      '上午9点 pm',
      '-9:00',
      '9:30:00',
      '下午2:15 pm',
      '9点4刻',
    ]) {
      expect(() => readTime(text), text).toThrow(new Refusal('time_not_understood'));
    }
  });

  it('reads back every minute that we say, in both languages, and on a 24-hour clock', () => {
    for (let minute = 0; minute < 1440; minute++) {
      expect(readTime(sayTime('zh-CN', minute))).toBe(minute);
      expect(readTime(sayTime('en', minute))).toBe(minute);
      expect(readTime(`${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`)).toBe(minute);
    }
  });

  it('gives a minute of the day or a refusal, whatever is typed', () => {
    const piece = fc.constantFrom('9', '12', '30', '点', '半', ':', '上午', '下午', '刻', 'pm', '零', '两');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          try {
            const minute = readTime(text);
            expect(Number.isInteger(minute) && minute >= 0 && minute < 1440).toBe(true);
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(Refusal);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('reading a day', () => {
  it('understands what people say of days near today', () => {
    const near: [string, string][] = [
      ['今天', TODAY],
      ['今日', TODAY],
      ['today', TODAY],
      ['昨天', '2026-11-22'],
      ['琴日', '2026-11-22'],
      ['Yesterday', '2026-11-22'],
      ['前天', '2026-11-21'],
      ['大前天', '2026-11-20'],
      ['明天', '2026-11-24'],
      ['听日', '2026-11-24'],
      ['后天', '2026-11-25'],
    ];
    for (const [text, day] of near) expect([text, readDay(text, TODAY)]).toEqual([text, day]);
  });

  it('understands dates in every writing', () => {
    const same = [
      '2026-11-03',
      '2026/11/3',
      '2026.11.03',
      '2026年11月3日',
      '２０２６－１１－０３',
      '２０２６年１１月３日',
      '20261103',
    ];
    const more = [
      '二〇二六年十一月三日',
      '11月3日',
      '11月3号',
      '11-3',
      '11/03',
      '十一月三日',
      '3 November',
      '3 november 2026',
    ];
    for (const text of [...same, ...more, '2026 年 11 月 3 日（星期二）', '11 月 3 日 (星期二)']) {
      expect([text, readDay(text, TODAY)]).toEqual([text, '2026-11-03']);
    }
  });

  it('takes the nearest such day where the year or month is not said', () => {
    expect(readDay('12月30日', '2027-01-05')).toBe('2026-12-30');
    expect(readDay('1月5日', '2026-12-30')).toBe('2027-01-05');
    expect(readDay('30号', '2026-12-02')).toBe('2026-11-30');
    expect(readDay('2号', '2026-12-30')).toBe('2027-01-02');
    expect(readDay('31号', '2026-12-02')).toBe('2026-12-31'); // November has none
    expect(readDay('2月29日', '2027-03-01')).toBe('2028-02-29'); // 2026 and 2027 have none
  });

  it('keeps to the side of today that is meant, unless the day was said in full', () => {
    expect(readDay('3号', TODAY, 'past')).toBe('2026-11-03');
    expect(readDay('3日', TODAY, 'coming')).toBe('2026-12-03');
    expect(readDay('3号', TODAY)).toBe('2026-12-03');
    expect(readDay('12月1日', TODAY, 'past')).toBe('2025-12-01');
    expect(readDay('11月1日', TODAY, 'coming')).toBe('2027-11-01');
    expect([readDay('11-23', TODAY, 'past'), readDay('11-23', TODAY, 'coming')]).toEqual([TODAY, TODAY]);
    expect(readDay('2026-12-01', TODAY, 'past')).toBe('2026-12-01');
    expect(readDay('明天', TODAY, 'past')).toBe('2026-11-24');
  });

  it('refuses what no calendar has', () => {
    const unclear = [
      '',
      '改天',
      '2026-02-30',
      '2026-13-01',
      '13月1日',
      '0号',
      '32号',
      '2月30日',
      '26-11-03',
      '星期三',
      '23',
      '2026-11',
      '前',
      '2026-11-03T00:00',
    ];
    for (const text of unclear) expect(() => readDay(text, TODAY), text).toThrow(new Refusal('day_not_understood'));
  });

  it('gives a day of the calendar or a refusal, whatever is typed', () => {
    const piece = fc.constantFrom('2026', '11', '3', '年', '月', '日', '-', '/', '十', '二', '今天', '号');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          try {
            expect(isDay(readDay(text, TODAY))).toBe(true);
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(Refusal);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a day as we say it', () => {
  it('is read back as the same day, from half a year around or with its year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: 0, max: 3000 }),
        locale,
        (step, from, tongue) => {
          const today = addDays('2024-01-01', from);
          const day = addDays(today, step);
          if (Math.abs(daysBetween(today, day)) > 180 && day.slice(0, 4) === today.slice(0, 4)) return;
          expect(readDay(sayDay(tongue, day, today), today)).toBe(day);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
