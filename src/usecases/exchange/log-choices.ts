/** What the helper's log page offers before she types anything: who is due, who came up lately, what was done last time. */
import type { Act } from '#db/act';
import type { Action } from '#domain/permission';
import { townOf } from '#domain/region';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import type { Exchange } from '#records/exchange';
import { searchMembers } from '#records/member-search';
import { findPersons, type Person, personsById } from '#records/person';
import { pageOf } from '#records/queue';
import { lastServedBy, lastVolunteersIn, visitsTo } from '#records/recent';
import { listServices, type ServiceRow } from '#records/service';
import { volunteersNear } from '#records/suggestion';
import type { Desk } from '#usecases/desk';
import { matesOf } from '#usecases/exchange/mates';
import { mayOpen, queueFor } from '#usecases/exchange/queues';
import { roundFor } from '#usecases/exchange/round';
import { linesFor } from '#usecases/exchange/view';
import { type DeskLine, deskLines } from '#usecases/exchange/work';
import { linesOf, type MemberLine } from '#usecases/member/list';

const RECENT = 8;
const FOUND = 20;

export interface WhoChoices {
  /** Orders of today and before, for the log. */
  due: DeskLine[];
  recent: MemberLine[];
  /** Null while nothing was typed. */
  found: MemberLine[] | null;
}

/** @param action 'exchange.log' or 'exchange.request': for whom this officer may do that */
export const whoChoices = (desk: Desk, action: Action, q: string): Promise<WhoChoices> =>
  desk.read(async (act) => {
    const search = { q, receives: true, states: ['approved'] as const, limit: FOUND };
    const found = q.trim() === '' ? null : (await searchMembers(act, search, action)).rows;
    const ids = await lastServedBy(act, action, RECENT);
    const known = await personsById(act, ids);
    return {
      due: action === 'exchange.log' ? await dueOf(act) : [],
      recent: await linesOf(
        act,
        ids.flatMap((id) => known.get(id) ?? []),
      ),
      found: found && (await linesOf(act, found)),
    };
  });

async function dueOf(act: Act): Promise<DeskLine[]> {
  if (!mayOpen(act.actor, 'today')) return [];
  const queue = await queueFor(act, 'today');
  const { rows } = await pageOf(queue.act, queue.waiting, { place: null, after: null, limit: RECENT });
  const stops = await roundFor(act, await deskLines(act, await linesFor(act, rows)));
  return stops.filter(({ away }) => away === null);
}

/** Most wanted where nothing is known of her yet. */
const USUAL: readonly string[] = ['A01', 'A02', 'B03', 'B01', 'D01', 'E01'];

export interface LogChoices {
  persons: Person[];
  /** Under the same roof: a couple at home is one visit. */
  mates: Person[];
  /** What was done for her lately, then what is usual; and the rest. */
  common: ServiceRow[];
  rest: ServiceRow[];
  /** What was done last time, to be chosen already. */
  lastService: string | null;
  /** Who served her lately, then who served in the village; the last one is chosen already. */
  volunteers: Person[];
  lastVolunteers: string[];
  /** Of these volunteers, those known to be her kin. */
  relatives: string[];
}

export interface LogQuestion {
  memberIds: readonly string[];
  /** Must stand in the list: ticked before, or named by an order. */
  volunteerIds: readonly string[];
  /** Looked for by name. */
  q: string;
  /** What the officer is about to do; writing down a visit unless it is said. */
  action?: Action;
}

/** @throws Refusal not_found */
export const logChoices = (desk: Desk, question: LogQuestion): Promise<LogChoices> =>
  desk.read(async (act) => {
    const persons = await findPersons(act, question.memberIds, question.action ?? 'exchange.log');
    const [first] = persons as [Person, ...Person[]];
    const visits = await visitsTo(act, first.id, RECENT);
    const volunteers = await volunteersFor(act, first, visits, question);
    const bonds = await bondsOf(act, [...question.memberIds, ...volunteers.map(({ id }) => id)]);
    return {
      persons,
      mates: await matesOf(act, first, question.memberIds),
      ...(await servicesFor(act, visits)),
      lastService: visits[0]?.serviceCode ?? null,
      volunteers,
      lastVolunteers: visits[0]?.volunteers.map((one) => one.memberId) ?? [],
      relatives: volunteers
        .filter(({ id }) => closestBond(bonds, id, question.memberIds) === 'relative')
        .map(({ id }) => id),
    };
  });

async function servicesFor(act: Act, visits: readonly Exchange[]): Promise<Pick<LogChoices, 'common' | 'rest'>> {
  const all = (await listServices(act)).filter((service) => service.enabled && service.maxMinutes > 0);
  const codes = [...new Set([...visits.map((visit) => visit.serviceCode), ...USUAL])].slice(0, USUAL.length);
  const common = codes.flatMap((code) => all.find((service) => service.code === code) ?? []);
  return { common, rest: all.filter((service) => !common.includes(service)) };
}

/** Found by name first, then those ticked, then who knows her, then who is active in the village. */
async function volunteersFor(
  act: Act,
  elder: Person,
  visits: readonly Exchange[],
  { volunteerIds, q, memberIds }: LogQuestion,
): Promise<Person[]> {
  const hers = visits.flatMap((visit) => visit.volunteers.map((one) => one.memberId));
  const near = await lastVolunteersIn(act, elder.regionCode, RECENT);
  const called = await volunteersCalled(act, elder.regionCode, q);
  // Where little was written down yet, whoever lives in the village.
  const living = (await volunteersNear(act, elder.regionCode))
    .filter((person) => person.regionCode === elder.regionCode)
    .map((person) => person.id);
  // Whoever is in post here earns nothing here, and is not offered.
  const inPost = await onDuty(act, living, elder.regionCode, act.today);
  const neighbours = living.filter((id) => !inPost.has(id));
  const usual = [...new Set([...hers, ...near, ...neighbours])].filter((id) => id !== elder.id).slice(0, RECENT);
  const ids = [...new Set([...called, ...volunteerIds, ...usual])].filter((id) => !memberIds.includes(id));
  const known = await personsById(act, ids);
  return ids.flatMap((id) => known.get(id) ?? []).filter((person) => person.serves);
}

/** By name only, anywhere in the town: a volunteer of the next village has no file with this helper, but a name. */
async function volunteersCalled(act: Act, regionCode: string, q: string): Promise<string[]> {
  if (q.trim() === '' || /^[\d\s+()./-]+$/.test(q)) return [];
  const anywhere = { ...act, actor: { kind: 'job', id: 'job:names' } } as const;
  const search = { q, regionCode: townOf(regionCode), serves: true, states: ['approved'] as const, limit: RECENT };
  const { rows } = await searchMembers(anywhere, search);
  return rows.map((row) => row.id);
}

/** Whom a name means, when only one is meant; else all that it may mean. */
export const namedVolunteers = (
  desk: Desk,
  memberId: string,
  q: string,
  action: Action = 'exchange.log',
): Promise<string[]> =>
  desk.read(async (act) => {
    const [elder] = await findPersons(act, [memberId], action);
    return elder ? volunteersCalled(act, elder.regionCode, q) : [];
  });
