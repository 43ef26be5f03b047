/**
 * 应探访 as it is worked through. A village is walked: who is late, then who is due, hamlet by hamlet; who is away; who was
 * met today. Above it one asks who was not visited: by place, and by name as far as a page holds. Each number is made of
 * the same rows as the list that it opens.
 */
import type { Act } from '#db/act';
import { prefixesFor } from '#domain/reach';
import { LEVELS, levelOf, type RegionCode, reaches } from '#domain/region';
import { type Answering, answeringFor } from '#records/answering';
import { type AwayRow, awaysOf } from '#records/away';
import { personsById } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { childrenOf, pathOf, type RegionRow } from '#records/region';
import { regionsWithin } from '#records/region-list';
import { type RegisterRow, registeredById, unseenIn, unseenInCounties } from '#records/register';
import { metOn, type VisitRow } from '#records/visit';
import type { VisitFigures } from '#records/visit-count';
import { awaysOfOpen, type DueRow, type OpenWithin, openDuesIn, overInCounty } from '#records/visit-due';
import type { Desk } from '#usecases/desk';
import { linesOf, type MemberLine } from '#usecases/member/list';
import { type Above, seenAbove } from '#usecases/visit/above';
import { figuresIn, stormyPlaces, sumOf } from '#usecases/visit/count';
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
  rate: Rate;
  alerts: number;
  /** Villages without a helper; null for whoever does not see posts. */
  vacant: number | null;
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
  /** Of all that one looks at; null on a village that is walked. */
  above: Pick<PlaceCount, 'alerts' | 'vacant'> | null;
}

/** What a page holds. */
const MOST = 60;

/** @param asked a place inside one's reach; anything else is as if it had not been asked */
export const readDues = (desk: Desk, asked: { region: RegionCode | null; list: DueList }): Promise<Dues> =>
  desk.read(async (act) => {
    const { within, here, walked } = whereTo(act, asked.region);
    const path = here ? await pathWithin(act, here) : [];
    const figures = await figuresIn(act, within);
    const found = asked.list === 'unseen' ? await unseenList(act, within, walked) : await owedList(act, within, walked);
    const total = totalOf(figures);
    const above = walked ? null : await seenAbove(act, within);
    return {
      ...{ list: asked.list, path, walked },
      count: asked.list === 'unseen' ? unseenOf(total) : total.late,
      people: await peopleOf(act, walked ? found : found.slice(0, MOST)),
      below: above ? await countsBelow(act, here, asked.list, figures, above) : [],
      above: above && sumAbove(above, within),
      met: walked && asked.list === 'round' ? await metToday(act, within) : [],
      rate: rateOf(act, within[0] ?? '', total),
    };
  });

/** How many are late in all of one's reach: the number on the desk. */
export const lateCount = async (act: Act): Promise<number> =>
  totalOf(await figuresIn(act, prefixesFor(act.actor, 'visit.read'))).late;

const totalOf = (figures: ReadonlyMap<RegionCode, VisitFigures>): VisitFigures => sumOf(figures, '');

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
/** One line an elder, whatever else she is owed. Above a village only who is late: those were not visited. */
async function owedList(act: Act, within: readonly RegionCode[], walked: boolean): Promise<Listed[]> {
  const counties = await countiesOf(act, within);
  if (counties) return lateInCounties(act, counties);
  const asked: OpenWithin = walked ? { within, begunBy: act.today } : { within, overBy: act.today };
  const aways = await awaysOfOpen(act, asked);
  const stormsAt = await stormsByPlace(act);
  const byElder = new Map<string, DueStood[]>();
  for (const due of await openDuesIn(act, asked)) {
    const held = { aways: aways.get(due.memberId) ?? [], storms: stormsAt(due.regionCode) };
    const stood = stoodOn(due, held, act.today);
    byElder.set(due.memberId, [...(byElder.get(due.memberId) ?? []), stood]);
  }
  return [...byElder].flatMap(([memberId, dues]): Listed[] => {
    const due = foremost(dues);
    return due && (walked || due.standing === 'late') ? [{ memberId, due, storm: afterStormOf(dues) }] : [];
  });
}

