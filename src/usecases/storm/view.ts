/**
 * 应急 as it is worked through. A village is walked: whom nobody has told yet, hers first. Above it one asks who was not told,
 * or after it not seen, by place and by name. Each number is made of the same rows as the list that it opens.
 */
import type { Act } from '#db/act';
import { type Action, reachFor } from '#domain/permission';
import { prefixesFor } from '#domain/reach';
import { must } from '#domain/refusal';
import { levelOf, type RegionCode, reaches } from '#domain/region';
import { STORM_MOVES, type StormMark, type StormMoveName, stormLife, UNTOLD } from '#domain/storm';
import { type Answering, answeringFor } from '#records/answering';
import { namesOf } from '#records/name';
import { personsById } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { type PlaceName, placeNames } from '#records/place';
import { childrenOf, pathOf, type RegionRow } from '#records/region';
import { findStorm, type StormMoveRow, type StormRow, stormMovesOf, stormsIn } from '#records/storm';
import {
  placesMovedTo,
  type StormPerson,
  stormCounts,
  stormPeopleIn,
  stormUnseenCounts,
  stormUnseenIn,
} from '#records/storm-people';
import type { Desk } from '#usecases/desk';
import { linesOf, type MemberLine } from '#usecases/member/list';

/** Whoever answers for telling her, with a number to call where one is known. */
export interface Liaison {
  name: string;
  phone: string | null;
}

export interface StormLine {
  person: StormPerson;
  elder: MemberLine;
  village: PlaceName | null;
  numbers: PhoneNumber[];
  liaison: Liaison | null;
  /** It is the reader who answers for her. */
  mine: boolean;
}

export const STORM_ACTS = ['begin', 'callOff', 'end', 'close'] as const satisfies readonly StormMoveName[];
export type StormAct = (typeof STORM_ACTS)[number];

export interface StormFile {
  storm: StormRow;
  place: PlaceName | null;
  path: RegionRow[];
  here: RegionCode | null;
  walked: boolean;
  counts: Record<StormMark, number>;
  listed: number;
  /** Before and during it: not told; after it: not seen. */
  open: number;
  below: { region: RegionRow; open: number; listed: number }[];
  /** In a village everybody; above it those who are open, as far as a page holds. */
  people: StormLine[];
  moves: (StormMoveRow & { by: string | null })[];
  may: { acts: readonly StormAct[]; mark: boolean; add: boolean };
}

/** What a page holds; no village has more than the second. */
const MOST = 60;
const VILLAGE = 2_000;

export interface StormHead {
  storm: StormRow;
  place: PlaceName | null;
  listed: number;
  open: number;
}

/** @param list those that are not over, or the last ones that are */
export const listStorms = (desk: Desk, list: 'open' | 'closed'): Promise<StormHead[]> =>
  desk.read((act) => stormHeads(act, list));

export async function stormHeads(act: Act, list: 'open' | 'closed'): Promise<StormHead[]> {
  const rows = await stormsIn(act, list === 'open' ? ['before', 'during', 'after'] : ['closed'], 50);
  const places = await placeNames(
    act,
    rows.map(({ regionCode }) => regionCode),
  );
  const heads: StormHead[] = [];
  for (const storm of rows) {
    const within = topsOf(act, storm);
    const { listed, open } = sumOf(await figures(act, storm, within), within);
    heads.push({ storm, place: places.get(storm.regionCode) ?? null, listed, open });
  }
  return heads;
}

