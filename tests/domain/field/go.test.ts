/** What a phone may say before she leaves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { readForm } from '#domain/field/form';
import type { Refusal } from '#domain/refusal';

const TODAY = '2026-11-23';
const GO = {
  ...{ id: 'a'.repeat(22), form: 'go.1', memberIds: ['mem_chen'], serviceCode: 'A02', volunteerIds: ['mem_li'] },
  ...{ day: { phone: TODAY, ago: 0 }, another: true, savedAt: instantOf(TODAY, 540) },
};
const refused = (changes: object): string => {
  try {
    readForm({ ...GO, ...changes }, TODAY);
    return 'read';
  } catch (error) {
    const { code, params } = error as Refusal;
    return `${params.field} ${code}`;
  }
};

test('to whom, who goes, what for, on the day of saving', () => {
  expect(readForm(GO, TODAY)).toEqual({
    ...{ kind: 'go', id: GO.id, memberIds: ['mem_chen'], serviceCode: 'A02', volunteerIds: ['mem_li'], another: true },
    ...{ ago: 0, phoneDay: TODAY, on: '', savedAt: GO.savedAt, heard: null },
  });
});

test('what cannot be one is refused beside its field, and nothing breaks', () => {
  expect(refused({ memberIds: [] })).toBe('memberId missing');
  expect(refused({ volunteerIds: [] })).toBe('volunteer missing');
  expect(refused({ volunteerIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toBe('volunteerIds too_many');
  expect(refused({ day: { ago: 1 } })).toBe('ago not_understood');
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(GO)), fc.jsonValue()), (changes) => {
      expect(refused(changes)).toMatch(/^read$|^\S+ \S+$/);
    }),
  );
});
