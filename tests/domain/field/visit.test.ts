/** What a phone may say of an elder who was looked in on: by form `visit.1`, and beside a service by form `log.3`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOf } from '#domain/day';
import { acceptedForms, currentForm, FORMS, readForm } from '#domain/field/form';
import type { Refusal } from '#domain/refusal';
import { FINDING_CODES, VISIT_MODES } from '#domain/visit';

const TODAY = '2026-12-01';
const SAVED = { day: { phone: TODAY, ago: 0 }, savedAt: instantOf(TODAY, 540) };
const VISIT = {
  ...{ id: 'a'.repeat(22), form: 'visit.1', memberIds: ['mem_chen'], mode: 'seen', findings: [], ...SAVED },
};
const LOG = {
  ...{ id: 'b'.repeat(22), form: 'log.3', memberIds: ['mem_chen'], serviceCode: 'A02', ...SAVED },
  ...{ volunteers: [{ memberId: 'mem_li' }], times: { halfDay: 'morning', minutes: 60 } },
};
const refused = (raw: object, changes: object): string => {
  try {
    readForm({ ...raw, ...changes }, TODAY);
    return 'read';
  } catch (error) {
    const { code, params } = error as Refusal;
    return `${params.field} ${code}`;
  }
};

test('whom, how, what was wrong, on which day: two taps when all is well', () => {
  expect(readForm(VISIT, TODAY)).toEqual({
    ...{ kind: 'duty', id: VISIT.id, memberIds: ['mem_chen'], found: { mode: 'seen', findings: [], note: null } },
    ...{ ago: 0, phoneDay: TODAY, on: '', savedAt: VISIT.savedAt, heard: null },
  });
});

test('what was wrong is told in the order of the list, each once', () => {
  const raw = { ...VISIT, mode: 'phone', findings: ['gas', 'fell', 'gas'], note: ' 坐在地上 ' };
  expect(readForm(raw, TODAY)).toMatchObject({
    found: { mode: 'phone', findings: ['fell', 'gas'], note: '坐在地上' },
  });
});

test.each([
  [{ memberIds: [] }, 'memberId missing'],
  [{ memberIds: ['a', 'b'] }, 'memberIds too_many'],
  [{ mode: 'dreamt' }, 'mode not_understood'],
  [{ mode: undefined }, 'mode not_understood'],
  [{ findings: ['hungry'] }, 'findings not_understood'],
  [{ findings: 'fell' }, 'findings not_understood'],
  [{ findings: Array(22).fill('fell') }, 'findings too_many'],
  [{ mode: 'notSeen', findings: ['fell'] }, 'mode visit_unseen'],
  [{ note: 'x'.repeat(501) }, 'note too_long'],
  [{ day: { ago: -1 } }, 'ago not_understood'],
  [{ id: '../x' }, 'id not_understood'],
])('%j is refused beside its field', (changes, said) => {
  expect(refused(VISIT, changes)).toBe(said);
});

const found = fc.record({
  mode: fc.constantFrom(...VISIT_MODES),
  findings: fc.uniqueArray(fc.constantFrom(...FINDING_CODES)),
  note: fc.option(
    fc.string({ maxLength: 500 }).filter((note) => !note.includes('\0')),
    { nil: undefined },
  ),
});

test('says the same beside a service as by itself, and whatever else comes breaks nothing', () => {
  fc.assert(
    fc.property(found, (said) => {
      if (said.mode === 'notSeen' && said.findings.length > 0) {
        expect(refused(VISIT, said)).toBe('mode visit_unseen');
        return;
      }
      const visit = readForm({ ...VISIT, ...said }, TODAY);
      const log = readForm({ ...LOG, found: said }, TODAY);
      expect(visit.kind === 'duty' && visit.found).toEqual(log.kind === 'visit' && log.found);
    }),
  );
  for (const raw of [VISIT, { ...LOG, found: {} }]) {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(raw)), fc.jsonValue()), (changes) => {
        expect(refused(raw, changes)).toMatch(/^read$|^\S+ \S+$/);
      }),
    );
  }
});

test('`log.3` is given out; without what was found it reads what `log.2` and `log.1` do, and those are still read', () => {
  expect(currentForm()).toBe('log.3');
  expect(acceptedForms(TODAY)).toEqual(expect.arrayContaining(['log.1', 'log.2', 'log.3', 'visit.1']));
  const plain = readForm(LOG, TODAY);
  for (const form of ['log.1', 'log.2']) {
    expect(readForm({ ...LOG, form, found: { mode: 'seen', findings: ['fell'] } }, TODAY)).toEqual(plain);
    const last = addDays(FORMS[form]?.replacedOn ?? '', 90);
    expect(readForm({ ...LOG, form }, last)).toMatchObject({ kind: 'visit', found: null });
    expect(() => readForm({ ...LOG, form }, addDays(last, 1))).toThrow(
      expect.objectContaining({ code: 'form_too_old' }),
    );
  }
});

test('a round has no one way in which all were met', () => {
  const doors = [{ memberId: 'mem_chen', found: 'seen' }];
  expect(readForm({ ...LOG, doors, found: { mode: 'seen', findings: ['fell'] } }, TODAY)).toMatchObject({
    found: null,
  });
  expect(refused(LOG, { found: 'well' })).toBe('found not_understood');
});
