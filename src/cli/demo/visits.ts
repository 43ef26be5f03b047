/** How visits come about in the demo world: each one is everybody's own act, at the hour they would have done it. */
import { addDays, type Day } from '#domain/day';
import type { World } from '#cli/demo/world';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { logExchange } from '#usecases/exchange/log';
import { logServed } from '#usecases/exchange/log-served';
import { acceptExchange, assignExchange } from '#usecases/exchange/match';
import { requestExchange } from '#usecases/exchange/request';
import { signIn, signOut } from '#usecases/exchange/sign';

export interface Plan {
  elders: string[];
  volunteer: string;
  service: string;
  day: Day;
  /** Hour of the day it begins, and how long it takes. */
  hour: number;
  minutes: number;
}

export const WITNESS = { witnessName: '黎婶', witnessPhone: '13800002222' };
/** Whoever has a phone of her own in the demo, and its device. */
const phoneOf = (name: string): string => `phone-${name}`;
const clock = (hour: number, minute = 0): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

const idsOf = (world: World, names: readonly string[]): string[] => names.map((name) => world.member(name).id);

/** The helper asks the day before. */
export async function ask(world: World, plan: Plan, by = '阿芬', wish: string | null = null): Promise<string> {
  const before = addDays(plan.day, -1);
  if (before >= world.today()) world.at(`${before}T15:00`);
  const { id } = await requestExchange(world.desk(by), {
    key: world.key(),
    memberIds: idsOf(world, plan.elders),
    serviceCode: plan.service,
    plannedOn: plan.day,
    plannedStart: plan.hour * 60,
    plannedHalfDay: null,
    plannedMinutes: plan.minutes,
    wish,
    wantsOwn: false,
    urgent: false,
    consentHow: by === '阿芬' ? 'inPerson' : plan.elders.includes(by) ? 'self' : 'family',
  });
  return id;
}

export async function matched(world: World, plan: Plan, by = '阿芬'): Promise<string> {
  const id = await ask(world, plan, by);
  await acceptExchange(world.desk(plan.volunteer, phoneOf(plan.volunteer)), { id });
  return id;
}

export async function assigned(world: World, plan: Plan): Promise<string> {
  const id = await ask(world, plan);
  await assignExchange(world.desk('阿芬'), { id, volunteerId: world.member(plan.volunteer).id });
  return id;
}

/** A: written down by the helper in the evening, from the line of the wall card. */
export async function byPaper(world: World, plan: Plan, line: number): Promise<string> {
  const id = await matched(world, plan);
  world.at(`${plan.day}T18:00`);
  const start = plan.hour * 60;
  await logExchange(world.desk('阿芬'), {
    id,
    servedOn: plan.day,
    times: { start, end: start + plan.minutes },
    volunteers: [],
  });
  await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line, ...WITNESS });
  return id;
}

/** B: in and out at his card, then his PIN on her phone. */
export async function byPhone(world: World, plan: Plan, pin: string): Promise<string> {
  const elder = plan.elders[0] ?? '';
  const id = await matched(world, plan);
  const desk = () => world.desk(plan.volunteer, phoneOf(plan.volunteer));
  world.at(`${plan.day}T${clock(plan.hour)}`);
  await signIn(desk(), { id, card: world.card(elder), deviceAt: null });
  world.at(`${plan.day}T${clock(plan.hour + Math.floor(plan.minutes / 60), plan.minutes % 60)}`);
  await signOut(desk(), { id, deviceAt: null });
  await confirmExchange(desk(), { id, means: 'pin', memberId: world.member(elder).id, pin });
  return id;
}

/** Served first and said so: by the helper, half-day only. */
export async function afterwards(world: World, plan: Plan, by = '阿芬'): Promise<string> {
  world.at(`${plan.day}T19:00`);
  const { id } = await logServed(world.desk(by), {
    key: world.key(),
    memberIds: idsOf(world, plan.elders),
    serviceCode: plan.service,
    servedOn: plan.day,
    times: by === '阿芬' ? { halfDay: plan.hour < 12 ? 'morning' : 'afternoon', minutes: plan.minutes } : { start: plan.hour * 60, end: plan.hour * 60 + plan.minutes },
    volunteers: [{ memberId: world.member(plan.volunteer).id }],
    reason: 'found_on_visit',
  });
  return id;
}

/** The social worker looks at it two days later, the town on the third. */
export async function decided(world: World, id: string, day: Day): Promise<void> {
  await checkedOn(world, id, addDays(day, 2));
  world.at(`${addDays(day, 3)}T09:30`);
  await creditExchange(world.desk('梁主任'), { id });
}

export async function checkedOn(world: World, id: string, day: Day): Promise<void> {
  world.at(`${day}T10:00`);
  await checkExchange(world.desk('小周'), { id, note: null });
}
