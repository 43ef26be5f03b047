/** What a phone may say when nobody was at home. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { readForm } from '#domain/field/form';
import type { Refusal } from '#domain/refusal';

const TODAY = '2026-11-23';
const ABSENT = {
  ...{ id: 'a'.repeat(22), form: 'absent.1', memberIds: ['mem_chen'], serviceCode: 'A02', order: 'exc_1' },
  ...{ day: { phone: TODAY, ago: 0 }, note: ' 去女儿家了 ', savedAt: instantOf(TODAY, 600) },
};
const refused = (changes: object): string => {
  try {
    readForm({ ...ABSENT, ...changes }, TODAY);
    return 'read';
  } catch (error) {
    const { code, params } = error as Refusal;
    return `${params.field} ${code}`;
  }
};

test('of which order it is, of whom, and a word about it', () => {
  expect(readForm(ABSENT, TODAY)).toEqual({
    ...{ kind: 'absent', id: ABSENT.id, memberIds: ['mem_chen'], serviceCode: 'A02', of: { order: 'exc_1' } },
    ...{ ago: 0, phoneDay: TODAY, on: '', note: '去女儿家了', savedAt: ABSENT.savedAt, heard: null },
  });
});

test('or of which setting out on her phone, which may come later, and who went', () => {
  const { order: _order, ...said } = ABSENT;
  const went = { ...said, went: 'g'.repeat(22), volunteerIds: ['mem_li'] };
  expect(readForm(went, TODAY)).toMatchObject({
    of: { went: { id: went.went, volunteerIds: ['mem_li'], another: false } },
  });
  expect(refused({ went: 'g'.repeat(22) })).toBe('volunteer missing');
  expect(refused({ went: '../g', volunteerIds: ['mem_li'] })).toBe('went not_understood');
});

test('what cannot be one is refused beside its field, and nothing breaks', () => {
  expect(refused({ order: null })).toBe('order not_understood');
  expect(refused({ memberIds: [] })).toBe('memberId missing');
  expect(refused({ note: 'x'.repeat(201) })).toBe('note too_long');
  expect(refused({ day: { ago: -1 } })).toBe('ago not_understood');
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(ABSENT)), fc.jsonValue()), (changes) => {
      expect(refused(changes)).toMatch(/^read$|^\S+ \S+$/);
    }),
  );
});
