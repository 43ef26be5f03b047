/** What is asked for when somebody asks for help: read the same from an address and from a form, and written back into one. */
import { z } from 'zod';
import { type Day, HALF_DAYS, type HalfDay, halfDayOf, type MinuteOfDay } from '#domain/day';
import { readMinutes } from '#domain/minutes';
import { readDay, readTime } from '#domain/times';
import { choice, type Fields, maybeText, maybeUnderstood, text, understood } from '#http/form';
import { one } from '#http/member/page';
import { clock } from '#http/served-form';
import type { Offered } from '#usecases/exchange/preview';

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

/**
 * Everything that is answered by naming a service: what was answered before, else as she usually wants it. One press then
 * leads to the check page. A length that this service does not last gives way.
 */
export function usualAnswers(fields: Fields, { service, usual }: Offered): Record<string, string> {
  const before = Number(one(fields, 'plannedMinutes'));
  const kept = before > 0 && before <= service.maxMinutes;
  return {
    serviceCode: service.code,
    plannedOn: one(fields, 'plannedOn') || usual.plannedOn,
    plannedHalfDay: one(fields, 'plannedHalfDay') || usual.plannedHalfDay,
    plannedMinutes: String(kept ? before : usual.plannedMinutes),
  };
}