/** @param region a place inside one's reach; anything else is as if it had not been asked @throws Refusal not_found */
export const viewStorm = (desk: Desk, asked: { id: string; region: RegionCode | null }): Promise<StormFile> =>
  desk.read(async (act) => {
    const storm = await findStorm(act, asked.id, 'storm.read');
    const tops = topsOf(act, storm);
    const region = asked.region && tops.some((top) => reaches(top, asked.region ?? '')) ? asked.region : null;
    const here = region ?? (tops.length === 1 ? (tops[0] ?? null) : null);
    const within = here ? [here] : tops;
    const walked = within.length > 0 && within.every((code) => levelOf(code) === 'village');
    const found = await figures(act, storm, within);
    const { listed, open } = sumOf(found, within);
    const marked = await stormCounts(act, storm.id, within);
    return {
      ...{ storm, here, walked, listed, open },
      place: (await placeNames(act, [storm.regionCode])).get(storm.regionCode) ?? null,
      path: here ? (await pathOf(act, here)).filter(({ code }) => tops.some((top) => reaches(top, code))) : [],
      counts: Object.fromEntries(
        (['waiting', 'told', 'moved', 'notNeeded', 'notReached', 'off'] as const).map((mark) => [
          mark,
          marked.filter((one) => one.mark === mark).reduce((sum, { rows }) => sum + rows, 0),
        ]),
      ) as Record<StormMark, number>,
      below: walked ? [] : await placesBelow(act, here, tops, found),
      people: await peopleOf(act, storm, within, walked),
      moves: await movesOf(act, storm),
      may: mayDo(act, storm),
    };
  });

/** Where one's reach and the storm meet. */
export function topsOf(act: Act, { regionCode }: StormRow): RegionCode[] {
  const roots = act.actor.kind === 'job' ? [regionCode] : prefixesFor(act.actor, 'storm.read');
  const tops = roots.flatMap((root) =>
    reaches(regionCode, root) ? [root] : reaches(root, regionCode) ? [regionCode] : [],
  );
  // A grant over a village says nothing more than one over its town.
  return [...new Set(tops)].filter((code, _, all) => !all.some((one) => one !== code && reaches(one, code)));
}

interface Figure {
  regionCode: RegionCode;
  listed: number;
  open: number;
}

/** Village by village. */
async function figures(act: Act, storm: StormRow, within: readonly RegionCode[]): Promise<Figure[]> {
  const counts = await stormCounts(act, storm.id, within);
  const unseen = storm.state === 'after' ? await stormUnseenCounts(act, storm.id, within) : null;
  return [...new Set(counts.map(({ regionCode }) => regionCode))].map((regionCode) => {
    const here = counts.filter((one) => one.regionCode === regionCode);
    const sum = (rows: typeof here) => rows.reduce((total, one) => total + one.rows, 0);
    const untold = storm.state === 'closed' ? [] : here.filter(({ mark }) => UNTOLD.includes(mark));
    return { regionCode, listed: sum(here), open: unseen ? (unseen.get(regionCode) ?? 0) : sum(untold) };
  });
}

function sumOf(found: readonly Figure[], within: readonly RegionCode[]): { listed: number; open: number } {
  const inside = found.filter(({ regionCode }) => within.some((code) => reaches(code, regionCode)));
  return {
    listed: inside.reduce((sum, { listed }) => sum + listed, 0),
    open: inside.reduce((sum, { open }) => sum + open, 0),
  };
}

async function placesBelow(
  act: Act,
  here: RegionCode | null,
  tops: readonly RegionCode[],
  found: readonly Figure[],
): Promise<StormFile['below']> {
  const regions = here
    ? await childrenOf(act, here)
    : (await Promise.all(tops.map((top) => pathOf(act, top)))).flatMap((path) => path.at(-1) ?? []);
  return regions.map((region) => ({ region, ...sumOf(found, [region.code]) })).filter(({ listed }) => listed > 0);
}

async function peopleOf(
  act: Act,
  storm: StormRow,
  within: readonly RegionCode[],
  walked: boolean,
): Promise<StormLine[]> {
  if (walked || storm.state === 'closed') {
    const rows = await stormPeopleIn(act, storm.id, { within, limit: walked ? VILLAGE : MOST });
    return hersFirst(await stormLines(act, rows));
  }
  if (storm.state === 'after') return stormLines(act, await stormUnseenIn(act, storm.id, within, MOST));
  return stormLines(act, await stormPeopleIn(act, storm.id, { within, marks: UNTOLD, limit: MOST }));
}

