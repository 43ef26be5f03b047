/** How visits come about in the demo world: each step is somebody's own act, at the hour they would have done it. */
import type { Timeline } from '#cli/demo/timeline';
import type { World } from '#cli/demo/world';
import { addDays, type Day } from '#domain/day';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange, type Means } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { logExchange } from '#usecases/exchange/log';
import { logServed } from '#usecases/exchange/log-served';
import { acceptExchange } from '#usecases/exchange/match';
import { requestExchange } from '#usecases/exchange/request';
import { signIn, signOut } from '#usecases/exchange/sign';

export interface Visit {
  elders: readonly string[];
  volunteer: string;
  service: string;
  day: Day;
  /** Hour at which it begins, and minutes it takes. */
  hour: number;
  minutes: number;
  /** 亲戚, ticked by the helper. */
  relative?: boolean;
  /** The day it was written down, where that was later. */
  written?: Day;
  /** Who approves it, where 梁主任 may not: his mother is among the elders. */
  approver?: string;
}

/** How the record came to be: the main job's two variants, and what was written down without an order. */
export type How = 'paper' | 'phone' | 'afterwards' | 'kin';

/** How far it goes: the demo leaves some where a person has to act. */
export type Until = 'asked' | 'matched' | 'in_service' | 'logged' | 'confirmed' | 'checked' | 'credited';
const ORDER: readonly Until[] = ['asked', 'matched', 'in_service', 'logged', 'confirmed', 'checked', 'credited'];

export const HELPER = '阿芬';
export const WITNESS = { witnessName: '黎婶', witnessPhone: '13800002222' };

export interface Stage {
  world: World;
  timeline: Timeline;
  pinOf: (name: string) => string;
}

/** Plan a visit's whole life, each step in its hour, as far as `until`. */
export function planVisit(stage: Stage, visit: Visit, how: How, until: Until = 'credited', line = 1): void {
  const { timeline } = stage;
  const reaches = (step: Until) => ORDER.indexOf(step) <= ORDER.indexOf(until);
  const end = visit.hour + visit.minutes / 60;
  const written = visit.written ?? visit.day;
  let id = '';
  const step = (name: Until, day: Day, hour: number, act: () => Promise<unknown>) => {
    if (reaches(name)) timeline.at(day, hour, act);
  };
  const unasked = how === 'afterwards' || how === 'kin';
  if (!unasked) {
    step('asked', addDays(visit.day, -1), 15, async () => {
      id = await ask(stage, visit);
    });
    step('matched', addDays(visit.day, -1), 16, () => acceptExchange(phone(stage, visit.volunteer), { id }));
  }
  if (how === 'phone') {
    step('in_service', visit.day, visit.hour, () =>
      signIn(phone(stage, visit.volunteer), { id, shown: stage.world.scanned(first(visit)), deviceAt: null }),
    );
    step('logged', visit.day, end, () =>
      signOut(phone(stage, visit.volunteer), { id, shown: stage.world.scanned(first(visit)), deviceAt: null }),
    );
  } else {
    step('logged', written, Math.max(18, end), async () => {
      if (unasked) id = await served(stage, visit);
      else await log(stage, visit, id);
    });
  }
  step('confirmed', written, Math.max(18.5, end + 0.1), () => confirm(stage, visit, how, id, line));
  step('checked', addDays(written, 2), 10, () => checkExchange(stage.world.desk('小周'), { id, note: null }));
  step('credited', addDays(written, 3), 9.5, () =>
    creditExchange(stage.world.desk(visit.approver ?? '梁主任'), { id }),
  );
}

/** The helper asks the day before, at the elder's door. */
export async function ask({ world }: Stage, visit: Omit<Visit, 'volunteer'>, by = HELPER, wish: string | null = null) {
  const { id } = await requestExchange(world.desk(by), {
    key: world.key(),
    memberIds: visit.elders.map((name) => world.member(name).id),
    serviceCode: visit.service,
    plannedOn: visit.day,
    plannedStart: visit.hour * 60,
    plannedHalfDay: null,
    plannedMinutes: visit.minutes,
    wish,
    wantsOwn: false,
    urgent: false,
    consentHow: by === HELPER ? 'inPerson' : visit.elders.includes(by) ? 'self' : 'family',
  });
  return id;
}

/** Somebody at her own phone. */
export const phone = ({ world }: Stage, name: string) => world.desk(name, `phone-${name}`);

const first = (visit: Visit): string => visit.elders[0] ?? '';

const log = ({ world }: Stage, visit: Visit, id: string) =>
  logExchange(world.desk(HELPER), {
    id,
    servedOn: visit.day,
    times: { start: visit.hour * 60, end: visit.hour * 60 + visit.minutes },
    volunteers: [],
  });

async function served({ world }: Stage, visit: Visit): Promise<string> {
  const { id } = await logServed(world.desk(HELPER), {
    key: world.key(),
    memberIds: visit.elders.map((name) => world.member(name).id),
    serviceCode: visit.service,
    servedOn: visit.day,
    times: { halfDay: visit.hour < 12 ? 'morning' : 'afternoon', minutes: visit.minutes },
    volunteers: [{ memberId: world.member(visit.volunteer).id, relative: visit.relative ?? false }],
    reason: 'found_on_visit',
  });
  return id;
}

function confirm(stage: Stage, visit: Visit, how: How, id: string, line: number): Promise<void> {
  if (how === 'kin') return confirmExchange(phone(stage, '阿珍'), { id, means: 'kin' });
  if (how !== 'phone') return confirmExchange(stage.world.desk(HELPER), { id, means: 'wallCard', line, ...WITNESS });
  const elder = first(visit);
  const pin: Means = { means: 'pin', memberId: stage.world.member(elder).id, pin: stage.pinOf(elder) };
  return confirmExchange(phone(stage, visit.volunteer), { id, ...pin });
}
