/**
 * 应探访 as it is worked through. A village is walked: who is late, then who is due, hamlet by hamlet; who is away; who was
 * met today. Above it one asks who was not visited: by place, and by name as far as a page holds. Each number is made of
 * the same rows as the list that it opens.
 */
import type { Act } from '#db/act';
import { prefixesFor } from '#domain/reach';
import { LEVELS, levelOf, type RegionCode, reaches } from '#domain/region';
import { type Answering, answeringFor } from '#records/answering';
import { personsById } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { childrenOf, pathOf, type RegionRow } from '#records/region';
import { type RegisterRow, registerCounts, registeredById, unseenByPlace, unseenIn } from '#records/register';
import { stormsEverywhere } from '#records/storm';
import { metOn, type VisitRow } from '#records/visit';
import { awaysOfOpen, type OpenWithin, openDuesIn } from '#records/visit-due';
import type { Desk } from '#usecases/desk';
import { linesOf, type MemberLine } from '#usecases/member/list';
import { afterStormOf, type DueStood, foremost, stoodOn, stormsByPlace } from '#usecases/visit/standing';

/** `round` = what is owed · `unseen` = whom nobody has seen this month. */
export type DueList = 'round' | 'unseen';

export interface DuePerson {
  elder: MemberLine;
  /** What is foremost of what she is owed; null on the list of those who were not seen. */
  due: DueStood | null;
  /** What is owed to her after a storm: before all else, whatever else she is owed. */
  storm: DueStood | null;
  register: RegisterRow | null;
  numbers: PhoneNumber[];
  /** Who answers for her village; null where no post is held. */
  helper: Answering | null;
}

export interface PlaceCount {
  region: RegionRow;
  count: number;
}

export interface Rate {
  /** On the register and at home: those who can be seen. */
  asked: number;
  seen: number;
  unseen: number;
  away: number;
  targetPct: number;
}

export interface Dues {
  list: DueList;
  path: RegionRow[];
  /** A village, or all one has: everybody who is owed something stands on it. */
  walked: boolean;
  /** How many the list holds, whatever the page shows of it. */
  count: number;
  people: DuePerson[];
  below: PlaceCount[];
  met: { visit: VisitRow; elder: MemberLine }[];
  rate: Rate;
}

/** What a page holds. */
const MOST = 60;

/** @param asked a place inside one's reach; anything else is as if it had not been asked */
export const readDues = (desk: Desk, asked: { region: RegionCode | null; list: DueList }): Promise<Dues> =>
  desk.read(async (act) => {
    const { within, here, walked } = whereTo(act, asked.region);
    const path = here ? await pathWithin(act, here) : [];
    const found = asked.list === 'unseen' ? await unseenList(act, within, walked) : await owedList(act, within, walked);
    return {
      ...{ list: asked.list, path, walked },
      count: found.count,
      people: await peopleOf(act, walked ? found.people : found.people.slice(0, MOST)),
      below: walked ? [] : await countsBelow(act, here, found.placed),
      met: walked && asked.list === 'round' ? await metToday(act, within) : [],
      rate: await rateOf(act, within),
    };
  });

/** How many are late in all of one's reach: the number on the desk. */
export const lateCount = async (act: Act): Promise<number> =>
  (await owedList(act, prefixesFor(act.actor, 'visit.read'), false)).count;

function whereTo(act: Act, region: RegionCode | null) {
  const roots = prefixesFor(act.actor, 'visit.read');
  const asked = region && roots.some((root) => reaches(root, region)) ? region : null;
  const here = asked ?? (roots.length === 1 ? (roots[0] ?? null) : null);
  const within = here ? [here] : roots;
  return { within, here, walked: within.every((code) => levelOf(code) === 'village') };
}

async function pathWithin(act: Act, here: RegionCode): Promise<RegionRow[]> {
  const roots = prefixesFor(act.actor, 'visit.read');
  return (await pathOf(act, here)).filter(({ code }) => roots.some((root) => reaches(root, code)));
}

interface Listed {
  memberId: string;
  due: DueStood | null;
  storm: DueStood | null;
}
interface FoundList {
  count: number;
  people: Listed[];
  /** How many lie in a place. */
  placed: (code: RegionCode) => number | Promise<number>;
}