/** Whom nobody has told, then hers. */
function hersFirst(lines: StormLine[]): StormLine[] {
  const rank = ({ person, mine }: StormLine) => (UNTOLD.includes(person.mark) ? 0 : 2) + (mine ? 0 : 1);
  return [...lines].sort((a, b) => rank(a) - rank(b));
}

/** A handful of reads, however many. The caller has found the rows. */
export async function stormLines(act: Act, rows: readonly StormPerson[]): Promise<StormLine[]> {
  const ids = rows.map(({ memberId }) => memberId);
  const persons = await personsById(act, ids);
  const lines = new Map((await linesOf(act, [...persons.values()])).map((line) => [line.id, line]));
  const numbers = await numbersOf(act, [
    ...ids,
    ...rows.flatMap(({ liaisonKind, liaisonId }) => (liaisonKind === 'volunteer' && liaisonId ? [liaisonId] : [])),
  ]);
  const codes = rows.map(({ regionCode }) => regionCode);
  const answering = await answeringFor(act, codes);
  const villages = await placeNames(act, codes);
  const names = await namesOf(
    act,
    rows.map(({ liaisonId }) => liaisonId),
  );
  return rows.flatMap((person) => {
    const elder = lines.get(person.memberId);
    if (!elder) return [];
    return {
      ...{ person, elder, village: villages.get(person.regionCode) ?? null },
      numbers: numbers.filter(({ memberId }) => memberId === person.memberId),
      liaison: liaisonFor(person, { names, answering: answering.get(person.regionCode) ?? [], numbers }),
      mine: person.liaisonId === act.actor.id,
    };
  });
}

function liaisonFor(
  { liaisonId }: StormPerson,
  known: { names: Map<string, string>; answering: readonly Answering[]; numbers: readonly PhoneNumber[] },
): Liaison | null {
  if (!liaisonId) return null;
  const officer = known.answering.find(({ userId }) => userId === liaisonId);
  const own = known.numbers.find(({ memberId }) => memberId === liaisonId);
  return { name: known.names.get(liaisonId) ?? '', phone: officer?.phone ?? own?.phone ?? null };
}

async function movesOf(act: Act, { id }: StormRow): Promise<StormFile['moves']> {
  const moves = await stormMovesOf(act, id);
  const names = await namesOf(
    act,
    moves.map(({ actorId }) => actorId),
  );
  return moves.map((move) => ({ ...move, by: names.get(move.actorId) ?? null }));
}

function mayDo(act: Act, { state, kind, regionCode }: StormRow): StormFile['may'] {
  const over = (action: Action) => reachFor(act.actor, action, { regionCodes: [regionCode] }) !== null;
  const anywhere = (action: Action) => prefixesFor(act.actor, action).length > 0;
  const open = state === 'before' || state === 'during';
  return {
    acts: STORM_ACTS.filter((name) => !(name === 'begin' && kind === 'drill')).filter(
      (name) => stormLife.mayStart(name, state) && over(STORM_MOVES[name].needs),
    ),
    mark: open && anywhere('storm.mark'),
    add: open && anywhere('storm.add'),
  };
}

/** Places offered to be tapped. */
const PLACES = 4;

/** One row of it, with what was said of her so far. @throws Refusal not_found */
export const viewStormPerson = (desk: Desk, { id, memberId }: { id: string; memberId: string }) =>
  desk.read(async (act) => {
    const storm = await findStorm(act, id, 'storm.mark');
    const rows = await stormPeopleIn(act, id, { within: [storm.regionCode], memberId, limit: 1 });
    const [line] = await stormLines(act, rows);
    return { storm, line: must(line), places: await placesMovedTo(act, must(line).person.regionCode, PLACES) };
  });
