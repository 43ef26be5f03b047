import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, HALF_DAYS } from '#domain/day';
import { stepsUpTo, usualTime } from '#domain/usual';

const TODAY = '2026-11-22';
const TALK = { code: 'A02', maxMinutes: 120 };

test('as last time: the half-day and the length of her last visit of this service', () => {
  const habits = [
    { serviceCode: 'B03', half: 'evening' as const, minutes: 120 },
    { serviceCode: 'A02', half: 'afternoon' as const, minutes: 40 },
    { serviceCode: 'A02', half: 'morning' as const, minutes: 90 },
  ];
  expect(usualTime(TALK, habits, [], TODAY)).toEqual({
    plannedOn: '2026-11-23',
    plannedHalfDay: 'afternoon',
    plannedMinutes: 30,
  });
  // Never asked for before: the half-day she is used to, half of what a visit may last.
  expect(usualTime({ code: 'E01', maxMinutes: 480 }, habits, [], TODAY)).toMatchObject({
    plannedHalfDay: 'evening',
    plannedMinutes: 240,
  });
  expect(usualTime(TALK, [], [], TODAY)).toMatchObject({ plannedHalfDay: 'morning', plannedMinutes: 60 });
});

test('not when somebody comes anyway', () => {
  const booked = [
    { day: '2026-11-23', half: 'morning' as const },
    { day: '2026-11-24', half: null },
    { day: '2026-11-25', half: 'afternoon' as const },
  ];
  expect(usualTime(TALK, [], booked, TODAY).plannedOn).toBe('2026-11-25');
});

test('whatever her habits are, it may be asked for: a day to come, a step of this service', () => {
  const half = fc.constantFrom(...HALF_DAYS);
  const visit = fc.record({
    serviceCode: fc.constantFrom('A02', 'B03'),
    half: fc.option(half),
    minutes: fc.option(fc.integer({ min: 1, max: 900 })),
  });
  const days = fc.integer({ min: -3, max: 30 }).map((ahead) => addDays(TODAY, ahead));
  const booked = fc.array(fc.record({ day: days, half: fc.option(half) }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(visit), booked, fc.integer({ min: 15, max: 480 }), (habits, taken, maxMinutes) => {
      const usual = usualTime({ code: 'A02', maxMinutes }, habits, taken, TODAY);
      expect(usual.plannedOn > TODAY).toBe(true);
      expect(stepsUpTo(maxMinutes)).toContain(usual.plannedMinutes);
      expect(usual.plannedMinutes).toBeLessThanOrEqual(maxMinutes);
    }),
  );
});
