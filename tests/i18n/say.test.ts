import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { sayDate, sayDay, sayMoment, sayTime } from '#i18n/say';

const today = '2026-11-23';

test('days near today by their name, others with their weekday, other years in full', () => {
  const said = (day: string) => [sayDay('zh-CN', day, today), sayDay('en', day, today)];
  expect(said('2026-11-22')).toEqual(['昨天，星期日', 'yesterday, Sunday']);
  expect(said('2026-11-23')).toEqual(['今天，星期一', 'today, Monday']);
  expect(said('2026-11-25')).toEqual(['后天，星期三', '25 November, Wednesday']);
  expect(said('2026-11-20')).toEqual(['11月20日，星期五', '20 November, Friday']);
  expect(said('2025-12-31')).toEqual(['2025年12月31日', '31 December 2025']);
  expect(sayDate('zh-CN', '1944-02-03')).toBe('1944年2月3日');
});

test('times as people say them', () => {
  const said = [0, 30, 9 * 60, 9 * 60 + 30, 12 * 60, 15 * 60 + 20, 20 * 60 + 5].map((minute) =>
    sayTime('zh-CN', minute),
  );
  expect(said).toEqual([
    '凌晨 0 点',
    '凌晨 0 点半',
    '上午 9 点',
    '上午 9 点半',
    '中午 12 点',
    '下午 3 点 20 分',
    '晚上 8 点 5 分',
  ]);
  expect(sayTime('en', 0)).toBe('12:00 am');
  expect(sayTime('en', 15 * 60 + 5)).toBe('3:05 pm');
});

test('an instant is said in Shanghai', () => {
  expect(sayMoment('zh-CN', instantOf('2026-11-22', 15 * 60), today)).toBe('昨天，星期日 下午 3 点');
});
