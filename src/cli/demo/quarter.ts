/** The three months before today: a village in which things mostly go well. */
import { addDays, addMonths, type Day, firstOfMonth, monthOf } from '#domain/day';
import { afterwards, byPaper, byPhone, decided, type Plan } from '#cli/demo/visits';
import type { World } from '#cli/demo/world';
import { issueGrants } from '#usecases/grant-list/issue';
import { lapseGrants } from '#usecases/grant-list/lapse';

const WEEKS = 11;

/** What happens every week, on which day of it. */
const WEEKLY: readonly (Omit<Plan, 'day'> & { weekday: number; how: 'paper' | 'phone' | 'afterwards' })[] = [
  { elders: ['陈伯'], volunteer: '李姨', service: 'A02', weekday: 0, hour: 9, minutes: 60, how: 'phone' },
  { elders: ['七婆'], volunteer: '老梁', service: 'A02', weekday: 1, hour: 15, minutes: 50, how: 'paper' },
  { elders: ['张伯', '张婆'], volunteer: '李姨', service: 'B02', weekday: 2, hour: 10, minutes: 40, how: 'paper' },
  { elders: ['七婆'], volunteer: '何姨', service: 'H01', weekday: 3, hour: 9, minutes: 30, how: 'afterwards' },
];

/** From the first full week to last week; the grant list's minutes come on the first of each month. */
export async function liveThrough(world: World, today: Day, pinOf: (name: string) => string): Promise<void> {
  const first = addDays(today, -7 * WEEKS);
  let issued = '';
  for (let week = 0; week < WEEKS; week++) {
    for (const [index, one] of WEEKLY.entries()) {
      const day = addDays(first, week * 7 + one.weekday);
      if (monthOf(day) !== issued) issued = await newMonth(world, day);
      // Nobody lives like a clock: every fourth visit of each kind did not take place.
      if ((week + index) % 4 === 3) continue;
      const plan = { ...one, day, minutes: one.minutes + ((week * 7 + index * 5) % 20) };
      const id = await visit(world, plan, one.how, pinOf, week);
      await decided(world, id, day);
    }
  }
}

async function visit(world: World, plan: Plan, how: string, pinOf: (name: string) => string, week: number): Promise<string> {
  if (how === 'phone') return byPhone(world, plan, pinOf(plan.elders[0] ?? ''));
  if (how === 'paper') return byPaper(world, plan, (week % 10) + 1);
  const id = await afterwards(world, plan);
  await thumb(world, id, (week % 10) + 1);
  return id;
}

async function thumb(world: World, id: string, line: number): Promise<void> {
  const { confirmExchange } = await import('#usecases/exchange/confirm');
  const { WITNESS } = await import('#cli/demo/visits');
  await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line, ...WITNESS });
}

/** What the clock does at the beginning of a month. */
async function newMonth(world: World, day: Day): Promise<string> {
  world.at(`${firstOfMonth(day) < day ? day : firstOfMonth(day)}T00:10`);
  await lapseGrants(world.job('lapse'));
  await issueGrants(world.job('grants'), monthOf(day));
  void addMonths;
  return monthOf(day);
}
