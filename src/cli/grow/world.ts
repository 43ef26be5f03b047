/**
 * A large world, valid to the last line: people over real villages of all counties, and half a year of visits with the
 * book they make. The same seed and clock give the same world. Faster than living through it, because it is written for
 * many at once; the rules, the rows and the hashes are those of the use cases and of the ledger.
 *
 * What is not in it: flags, reversals, minutes between two counties, and the memory of forms (`submissions`).
 */

import { FOUNDERS } from '#cli/demo/cast';
import type { Person } from '#cli/grow/enrol';
import { growWeek, WEEKS } from '#cli/grow/history';
import { insure } from '#cli/grow/insurance';
import { openHiring } from '#cli/grow/office';
import type { Tally } from '#cli/grow/pay';
import { enrolAll } from '#cli/grow/people';
import { layOut } from '#cli/grow/places';
import { growPresent } from '#cli/grow/present';
import { openPurse, openYear, type Purse } from '#cli/grow/purse';
import { type County, openStage, type Stage, type Town, type Village } from '#cli/grow/stage';
import { CITY } from '#db/data/seed';
import { addDays, type Day, instantOf, monthOf } from '#domain/day';
import { finishRun, takeRun } from '#records/due';
import { listedIn } from '#records/grant-list';
import { listServices, type ServiceRow } from '#records/service';
import { isOfficeEmpty } from '#records/user';
import type { House } from '#usecases/desk';
import { foundOffice } from '#usecases/user/found-office';

export interface Size {
  members: number;
  /** About so many records, or as many as make about so many transfers. */
  exchanges?: number;
  transfers?: number;
  /** Records that wait for the first town; where nothing is said, a Monday's worth. */
  backlog?: number;
  seed?: number;
}

export interface Grown {
  members: number;
  exchanges: number;
  /** Of the book: entries and their lines, grown ones only. */
  entries: number;
  transfers: number;
}

const DAYS = 7;
/** Services of the everyday, which need no paper but training. */
const EVERYDAY = ['A01', 'A02', 'A04', 'B01', 'B02', 'B03', 'B05', 'D01', 'D05', 'H01', 'H02', 'H04'];
/** Of all records: those still under way, and those that wait for the first town. */
const OPEN = { share: 0.06, most: 3000 };
const BACKLOG = { share: 0.05, most: 400 };

/**
 * Grow a world in a seeded house; once in a database.
 * @param tell says how far it is, a line at a time
 * @throws Error in one sentence when it was grown before, or when so few people cannot have so many visits
 */
export async function growWorld(house: House, size: Size, tell: (line: string) => void = () => {}): Promise<Grown> {
  const stage = await openStage(house, size.seed ?? 1);
  await begin(stage);
  const first = addDays(stage.today, -DAYS * (WEEKS + 1));
  tell(`people: ${size.members} …`);
  const hiring = await openHiring(stage, instantOf(addDays(first, -90), 9 * 60));
  const villages = await layOut(stage, size.members, hiring);
  await hiring.write();
  const people = await enrolAll(stage, villages, size.members, first, tell);
  const purses = await openPurses(stage, villages, people);
  const services = (await stage.desk.read(listServices)).filter(({ code }) => EVERYDAY.includes(code));
  const aim = aimAt(size, people.length, purses);
  for (const { county } of purses) await insure(stage, county, first);
  for (const purse of purses) await openBooks(stage, purse, villages, first, aim);
  const exchanges = await growHistory(stage, purses, services, first, aim, tell);
  const grown = {
    members: size.members,
    exchanges: exchanges + (await growWeekOfToday(stage, purses, services, villages, aim)),
  };
  const sum = (of: (purse: Purse) => number) => purses.reduce((total, purse) => total + of(purse), 0);
  const result = { ...grown, entries: sum((purse) => purse.entries), transfers: sum((purse) => purse.transfers) };
  await stage.desk.write([], (act) => finishRun(act, JOB, 'once', result));
  return result;
}

const JOB = 'grow';

async function begin({ desk }: Stage): Promise<void> {
  if (!(await desk.write([], (act) => takeRun(act, JOB, 'once')))) {
    throw new Error('A world was grown in this database before: begin with a fresh one.');
  }
  if (!(await desk.read(isOfficeEmpty))) return;
  const founders = Object.entries(FOUNDERS).map(([name, login]) => ({ name, login, workPhone: null }));
  await foundOffice(desk, { cityCode: CITY, founders });
}

