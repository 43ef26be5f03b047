/** What stands on the phone's page becomes a record, or a problem beside its field; by the rules of the house. */
import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { minutesOf, readDraft } from '#field/read-draft';
import type { Draft } from '#field/types';
import { DRAFT, ROSTER } from '#tests/field/roster-for-tests';

const TODAY = '2026-11-23';
const NOW = instantOf(TODAY, 10 * 60);
const read = (changes: Partial<Draft>, phone = NOW) =>
  readDraft({ ...DRAFT, ...changes }, ROSTER, { phone, today: TODAY });
const problems = (changes: Partial<Draft>) => read(changes).problems.map(({ field, code }) => `${field} ${code}`);

test('two taps after the person are a record: who, what, how long, when, by whom', () => {
  expect(read({}).record).toEqual({
    ...{ id: DRAFT.id, form: 'log.3', memberIds: ['qi'], serviceCode: 'B03', volunteers: [{ memberId: 'li' }] },
    ...{ day: { phone: TODAY, ago: 0 }, times: { halfDay: 'morning', minutes: 60 }, order: null },
    ...{ reason: 'found_on_visit', savedAt: NOW },
  });
});

test('what is typed is read as leniently as at the house, and goes before a button', () => {
  expect(read({ otherMinutes: '一个半钟' }).record?.times).toEqual({ halfDay: 'morning', minutes: 90 });
  expect(read({ start: '9点半', end: '１１：００' }).record?.times).toEqual({ start: 570, end: 660 });
  expect(read({ otherDay: '11月20日' }).record?.day).toEqual({ phone: '2026-11-20', ago: 3, on: '2026-11-20' });
  expect(read({ ago: '1' }).record?.day).toEqual({ phone: '2026-11-22', ago: 1 });
});

test('a phone that lives in 1970 says so, and how many days before it was', () => {
  const record = read({ ago: '1' }, 3_600_000).record;
  expect(record?.day).toEqual({ phone: '1969-12-31', ago: 1 });
  expect(record?.savedAt).toBe(3_600_000);
});

test('what is missing or mistyped is named beside its field, all of it at once', () => {
  expect(problems({ minutes: '' })).toEqual(['minutes missing']);
  expect(problems({ serviceCode: '', volunteerIds: [], otherMinutes: '很久' })).toEqual([
    'serviceCode missing',
    'otherMinutes minutes_not_understood',
    'volunteer missing',
  ]);
  expect(problems({ start: '9点' })).toEqual(['end time_needed']);
  expect(problems({ start: '11点', end: '9点' })).toEqual(['end end_before_start']);
  expect(problems({ otherDay: '2026-12-30' })).toEqual(['servedOn day_in_future']);
});

test('fourteen hours are asked about once, and kept as they are', () => {
  expect(read({ otherMinutes: '14小时' }).problems).toEqual([{ field: 'sure', code: 'sure', minutes: 840 }]);
  expect(read({ otherMinutes: '14小时', sure: true }).record?.times).toEqual({ halfDay: 'morning', minutes: 840 });
  expect(problems({ start: '8点', end: '20:00' })).toEqual(['sure sure']);
});

test('a visit around an open order of the same pair is asked about, and of no other pair', () => {
  expect(problems({ memberIds: ['chen'] })).toEqual(['order which_order']);
  expect(problems({ memberIds: ['chen'], volunteerIds: ['liang'] })).toEqual([]);
  expect(problems({ memberIds: ['chen'], ago: '2' })).toEqual([]);
  expect(read({ memberIds: ['chen'], order: 'order' }).record?.order).toBe('order');
  expect(read({ memberIds: ['chen'], order: 'new' }).record?.order).toBe('new');
});

test('two volunteers, each with minutes of their own where they differ; a relative by one tick', () => {
  const { record } = read({
    volunteerIds: ['li', 'liang'],
    relativeIds: ['liang'],
    ownMinutes: { li: '', liang: '45分钟' },
  });
  expect(record?.volunteers).toEqual([{ memberId: 'li' }, { memberId: 'liang', minutes: 45, relative: true }]);
  expect(problems({ volunteerIds: ['li', 'liang'], ownMinutes: { liang: '?' } })).toEqual([
    'own-liang minutes_not_understood',
  ]);
});