/** One line an elder, whatever else she is owed. Above a village only who is late: those were not visited. */
async function owedList(act: Act, within: readonly RegionCode[], walked: boolean): Promise<FoundList> {
  const asked: OpenWithin = walked ? { within, begunBy: act.today } : { within, overBy: act.today };
  const aways = await awaysOfOpen(act, asked);
  const stormsAt = await stormsByPlace(act);
  const byElder = new Map<string, DueStood[]>();
  for (const due of await openDuesIn(act, asked)) {
    const held = { aways: aways.get(due.memberId) ?? [], storms: stormsAt(due.regionCode) };
    const stood = stoodOn(due, held, act.today);
    byElder.set(due.memberId, [...(byElder.get(due.memberId) ?? []), stood]);
  }
  const people = [...byElder].flatMap(([memberId, dues]): (Listed & { due: DueStood })[] => {
    const due = foremost(dues);
    return due && (walked || due.standing === 'late') ? [{ memberId, due, storm: afterStormOf(dues) }] : [];
  });
  const placed = (code: RegionCode) => people.filter(({ due }) => reaches(code, due.regionCode)).length;
  return { count: people.filter(({ due }) => due.standing === 'late').length, people, placed };
}

async function unseenList(act: Act, within: readonly RegionCode[], walked: boolean): Promise<FoundList> {
  const asked = { within, stormy: await stormyPlaces(act) };
  const rows = await unseenIn(act, asked, walked ? VILLAGE : MOST);
  const byVillage = await unseenByPlace(act, asked, LEVELS.village);
  const placed = (code: RegionCode) =>
    [...byVillage].reduce((sum, [village, many]) => sum + (reaches(code, village) ? many : 0), 0);
  const count = [...byVillage.values()].reduce((sum, many) => sum + many, 0);
  return { count, people: rows.map(({ memberId }) => ({ memberId, due: null, storm: null })), placed };
}
/** No village has more. */
const VILLAGE = 2_000;

async function countsBelow(act: Act, here: RegionCode | null, placed: FoundList['placed']): Promise<PlaceCount[]> {
  const roots = prefixesFor(act.actor, 'visit.read');
  const regions = here
    ? await childrenOf(act, here)
    : (await Promise.all(roots.map((root) => pathOf(act, root)))).flatMap((path) => path.at(-1) ?? []);
  const counted = await Promise.all(regions.map(async (region) => ({ region, count: await placed(region.code) })));
  return counted.filter(({ count }) => count > 0);
}

async function peopleOf(act: Act, listed: readonly Listed[]): Promise<DuePerson[]> {
  const ids = listed.map(({ memberId }) => memberId);
  const persons = await personsById(act, ids);
  const lines = new Map((await linesOf(act, [...persons.values()])).map((line) => [line.id, line]));
  const rows = await registeredById(act, ids);
  const numbers = await numbersOf(act, ids);
  const helpers = await answeringFor(
    act,
    [...persons.values()].map(({ regionCode }) => regionCode),
  );
  return listed.flatMap(({ memberId, due, storm }) => {
    const elder = lines.get(memberId);
    const home = persons.get(memberId)?.regionCode ?? '';
    if (!elder) return [];
    return {
      ...{ elder, due, storm, register: rows.get(memberId) ?? null, helper: helpers.get(home)?.[0] ?? null },
      numbers: numbers.filter((one) => one.memberId === memberId),
    };
  });
}

async function metToday(act: Act, within: readonly RegionCode[]): Promise<Dues['met']> {
  const visits = await metOn(act, within, act.today);
  const persons = await personsById(
    act,
    visits.map(({ memberId }) => memberId),
  );
  const lines = new Map((await linesOf(act, [...persons.values()])).map((line) => [line.id, line]));
  return visits.flatMap((visit) => {
    const elder = lines.get(visit.memberId);
    return elder ? [{ visit, elder }] : [];
  });
}

/** Where nobody is sent today. */
const stormyPlaces = async (act: Act): Promise<RegionCode[]> =>
  (await stormsEverywhere(act, ['during'])).map(({ regionCode }) => regionCode);

/** 月探访率: of those on the register who are at home, or were seen before they left, whom somebody has seen this month. Days of a storm are not missed: while it holds nobody asks for those whom it kept from being seen. */
async function rateOf(act: Act, within: readonly RegionCode[]): Promise<Rate> {
  const { all, seen, away } = await registerCounts(act, { within, stormy: await stormyPlaces(act) });
  const place = within[0] ?? '';
  const targetPct = act.policy.get('visit.monthlyRatePct', place, act.today);
  return { asked: all - away, seen, unseen: all - away - seen, away, targetPct };
}

/** @returns a whole percent that never says all while somebody is left */
export const ratePct = ({ asked, seen }: Pick<Rate, 'asked' | 'seen'>): number =>
  asked === 0 ? 100 : Math.floor((seen * 100) / asked);
