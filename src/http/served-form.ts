/** The questions about a visit that was made: which day, from when to when or which half-day and how long. Read leniently. */
import { z } from 'zod';
import { addDays, type Day, dayOf, HALF_DAYS, halfDayOf, type Instant, minuteOfDay } from '#domain/day';
import { readMinutes } from '#domain/minutes';
import type { Times } from '#domain/served';
import { readDay, readTime } from '#domain/times';
import { choice, maybeUnderstood, ticked } from '#http/form';
import type { Exchange } from '#records/exchange';

export interface ServedAnswers {
  servedOn: Day;
  times: Times;
  relative: boolean;
  /** It really was that long. */
  sure: boolean;
}

/** What was written goes before what was pressed; times of the clock go before the half-day. */
export const servedSchema = (today: Day) =>
  z
    .object({
      servedOn: maybeUnderstood((typed) => readDay(typed, today, 'past')),
      otherDay: maybeUnderstood((typed) => readDay(typed, today, 'past')),
      start: maybeUnderstood(readTime),
      end: maybeUnderstood(readTime),
      halfDay: choice(HALF_DAYS).optional(),
      minutes: maybeUnderstood(readMinutes),
      otherMinutes: maybeUnderstood(readMinutes),
      relative: ticked(),
      sure: ticked(),
    })
    .transform((typed, context): ServedAnswers => {
      const servedOn = typed.otherDay ?? typed.servedOn;
      const times = timesIn({ ...typed, minutes: typed.otherMinutes ?? typed.minutes });
      if (!servedOn) context.addIssue({ code: 'custom', message: 'missing', path: ['servedOn'] });
      if (!times) {
        const half = typed.start !== null || typed.end !== null;
        context.addIssue({
          code: 'custom',
          message: 'time_needed',
          path: [half ? (typed.start === null ? 'start' : 'end') : 'halfDay'],
        });
      }
      return servedOn && times ? { servedOn, times, relative: typed.relative, sure: typed.sure } : z.NEVER;
    });

type Typed = Partial<Record<'start' | 'end' | 'minutes', number | null>> & { halfDay?: (typeof HALF_DAYS)[number] };

function timesIn({ start, end, halfDay, minutes }: Typed): Times | null {
  if (typeof start === 'number' && typeof end === 'number') return { start, end };
  // One of the two alone says nothing; the half-day and how long do.
  if (typeof start === 'number' || typeof end === 'number') return null;
  return halfDay && typeof minutes === 'number' ? { halfDay, minutes } : null;
}

/** What the form begins with: what is on the record, else what was planned. */
export function servedDefaults(exchange: Exchange | null, now: Instant) {
  const today = dayOf(now);
  const day = exchange?.servedOn ?? exchange?.plannedOn ?? today;
  const servedOn = [day, today].sort()[0] ?? today;
  const minutes = exchange?.servedMinutes ?? exchange?.plannedMinutes ?? 60;
  const days = [today, addDays(today, -1), addDays(today, -2)];
  return {
    days,
    steps: [30, 60, 90, 120],
    servedOn: days.includes(servedOn) ? servedOn : '',
    otherDay: days.includes(servedOn) ? '' : servedOn,
    start: exchange?.endMinute != null ? clock(exchange.startMinute) : '',
    end: clock(exchange?.endMinute ?? null),
    halfDay: exchange?.halfDay ?? exchange?.plannedHalfDay ?? halfDayOf(minuteOfDay(now)),
    minutes: [30, 60, 90, 120].includes(minutes) ? String(minutes) : '',
    otherMinutes: [30, 60, 90, 120].includes(minutes) ? '' : String(minutes),
  };
}

/** 09:30, as one would type it; '' for no time. */
export const clock = (minute: number | null): string =>
  minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
