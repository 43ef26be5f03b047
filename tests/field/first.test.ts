/** What is sent first, and who is owed a visit: by what stands on the phone alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FINDING_CODES, type Finding, urgencyOf, VISIT_MODES } from '#domain/visit';
import { findingsIn, isAlarm, nextLetter } from '#field/first';
import { owedNow } from '#field/owed';
import { DUTY, type FieldRecord, FORM, type Look, type Owed, type Person } from '#field/types';
import { ROSTER } from '#tests/field/roster-for-tests';

const SAVED = { day: { phone: '2026-12-01', ago: 0 }, savedAt: 0 };
const duty = (memberId: string, look: Look): FieldRecord => ({
  ...{ id: 'd', form: DUTY, memberIds: [memberId], ...look, ...SAVED },
});
const service = (memberId: string, volunteerId: string, found?: Look): FieldRecord => ({
  ...{
    id: 's',
    form: FORM,
    memberIds: [memberId],
    serviceCode: 'A02',
    volunteers: [{ memberId: volunteerId }],
    ...SAVED,
  },
  ...{ times: { halfDay: 'morning' as const, minutes: 60 } },
  ...(found ? { found } : {}),
});
const findings = fc.uniqueArray(fc.constantFrom(...FINDING_CODES), { maxLength: 3 });
const record = fc
  .tuple(fc.boolean(), findings)
  .map(([alone, found]) =>
    alone ? duty('qi', { mode: 'seen', findings: found }) : service('qi', 'li', { mode: 'seen', findings: found }),
  );

test('letter after letter, every record goes once; what is wrong before what is not, the most urgent before the rest', () => {
  fc.assert(
    fc.property(fc.array(record), fc.integer({ min: 1, max: 5 }), (records, most) => {
      let left = records.map((one, at) => ({ record: one, at }));
      const order: { found: readonly Finding[]; at: number }[] = [];
      while (left.length > 0) {
        const letter = nextLetter(left, most);
        expect(letter.length).toBeGreaterThan(0);
        expect(letter.length).toBeLessThanOrEqual(most);
        // An alarm has nothing in its letter that is none.
        expect(new Set(letter.map(isAlarm)).size).toBe(1);
        order.push(...letter.map((one) => ({ found: findingsIn(one.record), at: one.at })));
        left = left.filter((one) => !letter.includes(one));
      }
      const ranks = order.map(({ found }) => ['now', 'soon', 'later', null].indexOf(urgencyOf(found)));
      expect(ranks).toEqual([...ranks].sort());
      expect(order.map(({ at }) => at).sort((a, b) => a - b)).toEqual(records.map((_, at) => at));
      // Of one urgency, as they were saved.
      for (const rank of new Set(ranks)) {
        const same = order.filter((_, at) => ranks[at] === rank).map(({ at }) => at);
        expect(same).toEqual([...same].sort((a, b) => a - b));
      }
    }),
  );
});

const [first] = ROSTER.people;
const person = (id: string, owed: Owed | null, more: Partial<Person> = {}): Person => ({
  ...(first as Person),
  id,
  owed,
  ...more,
});
const owe = (by: string, kind: Owed['kind'] = 'register', from = '2026-11-23'): Owed => ({ kind, from, by });
const TODAY = '2026-12-01';
const ids = (people: Person[], made: { record: FieldRecord; on: string }[] = []) =>
  owedNow(people, made, TODAY).map(({ id }) => id);

test('after a crisis first, then the longest owed; nobody who is away, nobody before her time', () => {
  const people = [
    ...[person('week', owe('2026-12-06')), person('late', owe('2026-11-29')), person('none', null)],
    ...[person('crisis', owe('2026-12-02', 'crisis')), person('away', owe('2026-11-29'), { away: 'hospital' })],
    person('coming', owe('2026-12-13', 'register', '2026-12-07')),
  ];
  expect(ids(people)).toEqual(['crisis', 'late', 'week']);
});

test('whoever was looked in on is off the list, also by a service of her pair; nobody at home, or before, meets nothing', () => {
  const people = [person('qi', owe('2026-12-06', 'register', '2026-11-30'), { pairedIds: ['li'] })];
  const well: Look = { mode: 'seen', findings: [] };
  for (const mode of VISIT_MODES) {
    expect(ids(people, [{ record: duty('qi', { ...well, mode }), on: TODAY }])).toEqual(
      mode === 'notSeen' ? ['qi'] : [],
    );
  }
  expect(ids(people, [{ record: duty('qi', well), on: '2026-11-29' }])).toEqual(['qi']);
  expect(ids(people, [{ record: duty('chen', well), on: TODAY }])).toEqual(['qi']);
  expect(ids(people, [{ record: service('qi', 'li'), on: TODAY }])).toEqual([]);
  expect(ids(people, [{ record: service('qi', 'liang'), on: TODAY }])).toEqual(['qi']);
});