async function openPurses(stage: Stage, villages: readonly Village[], people: readonly Person[]): Promise<Purse[]> {
  const counties = [...new Set(villages.map((village) => village.town.county))];
  const of = (county: County) => people.filter((person) => person.village.town.county === county);
  return Promise.all(counties.map((county) => openPurse(stage, county, of(county))));
}

/** How many records or transfers a county is to have, and how many it had after a part of its weeks. */
interface Aim {
  exchanges: number;
  transfers: number | null;
  backlog: number;
  shareOf(purse: Purse): number;
}

/** Transfers that one record makes, on the way to a number of them; the grants of every month come on top. */
const A_RECORD = 2.3;

function aimAt({ exchanges, transfers, backlog }: Size, people: number, purses: readonly Purse[]): Aim {
  if (exchanges === undefined && transfers === undefined)
    throw new Error('Say how many exchanges, or how many transfers.');
  const listed = purses.flatMap((purse) => purse.people.filter((person) => person.listed)).length;
  // Six months given, three of them lapsed by now.
  const left = Math.max(0, (transfers ?? 0) - listed * 9);
  const records = exchanges ?? Math.round(left / A_RECORD);
  return {
    exchanges: records,
    transfers: transfers ?? null,
    backlog: backlog ?? Math.min(BACKLOG.most, Math.round(records * BACKLOG.share)),
    shareOf: (purse) => purse.people.length / people,
  };
}

async function openBooks(
  stage: Stage,
  purse: Purse,
  villages: readonly Village[],
  first: Day,
  aim: Aim,
): Promise<void> {
  const towns = [...new Set(villages.map(({ town }) => town))].filter((town: Town) => town.county === purse.county);
  const listed = await stage.desk.read((act) => listedIn(act, purse.county.code, monthOf(stage.today)));
  // Enough for every visit, were each of them the pool's; in whole hours.
  const poolMinutes = 60 * Math.ceil((aim.exchanges * aim.shareOf(purse) * 1.5) / towns.length + 100);
  await openYear(stage, purse, towns, { first, poolMinutes, hasList: listed.size > 0 });
}

async function growHistory(
  stage: Stage,
  purses: readonly Purse[],
  services: readonly ServiceRow[],
  first: Day,
  aim: Aim,
  tell: (line: string) => void,
): Promise<number> {
  const tally = openTally();
  const history = aim.exchanges - openOf(aim);
  const made = new Map<Purse, number>(purses.map((purse) => [purse, 0]));
  for (let week = 0; week < WEEKS; week++) {
    for (const purse of purses) {
      const before = made.get(purse) ?? 0;
      const due = (history * aim.shareOf(purse) * (week + 1)) / WEEKS;
      const count = aim.transfers === null ? due - before : missing(purse, aim, week) / A_RECORD;
      const grown = await growWeek(stage, purse, services, addDays(first, DAYS * week), Math.round(count), tally);
      made.set(purse, before + grown);
    }
    tell(
      `  week ${week + 1} / ${WEEKS}: ${sumOf(made)} exchanges, ${purses.reduce((n, p) => n + p.transfers, 0)} transfers`,
    );
  }
  const total = sumOf(made);
  if (aim.transfers === null && total < history * 0.9) throw new Error(tooFew);
  return total;
}

const tooFew = 'So few people cannot have so many visits without breaking a rule: grow more members.';
const sumOf = (made: ReadonlyMap<Purse, number>): number => [...made.values()].reduce((a, b) => a + b, 0);

/** Transfers that this county lacks at the end of this week, grants and lapses included. */
const missing = (purse: Purse, { transfers, shareOf }: Aim, week: number): number =>
  Math.max(0, ((transfers ?? 0) * shareOf(purse) * (week + 1)) / WEEKS - purse.transfers);

const openOf = ({ exchanges }: Aim): number => Math.min(OPEN.most, Math.round(exchanges * OPEN.share));

async function growWeekOfToday(
  stage: Stage,
  purses: readonly Purse[],
  services: readonly ServiceRow[],
  villages: readonly Village[],
  aim: Aim,
): Promise<number> {
  const from = addDays(stage.today, -DAYS);
  const town = villages[0]?.town;
  let made = 0;
  for (const purse of purses) {
    const here = purse.neighbours.filter(({ village }) => village.town === town);
    const count = Math.round(openOf(aim) * aim.shareOf(purse));
    const more = { count: here.length > 0 ? aim.backlog : 0, here };
    made += await growPresent(stage, purse, services, from, count, more);
  }
  return made;
}

function openTally(): Tally {
  const counted = new Map<string, number>();
  return {
    of: (key) => counted.get(key) ?? 0,
    add: (key, minutes) => void counted.set(key, (counted.get(key) ?? 0) + minutes),
  };
}
