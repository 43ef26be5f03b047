/** What is asked for when somebody asks for help: read the same from an address and from a form, and written back into one. */
import { z } from 'zod';
import { type Day, HALF_DAYS, type HalfDay, halfDayOf, type MinuteOfDay } from '#domain/day';
import { readMinutes } from '#domain/minutes';
import { readDay, readTime } from '#domain/times';
import { choice, type Fields, maybeText, maybeUnderstood, text, understood } from '#http/form';
import { one } from '#http/member/page';
import { clock } from '#http/served-form';

export interface Ask {
  serviceCode: string;
  plannedOn: Day;
  plannedStart: MinuteOfDay | null;
  plannedHalfDay: HalfDay;
  plannedMinutes: number;
  wish: string | null;
}

/** A day from the buttons or another one, a half-day or a time of the clock; what was written goes before what was pressed. */
export const askSchema = (today: Day) =>
  z
    .object({
      serviceCode: text(10),
      plannedOn: maybeUnderstood((typed) => readDay(typed, today, 'coming')),
      otherDay: maybeUnderstood((typed) => readDay(typed, today, 'coming')),
      plannedStart: maybeUnderstood(readTime),
      plannedHalfDay: choice(HALF_DAYS).optional(),
      plannedMinutes: understood(readMinutes),
      wish: maybeText(300),
    })
    .transform(({ otherDay, ...given }, context): Ask => {
      const plannedOn = otherDay ?? given.plannedOn;
      const plannedHalfDay = given.plannedStart === null ? given.plannedHalfDay : halfDayOf(given.plannedStart);
      if (!plannedOn) context.addIssue({ code: 'custom', message: 'missing', path: ['plannedOn'] });
      if (!plannedHalfDay) context.addIssue({ code: 'custom', message: 'missing', path: ['plannedHalfDay'] });
      return plannedOn && plannedHalfDay ? { ...given, plannedOn, plannedHalfDay } : z.NEVER;
    });

/** The answers as fields, to be handed on: in an address, or hidden in a form. */
export const askFields = (ask: Ask): Record<string, string> => ({
  serviceCode: ask.serviceCode,
  plannedOn: ask.plannedOn,
  plannedHalfDay: ask.plannedHalfDay,
  plannedMinutes: String(ask.plannedMinutes),
  ...(ask.plannedStart === null ? {} : { plannedStart: clock(ask.plannedStart) }),
  ...(ask.wish === null ? {} : { wish: ask.wish }),
});

const CARRIED = [
  'for',
  'serviceCode',
  'plannedOn',
  'otherDay',
  'plannedStart',
  'plannedHalfDay',
  'plannedMinutes',
  'wish',
];

/** This page's address with some answers changed; what was answered before goes along, so that Back loses nothing. */
export function askAddress(fields: Fields, changes: Record<string, string> = {}): string {
  const carried = CARRIED.flatMap((name) => (one(fields, name) ? [[name, one(fields, name)] as const] : []));
  return `/exchanges/new?${new URLSearchParams([...Object.entries({ ...Object.fromEntries(carried), ...changes })])}`;
}

/** How long, as buttons: up to what one visit of this service may last. */
const STEPS = [30, 60, 90, 120, 180, 240, 360, 480];
export const stepsUpTo = (maximum: number): number[] => {
  const steps = STEPS.filter((minutes) => minutes <= maximum);
  return steps.length > 0 ? steps : [maximum];
};
