import { expect, it } from 'vitest';
import { countTyped, partsTyped, saysNoLimit } from '#domain/typed';

it('knows "no limit" in both languages', () => {
  for (const typed of ['不限', '无', '不过期', 'none', 'No limit', 'OFF']) expect(saysNoLimit(typed), typed).toBe(true);
  for (const typed of ['', '0', '不限 3', '无限']) expect(saysNoLimit(typed), typed).toBe(false);
});

it('takes a list apart at commas and semicolons of either keyboard', () => {
  expect(partsTyped('30、60，90; 2小时；')).toEqual(['30', '60', '90', '2小时']);
  expect(partsTyped(' ')).toEqual([]);
});

it('counts people as they are counted', () => {
  expect(['两个', '3 人', '２', ''].map((typed) => countTyped(typed, 20))).toEqual([2, 3, 2, 0]);
  expect(['21', '-1', '很多', '1.5'].map((typed) => countTyped(typed, 20))).toEqual([null, null, null, null]);
});