test("the helper's own family is somebody else's to write down", () => {
  expect(problems({ memberIds: ['mother'] })).toEqual(['member family_record']);
});

test('a round is one sheet with a line a door', () => {
  const doors = { round: true, memberIds: ['qi', 'lv'], found: { lv: 'absent' as const } };
  expect(read(doors).record?.doors).toEqual([
    { memberId: 'qi', found: 'seen' },
    { memberId: 'lv', found: 'absent' },
  ]);
  expect(problems({ round: true, memberIds: [] })).toEqual(['member missing']);
  expect(problems({ round: true, memberIds: ['lv'], found: { lv: 'absent' } })).toEqual(['member nobody']);
  expect(problems({ round: true, memberIds: [...'abcdefghijklm'] })).toEqual(['member doors']);
});

test('how long, said back, counts over midnight', () => {
  expect(minutesOf({ times: { start: 23 * 60, end: 30 } })).toBe(90);
});

test('what came back goes as its correction: of which record, on the day that it has, and without what is no question any more', () => {
  const corrects = { entryId: 'entry', exchangeId: 'exc_1', version: 3 };
  const { record } = read({ memberIds: ['chen'], ago: '1', mends: true, corrects });
  expect(record).toMatchObject({ form: 'correct.1', exchangeId: 'exc_1', version: 3, memberIds: ['chen'] });
  expect(record?.day).toEqual({ phone: '2026-11-22', ago: 1, on: '2026-11-22' });
  for (const name of ['order', 'reason', 'doors']) expect(record).not.toHaveProperty(name);
});

test('a round says at each door what was noted there, and nothing where nothing was', () => {
  const doorNotes = { qi: ' 精神好 ', chen: '  ' };
  const round = { round: true, memberIds: ['qi', 'chen', 'lv'], order: 'new', doorNotes } as const;
  expect(read({ ...round, memberIds: [...round.memberIds] }).record?.doors).toEqual([
    { memberId: 'qi', found: 'seen', note: '精神好' },
    { memberId: 'chen', found: 'seen' },
    { memberId: 'lv', found: 'seen' },
  ]);
});

test('between relatives a witness goes along: who was picked, else what was typed; nobody is no mistake', () => {
  const kin = { relativeIds: ['li'] };
  const of = (witness: NonNullable<Draft['witness']>, more: Partial<Draft> = kin) => read({ ...more, witness });
  const picked = { memberId: 'lv', name: '', phone: '' };
  expect(of(picked).record?.witness).toEqual({ memberId: 'lv' });
  expect(of({ memberId: 'lv', name: ' 黎婶 ', phone: '138-0000-2222' }).record?.witness).toEqual({
    ...{ name: '黎婶', phone: '13800002222' },
  });
  expect(read(kin).record).not.toHaveProperty('witness');
  // Asked of relatives only: a tick beside somebody who did not go counts for nothing.
  expect(of(picked, { relativeIds: ['liang'] }).record).not.toHaveProperty('witness');
});

test.each([
  ['half of it', { memberId: '', name: '黎婶', phone: '' }, 'witnessPhone witness_needed'],
  ['a number without a name', { memberId: '', name: '', phone: '13800002222' }, 'witnessName witness_needed'],
  ['no telephone', { memberId: '', name: '黎婶', phone: '12' }, 'witnessPhone phone_wrong'],
  ['the helper herself', { memberId: 'fen-herself', name: '', phone: '' }, 'witness witness_not_independent'],
  ['whom it is about', { memberId: 'qi', name: '', phone: '' }, 'witness witness_not_independent'],
])('a witness that is %s is put right first', (_words, witness, problem) => {
  expect(problems({ relativeIds: ['li'], witness })).toEqual([problem]);
});
