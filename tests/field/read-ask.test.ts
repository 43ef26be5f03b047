/** What stands on the page of an ask becomes a record, or a problem beside its field; by the rules of the house. */
import { expect, test } from 'vitest';
import { instantOf } from '#domain/day';
import { readAsk } from '#field/read-ask';
import type { Draft } from '#field/types';
import { DRAFT, ROSTER } from '#tests/field/roster-for-tests';

const TODAY = '2026-11-23';
const NOW = instantOf(TODAY, 10 * 60);
const ASK: Draft = { ...DRAFT, does: 'ask', ago: '-1', ask: { wish: '', urgent: false, consentHow: 'inPerson' } };
const read = (changes: Partial<Draft>, phone = NOW) => readAsk({ ...ASK, ...changes }, ROSTER, { phone, today: TODAY });
const problems = (changes: Partial<Draft>) => read(changes).problems.map(({ field, code }) => `${field} ${code}`);

test('what is pressed is a record: what, tomorrow morning, how long, and how she agreed', () => {
  expect(read({}).record).toEqual({
    ...{ id: DRAFT.id, form: 'ask.1', memberIds: ['qi'], serviceCode: 'B03', minutes: 60 },
    ...{ at: { halfDay: 'morning' }, day: { phone: '2026-11-24', ago: -1 }, consentHow: 'inPerson', savedAt: NOW },
  });
});

test('明天 is left to the clocks, a day that was written out is not', () => {
  expect(read({}, 3_600_000).record?.day).toEqual({ phone: '1970-01-02', ago: -1 });
  expect(read({ otherDay: '12月5日' }).record?.day).toEqual({ phone: '2026-12-05', ago: -12, on: '2026-12-05' });
});

test('what is typed goes before a button, and a wish goes along', () => {
  const ask = { wish: ' 要空腹 ', urgent: true, consentHow: 'family' } as const;
  expect(read({ start: '下午2点半', otherMinutes: '一个半钟', ask }).record).toMatchObject({
    ...{ at: { start: 870 }, minutes: 90, wish: '要空腹', urgent: true, consentHow: 'family' },
  });
});

test('what is missing or cannot be is named beside its field, all of it at once', () => {
  const nothing = { minutes: '', serviceCode: '', ask: { wish: '', urgent: false, consentHow: '' } } as const;
  expect(problems(nothing)).toEqual(['serviceCode missing', 'minutes missing', 'consentHow consent_needed']);
  expect(problems({ otherDay: '2026-11-20' })).toEqual(['otherDay day_in_past']);
  expect(problems({ otherDay: '哪天都行' })).toEqual(['otherDay day_not_understood']);
  expect(problems({ otherMinutes: '3小时' })).toEqual(['minutes over_service_maximum']);
  expect(problems({ start: '一早' })).toEqual(['start time_not_understood']);
});
