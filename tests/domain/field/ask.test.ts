/** What a phone may say when it asks for help, and which day 明天 is when the phone's clock says something else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf, instantOf } from '#domain/day';
import { readClock } from '#domain/field/clock';
import { acceptedForms, currentForm, readForm } from '#domain/field/form';
import type { Refusal } from '#domain/refusal';

const TODAY = '2026-11-23';
const ASK = {
  ...{ id: 'a'.repeat(22), form: 'ask.1', memberIds: ['mem_qi'], serviceCode: 'E01', minutes: 240 },
  ...{ day: { phone: '2026-11-24', ago: -1 }, at: { halfDay: 'morning' }, consentHow: 'inPerson' },
  savedAt: instantOf(TODAY, 600),
};
const read = (changes: object = {}) => readForm({ ...ASK, ...changes }, TODAY);
const refused = (changes: object): string => {
  try {
    read(changes);
    return 'read';
  } catch (error) {
    const { code, params } = error as Refusal;
    return `${params.field} ${code}`;
  }
};

test('an ask is read: whom, what, tomorrow, how long, and how she agreed', () => {
  expect(read()).toEqual({
    ...{ kind: 'ask', coming: true, id: ASK.id, memberIds: ['mem_qi'], serviceCode: 'E01', minutes: 240 },
    ...{ ago: -1, phoneDay: '2026-11-24', on: '', start: null, halfDay: 'morning', wish: null, urgent: false },
    ...{ consentHow: 'inPerson', savedAt: ASK.savedAt, heard: null },
  });
  expect(read({ at: { start: 870 }, wish: ' 要空腹 ', urgent: true })).toMatchObject({
    ...{ start: 870, halfDay: 'afternoon', wish: '要空腹', urgent: true },
  });
});

test('what cannot be one is refused beside its field', () => {
  expect(refused({ memberIds: [] })).toBe('memberId missing');
  expect(refused({ memberIds: ['a', 'b', 'c'] })).toBe('memberIds too_many');
  expect(refused({ minutes: 0 })).toBe('minutes minutes_zero');
  expect(refused({ minutes: '60' })).toBe('minutes minutes_not_understood');
  expect(refused({ at: {} })).toBe('halfDay not_understood');
  expect(refused({ at: { start: 1440 } })).toBe('start not_understood');
  expect(refused({ consentHow: 'self' })).toBe('consentHow not_understood');
  expect(refused({ wish: 'x'.repeat(301) })).toBe('wish too_long');
  expect(refused({ day: { ago: 1 } })).toBe('ago not_understood');
});

test('whatever else comes is refused and breaks nothing', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(ASK)), fc.jsonValue()), (changes) => {
      expect(refused(changes)).toMatch(/^read$|^\S+ \S+$/);
    }),
  );
});

test('it is given to phones, and is not the form of a visit', () => {
  expect(acceptedForms(TODAY)).toContain('ask.1');
  expect(currentForm()).toBe('log.3');
});

const MINUTE = 60_000;
const clocks = fc.record({
  off: fc.oneof(
    fc.integer({ min: -6 * MINUTE, max: 6 * MINUTE }),
    fc.constantFrom(-56, -1, 1).map((y) => y * 365 * 86_400_000),
  ),
  saved: fc.integer({ min: instantOf('2026-11-20', 0), max: instantOf('2026-11-23', 0) }),
  kept: fc.integer({ min: 0, max: 6 * 86_400_000 }),
  ahead: fc.integer({ min: 1, max: 3 }),
});

test('明天 is the day after the real day of saving, however far the clock is off and however late it comes', () => {
  fc.assert(
    fc.property(clocks, ({ off, saved, kept, ahead }) => {
      const now = saved + kept;
      const phone = { savedAt: saved + off, sentAt: now + off, ago: -ahead, on: '', coming: true } as const;
      const read = readClock(now, { ...phone, phoneDay: addDays(dayOf(saved + off), ahead) });
      // The first minute belongs to the way of the letter: a day may begin in it.
      const days = [saved, saved + Math.min(0, off), saved + Math.max(0, off)].map((at) => addDays(dayOf(at), ahead));
      expect(Math.abs(off) <= MINUTE ? days : [addDays(dayOf(saved), ahead)]).toContain(read.servedOn);
      expect(read.verdict).not.toBe('impossible');
    }),
  );
});

test('a day that was written out stays, ahead of us or passed; of a visit one ahead of us is none', () => {
  const phone = { savedAt: 0, sentAt: 3_600_000, ago: 0, phoneDay: '2026-12-05', on: '2026-12-05' };
  const now = instantOf(TODAY, 600);
  expect(readClock(now, { ...phone, coming: true }).servedOn).toBe('2026-12-05');
  expect(readClock(now, phone).servedOn).toBe(TODAY);
});
