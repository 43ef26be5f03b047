/**
 * What waits for whom, once: the desk counts and the lists behind the counts are both read from this table, so they cannot
 * disagree. A queue belongs to roles: somebody who is a helper here and an auditor there works through each place with
 * the post they have in it.
 */
import type { Act } from '#db/act';
import type { Actor } from '#domain/actor';
import { addDays, addMonths, type Day, dayOf, firstOfMonth, instantOf, isWorkingDay } from '#domain/day';
import type { Role } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import * as waiting from '#records/queue';
import { closeOf } from '#usecases/exchange/reflag';

export const QUEUE_NAMES = [
  'today',
  'returned',
  'place',
  'unconfirmed',
  'calls',
  'checks',
  'requests',
  'credits',
  'uncovered',
  'held',
  'late',
  'reversals',
  'undecided',
] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

type Where = ReturnType<typeof waiting.requested>;

interface Queue {
  /** Who may open it; what they reach in it are the places of these posts. */
  roles: readonly Role[];
  /** On whose desk it stands. */
  desk: readonly Role[];
  where: (act: Act) => Where | Promise<Where>;
  sort?: 'plannedOn';
  /** Rows can be ticked and credited together. */
  bulk?: true;
}

const IN_VILLAGE: readonly Role[] = ['helper', 'clerk', 'socialWorker'];
const OVERSEERS: readonly Role[] = ['county', 'city', 'auditor'];

export const QUEUES: Record<QueueName, Queue> = {
  today: { roles: IN_VILLAGE, desk: ['helper'], sort: 'plannedOn', where: (act) => waiting.dueBy(act.today) },
  returned: { roles: [...IN_VILLAGE, 'town', 'county'], desk: ['helper', 'clerk', 'town'], where: waiting.returned },
  place: { roles: IN_VILLAGE, desk: ['helper', 'clerk'], where: waiting.toPlace },
  unconfirmed: { roles: ['helper'], desk: ['helper'], where: waiting.unconfirmed },
  calls: { roles: ['clerk', 'socialWorker'], desk: ['clerk', 'socialWorker'], where: waiting.unconfirmed },
  checks: { roles: ['clerk', 'socialWorker'], desk: ['clerk', 'socialWorker'], where: waiting.unchecked },
  requests: { roles: ['town', 'county'], desk: ['town'], where: waiting.requested },
  credits: {
    roles: ['town', 'county'],
    desk: ['town'],
    bulk: true,
    where: async (act) => waiting.creditable(await months(act, 'open')),
  },
  uncovered: {
    roles: ['town', ...OVERSEERS],
    desk: ['town', 'county', 'city'],
    bulk: true,
    where: waiting.uncovered,
  },
  held: { roles: ['town', 'county'], desk: ['town'], where: waiting.heldByRule },
  late: {
    roles: OVERSEERS,
    desk: ['county'],
    bulk: true,
    where: async (act) => waiting.creditable(await months(act, 'closed')),
  },
  reversals: { roles: ['town', ...OVERSEERS], desk: ['county'], where: waiting.reversalProposed },
  undecided: { roles: OVERSEERS, desk: OVERSEERS, where: (act) => waiting.undecidedSince(bounds(act)) },
};

export const isQueue = (name: string | undefined): name is QueueName => Object.hasOwn(QUEUES, name ?? '');

/** The actor with only the posts that this queue belongs to, or null when there is none. */
function inPost(actor: Actor, roles: readonly Role[]): Actor | null {
  if (actor.kind !== 'staff') return null;
  const grants = actor.grants.filter((grant) => roles.includes(grant.role));
  return grants.length > 0 ? { ...actor, grants } : null;
}

export const mayOpen = (actor: Actor, name: QueueName): boolean => inPost(actor, QUEUES[name].roles) !== null;
export const onDesk = (actor: Actor, name: QueueName): boolean => inPost(actor, QUEUES[name].desk) !== null;

/**
 * The queue as it is for this actor: the condition, and the act under which it is read.
 * @throws Refusal not_found when it is not theirs
 */
export async function queueFor(act: Act, name: QueueName): Promise<{ act: Act; waiting: waiting.Waiting }> {
  const queue = QUEUES[name];
  const actor = inPost(act.actor, queue.roles);
  if (!actor) throw new Refusal('not_found');
  const here = { ...act, actor };
  const where = await queue.where(here);
  return { act: here, waiting: { action: 'exchange.read', where, sort: queue.sort ?? 'since' } };
}

/** Which months are open depends on the county's closing day; a few places share one answer, mostly all of them. */
async function months(act: Act, which: 'open' | 'closed'): Promise<Where> {
  const groups = new Map<Day, RegionCode[]>();
  for (const code of await waiting.regionsOfConfirmed(act, 'exchange.read')) {
    const day = openSince(act, code);
    groups.set(day, [...(groups.get(day) ?? []), code]);
  }
  return waiting.servedIn(
    which,
    [...groups].map(([day, regionCodes]) => ({ day, regionCodes })),
  );
}

/** The first day whose month has not closed: of last month until its closing day, then of this one. */
function openSince(act: Act, regionCode: RegionCode): Day {
  const before = addMonths(firstOfMonth(act.today), -1);
  return act.today <= closeOf(act, regionCode, before) ? before : firstOfMonth(act.today);
}

/** Five working days have passed since before these instants (`decision.escalateWorkingDays`). */
function bounds(act: Act) {
  const grants = act.actor.kind === 'staff' ? act.actor.grants : [];
  return grants.map(({ regionCode: prefix }) => ({
    prefix,
    before: startBefore(act.now, act.policy.get('decision.escalateWorkingDays', prefix, act.today)),
  }));
}

/** The instant before which a wait has lasted at least so many whole working days. */
export function startBefore(now: number, workingDays: number): number {
  let day = dayOf(now);
  for (let left = workingDays; left > 0; day = addDays(day, -1)) if (isWorkingDay(day)) left--;
  return instantOf(addDays(day, 1));
}