/** Above a town the list is read in the order of its index, and no further than the page goes. */
const countiesOf = async (act: Act, within: readonly RegionCode[]): Promise<RegionCode[] | null> => {
  if (within.some((code) => code.length > LEVELS.county)) return null;
  const counties = await regionsWithin(act, within, ['county']);
  return counties.map(({ code }) => code);
};

async function unseenList(act: Act, within: readonly RegionCode[], walked: boolean): Promise<Listed[]> {
  const stormy = await stormyPlaces(act);
  const counties = await countiesOf(act, within);
  const rows = counties
    ? await unseenInCounties(act, counties, stormy, MOST)
    : await unseenIn(act, { within, stormy }, walked ? VILLAGE : MOST);
  return rows.map(({ memberId }) => ({ memberId, due: null, storm: null }));
}
/** No village has more. */
const VILLAGE = 2_000;

/** Rows that are read at a time: most of what is over is late, so one reading fills a page. */
const AT_ONCE = 120;

/** Who is late in whole counties: each read in order until a page is full. */
async function lateInCounties(act: Act, counties: readonly RegionCode[]): Promise<Listed[]> {
  const stormsAt = await stormsByPlace(act);
  const found: (Listed & { due: DueStood })[] = [];
  for (const county of counties) {
    const known = new Set<string>();
    for (let after: DueRow | null = null; ; ) {
      const rows: DueRow[] = await overInCounty(act, county, after, AT_ONCE);
      const aways = await awaysByElder(act, rows);
      for (const row of rows) {
        const due = stoodOn(row, { aways: aways.get(row.memberId) ?? [], storms: stormsAt(row.regionCode) }, act.today);
        if (due.standing !== 'late' || known.has(row.memberId)) continue;
        known.add(row.memberId);
        found.push({ memberId: row.memberId, due, storm: due.kind === 'storm' ? due : null });
      }
      after = rows.at(-1) ?? null;
      if (rows.length < AT_ONCE || known.size >= MOST) break;
    }
  }
  const key = ({ due }: { due: DueStood }) => `${due.dueOn} ${due.memberId}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function awaysByElder(act: Act, rows: readonly DueRow[]): Promise<Map<string, AwayRow[]>> {
  const found = new Map<string, AwayRow[]>();
  for (const away of await awaysOf(act, [...new Set(rows.map(({ memberId }) => memberId))])) {
    found.set(away.memberId, [...(found.get(away.memberId) ?? []), away]);
  }
  return found;
}

async function countsBelow(
  act: Act,
  here: RegionCode | null,
  list: DueList,
  figures: ReadonlyMap<RegionCode, VisitFigures>,
  above: Above,
): Promise<PlaceCount[]> {
  const roots = prefixesFor(act.actor, 'visit.read');
  const regions = here
    ? await childrenOf(act, here)
    : (await Promise.all(roots.map((root) => pathOf(act, root)))).flatMap((path) => path.at(-1) ?? []);
  return regions.flatMap((region) => {
    const sum = sumOf(figures, region.code);
    const count = list === 'unseen' ? unseenOf(sum) : sum.late;
    const more = sumAbove(above, [region.code]);
    if (sum.people === 0 && count === 0 && more.alerts === 0) return [];
    return { region, count, rate: rateOf(act, region.code, sum), ...more };
  });
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

const sumAbove = ({ alerts, vacant }: Above, places: readonly RegionCode[]) => ({
  alerts: places.reduce((sum, place) => sum + alerts(place), 0),
  vacant: vacant && places.reduce((sum, place) => sum + vacant(place), 0),
});

const unseenOf = ({ people, seen, away }: VisitFigures): number => people - seen - away;

/**
 * 月探访率: of those on the register who are at home, or were seen before they left, whom somebody has seen this month. Days
 * of a storm are not missed: while it holds nobody asks for those whom it kept from being seen.
 */
function rateOf(act: Act, place: RegionCode, { people, seen, away }: VisitFigures): Rate {
  const targetPct = act.policy.get('visit.monthlyRatePct', place, act.today);
  return { asked: people - away, seen, unseen: people - away - seen, away, targetPct };
}

/** @returns a whole percent that never says all while somebody is left */
export const ratePct = ({ asked, seen }: Pick<Rate, 'asked' | 'seen'>): number =>
  asked === 0 ? 100 : Math.floor((seen * 100) / asked);
