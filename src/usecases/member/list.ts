/** The list of people in one's reach: found by what was typed, or what waits, with the places to narrow it down by. */
import type { Act } from '#db/act';
import { ageOn } from '#domain/day';
import { type Away, awayOn, type MemberState } from '#domain/member';
import { prefixesFor } from '#domain/reach';
import { levelOf, type RegionCode, reaches } from '#domain/region';

import { awaysFrom, countMembers, waitingMembers } from '#records/member-list';
import { type Duplicate, type Found, listDuplicates, memberQueue, searchMembers } from '#records/member-search';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import { childrenOf, type Hamlet, hamletsOf, pathOf, type RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';

/** The lists an officer opens, by name. What waits is read oldest first, everything else in the order of names. */
export const LISTS = {
  all: { states: ['draft', 'submitted', 'checked', 'approved', 'suspended'], oldestFirst: false },
  submitted: { states: ['submitted'], oldestFirst: true },
  checked: { states: ['checked'], oldestFirst: true },
  draft: { states: ['draft'], oldestFirst: true },
  approved: { states: ['approved'], oldestFirst: false },
  suspended: { states: ['suspended'], oldestFirst: false },
  ended: { states: ['closed', 'deceased'], oldestFirst: false },
} as const satisfies Record<string, { states: readonly MemberState[]; oldestFirst: boolean }>;
export type ListName = keyof typeof LISTS;

export interface ListQuestion {
  list: ListName;
  q: string;
  regionCode: RegionCode | null;
  hamletId: string | null;
  serves?: boolean;
  receives?: boolean;
  after: string | null;
}

/** Somebody as a line of a list. */
export interface MemberLine {
  id: string;
  name: string;
  nickname: string | null;
  age: number;
  state: MemberState;
  serves: boolean;
  receives: boolean;
  village: PlaceName | null;
  hamlet: HamletName | null;
  away: Away | null;
}

export interface MemberList {
  lines: MemberLine[];
  /** For the next page; null on the last one. */
  after: string | null;
  counts: Record<ListName, number>;
  /** From the widest place in reach down to the one that is looked at. */
  path: RegionRow[];
  below: RegionRow[];
  hamlets: Hamlet[];
  /** Second enrolments of a known identity; only a county sees any. */
  duplicates: Duplicate[];
}

const PAGE = 50;

export const listMembers = (desk: Desk, question: ListQuestion): Promise<MemberList> =>
  desk.read(async (act) => {
    const where = {
      regionCode: question.regionCode ?? undefined,
      hamletId: question.hamletId ?? undefined,
    };
    const { rows, after } = await found(act, question, where);
    return {
      lines: await linesOf(act, rows),
      after,
      counts: await countsOf(act, where),
      ...(await placesFor(act, question.regionCode)),
      duplicates: await listDuplicates(act),
    };
  });

/** Whom the officer decides on next: the one who waits longest for a check, else for approval. */
export const nextWaiting = (desk: Desk): Promise<Found | null> =>
  desk.read(async (act) => {
    const [check] = await memberQueue(act, 'member.check', 1);
    const [approve] = check ? [] : await memberQueue(act, 'member.approve', 1);
    return check ?? approve ?? null;
  });

async function found(act: Act, question: ListQuestion, where: { regionCode?: RegionCode; hamletId?: string }) {
  const { states, oldestFirst } = LISTS[question.list];
  const { q, serves, receives, after } = question;
  if (oldestFirst && q.trim() === '') return waitingMembers(act, { ...where, states, limit: PAGE, after });
  return searchMembers(act, { ...where, q, states, serves, receives, after, limit: PAGE });
}

type Row = Pick<
  Found,
  'id' | 'name' | 'nickname' | 'bornOn' | 'state' | 'serves' | 'receives' | 'regionCode' | 'hamletId'
>;

/** Where each of them lives, how old she is and whether she is away: enough to tell two of one name apart. */
export async function linesOf(act: Act, rows: readonly Row[]): Promise<MemberLine[]> {
  const villages = await placeNames(
    act,
    rows.map((row) => row.regionCode),
  );
  const hamlets = await hamletNames(
    act,
    rows.map((row) => row.hamletId),
  );
  const aways = await awaysFrom(
    act,
    rows.map((row) => row.id),
    act.today,
  );
  return rows.map(({ id, name, nickname, bornOn, state, serves, receives, regionCode, hamletId }) => ({
    ...{ id, name, nickname, state, serves, receives },
    age: ageOn(bornOn, act.today),
    village: villages.get(regionCode) ?? null,
    hamlet: hamletId ? (hamlets.get(hamletId) ?? null) : null,
    away: awayOn(aways.get(id) ?? [], act.today),
  }));
}

async function countsOf(act: Act, where: { regionCode?: RegionCode; hamletId?: string }) {
  const counts = await countMembers(act, where);
  const sum = (states: readonly MemberState[]) => states.reduce((all, state) => all + (counts.get(state) ?? 0), 0);
  return Object.fromEntries(Object.entries(LISTS).map(([name, { states }]) => [name, sum(states)])) as Record<
    ListName,
    number
  >;
}

/** Where one looks, and what lies below it: towns, villages, at last the hamlets of one village. */
async function placesFor(act: Act, regionCode: RegionCode | null) {
  const roots = prefixesFor(act.actor, 'member.read').sort();
  const [only] = roots;
  const here =
    regionCode && roots.some((root) => reaches(root, regionCode)) ? regionCode : roots.length === 1 ? only : null;
  if (!here) return { path: [], below: await rootsOf(act, roots), hamlets: [] };
  const path = (await pathOf(act, here)).filter((region) => roots.some((root) => reaches(root, region.code)));
  const below = await childrenOf(act, here);
  return { path, below, hamlets: levelOf(here) === 'village' ? await hamletsOf(act, here) : [] };
}

async function rootsOf(act: Act, roots: readonly RegionCode[]): Promise<RegionRow[]> {
  const paths = await Promise.all(roots.map((root) => pathOf(act, root)));
  return paths.flatMap((path) => path.at(-1) ?? []);
}
