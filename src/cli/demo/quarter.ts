/** The three months before today: a village in which things mostly go well, and this week's work in progress. */
import { type How, planVisit, type Stage, type Visit } from '#cli/demo/visits';
import { addDays, addMonths, type Day, firstOfMonth, monthOf } from '#domain/day';
import { issueGrants } from '#usecases/grant-list/issue';
import { lapseGrants } from '#usecases/grant-list/lapse';

export const WEEKS = 12;

/** What happens every week, so many days after its first. */
const WEEKLY: readonly (Omit<Visit, 'day'> & { after: number; how: How; every?: number })[] = [
  { elders: ['陈伯'], volunteer: '李姨', service: 'A02', after: 0, hour: 9, minutes: 30, how: 'phone' },
  { elders: ['七婆'], volunteer: '老梁', service: 'A02', after: 1, hour: 15, minutes: 40, how: 'paper' },
  { elders: ['张伯', '张婆'], volunteer: '李姨', service: 'B02', after: 2, hour: 10, minutes: 35, how: 'paper' },
  { elders: ['七婆'], volunteer: '李姨', service: 'H01', after: 4, hour: 9, minutes: 25, how: 'afterwards' },
  { elders: ['陈伯'], volunteer: '老梁', service: 'A04', after: 5, hour: 16, minutes: 20, how: 'kin', every: 2 },
];

export function planQuarter(stage: Stage, today: Day): void {
  const first = addDays(today, -7 * WEEKS);
  for (let month = firstOfMonth(first); month <= today; month = addMonths(month, 1)) planMonth(stage, month, first);
  for (let week = 0; week < WEEKS; week++) {
    for (const [index, one] of WEEKLY.entries()) {
      // Nobody lives like a clock: every fourth visit of each kind did not take place.
      if ((week + index) % 4 === 3 || week % (one.every ?? 1) > 0) continue;
      const day = addDays(first, 7 * week + one.after + 1);
      const minutes = one.minutes + ((week * 7 + index * 5) % 20);
      planVisit(stage, { ...one, day, minutes }, one.how, 'credited', (week % 10) + 1);
    }
  }
}

/** What the clock does at the beginning of a month. */
function planMonth({ world, timeline }: Stage, month: Day, first: Day): void {
  const day = month < first ? first : month;
  timeline.at(day, 12, async () => {
    await lapseGrants(world.job('lapse'));
    await issueGrants(world.job('grants'), monthOf(day));
  });
}
