/**
 * What somebody who asks for help most likely wants, so that one press leads to the check page: as last time, tomorrow, or
 * on the next day on which nobody comes anyway. A proposal, never a rule: everything can be changed before it is asked.
 */
import { addDays, type Day, type HalfDay } from '#domain/day';
import type { Service } from '#domain/service';

/** How long, as buttons, in minutes. */
const STEPS = [30, 60, 90, 120, 180, 240, 360, 480];

/** The buttons up to what one visit of this service may last. */
export const stepsUpTo = (maximum: number): number[] => {
  const steps = STEPS.filter((minutes) => minutes <= maximum);
  return steps.length > 0 ? steps : [maximum];
};

/** A visit that was made, or asked for. */
export interface HabitVisit {
  serviceCode: string;
  half: HalfDay | null;
  minutes: number | null;
}

export interface UsualTime {
  plannedOn: Day;
  plannedHalfDay: HalfDay;
  plannedMinutes: number;
}

/** Further ahead than this nobody is booked every day. */
const LOOK_AHEAD = 14;

/**
 * @param habits her visits, newest first
 * @param booked when somebody comes anyway
 */
export function usualTime(
  service: Pick<Service, 'code' | 'maxMinutes'>,
  habits: readonly HabitVisit[],
  booked: readonly { day: Day; half: HalfDay | null }[],
  today: Day,
): UsualTime {
  const same = habits.filter(({ serviceCode }) => serviceCode === service.code);
  const plannedHalfDay = [...same, ...habits].find(({ half }) => half !== null)?.half ?? 'morning';
  const lasted = same.find(({ minutes }) => minutes !== null)?.minutes ?? service.maxMinutes / 2;
  const taken = (day: Day) => booked.some((one) => one.day === day && (one.half ?? plannedHalfDay) === plannedHalfDay);
  const days = Array.from({ length: LOOK_AHEAD }, (_, at) => addDays(today, at + 1));
  return {
    plannedOn: days.find((day) => !taken(day)) ?? addDays(today, 1),
    plannedHalfDay,
    plannedMinutes: nearest(stepsUpTo(service.maxMinutes), lasted),
  };
}

/** The step nearest to it; of two as near the longer one. */
const nearest = (steps: readonly number[], minutes: number): number =>
  steps.reduce((best, step) => (Math.abs(step - minutes) <= Math.abs(best - minutes) ? step : best));
