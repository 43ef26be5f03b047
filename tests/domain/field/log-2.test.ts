/** Form `log.2` asks for a witness between relatives; `log.1` is still read for ninety days, without one. */
import { expect, test } from 'vitest';
import { addDays } from '#domain/day';
import { FORMS, readForm } from '#domain/field/form';

const TODAY = '2026-12-01';
const RAW = {
  ...{ id: 'a'.repeat(22), form: 'log.2', memberIds: ['mem_1'], serviceCode: 'A02', savedAt: 0 },
  ...{ volunteers: [{ memberId: 'mem_2', relative: true }], times: { halfDay: 'morning', minutes: 60 } },
};
const read = (witness?: unknown, form = 'log.2', today = TODAY) => readForm({ ...RAW, form, witness }, today);

test.each([
  [undefined, null],
  [null, null],
  [{ memberId: 'mem_3' }, { memberId: 'mem_3' }],
  [
    { name: ' 黎婶 ', phone: '138 0000 2222' },
    { name: '黎婶', phone: '13800002222' },
  ],
])('%j is read', (raw, witness) => {
  expect(read(raw)).toMatchObject({ kind: 'visit', witness });
});

test.each([
  ['黎婶', 'not_understood', 'witness'],
  [{ memberId: '../x' }, 'not_understood', 'memberId'],
  [{ name: '黎婶' }, 'witness_needed', 'witnessPhone'],
  [{ name: ' ', phone: '13800002222' }, 'witness_needed', 'witnessName'],
  [{ name: '黎婶', phone: '123' }, 'phone_wrong', 'witnessPhone'],
  [{ name: '黎'.repeat(41), phone: '13800002222' }, 'too_long', 'name'],
])('%j is refused: %s', (raw, code, field) => {
  expect(() => read(raw)).toThrow(expect.objectContaining({ code, params: expect.objectContaining({ field }) }));
});

test('the form of before is read for ninety days more, and asks nobody for a witness', () => {
  const replaced = FORMS['log.1']?.replacedOn ?? '';
  expect(read({ memberId: 'mem_3' }, 'log.1', addDays(replaced, 90))).toMatchObject({ witness: null });
  expect(() => read(undefined, 'log.1', addDays(replaced, 91))).toThrow(
    expect.objectContaining({ code: 'form_too_old' }),
  );
});
