/**
 * What a helper takes along where there is no signal: her elders with what the log offers first, who comes to help, who is
 * whose kin, and the orders that a visit may be. Of her card the number that is printed on it and not the token of its
 * code; no identity number, no balance, no address beyond the hamlet; and a handful of reads, however many elders.
 */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { addDays } from '#domain/day';
import { type Bond, bondsOf as bondsAmong } from '#domain/kinship';
import { type Away, awayOn } from '#domain/member';
import { prefixesFor } from '#domain/reach';
import { townOf } from '#domain/region';
import { type Bonds, bondsOf } from '#records/bond';
import { cardNumbersOf } from '#records/card';
import { onDuty } from '#records/duty';
import { queueOf } from '#records/exchange';
import { awaysFrom, type CareRow, careList, careRows } from '#records/member-list';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import { dueBy } from '#records/queue';
import { type LastVisit, lastServedBy, lastVisits, openOrdersIn } from '#records/recent';
import { listServices, type ServiceRow } from '#records/service';
import { volunteersNear } from '#records/suggestion';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { contactsOf, type OwedVisit, owedTo, pairedWith, townToCall } from '#usecases/field/owed';

export interface RosterPerson extends CareRow {
  village: PlaceName | null;
  hamlet: HamletName | null;
  /** Her place among those who are due today or overdue, from 0; null = she is not. */
  dueRank: number | null;
  /** Her place among those this helper wrote down last. */
  recentRank: number | null;
  last: LastVisit | null;
  /** Under the same roof, and received as she is. */
  household: string[];
  /** Her own number, else of somebody one may call about her. */
  number: PhoneNumber | null;
  /** The numbers that are printed on her cards: one says them over the telephone. */
  cards: string[];
  away: Away | null;
  /** Null where she is owed nothing in the days that a list is good for. */
  owed: OwedVisit | null;
  /** Whoever is paired with her. */
  pairedIds: string[];
  /** One of hers, where the number above is her own. */
  contact: PhoneNumber | null;
}

export interface RosterVolunteer extends CareRow {
  village: PlaceName | null;
  /** Works here as helper, clerk or social worker, and so earns nothing here. */
  inPost: boolean;
}

export interface Roster {
  people: RosterPerson[];
  /** There are more than anybody takes along; they stand behind the last of these. */
  cut: boolean;
  volunteers: RosterVolunteer[];
  /** Volunteer, elder, how closely they are bound. */
  kin: [string, string, Exclude<Bond, 'none'>][];
  /** The helper's own family: somebody else writes down what concerns them. */
  family: string[];
  services: ServiceRow[];
  orders: ExchangeLine[];
  town: Awaited<ReturnType<typeof townToCall>>;
}

/** A village has three hundred; a town's social worker takes the first of hers. */
const MOST_PEOPLE = 1_000;
const MOST_ORDERS = 300;
const RECENT = 30;
/** How far back a last visit is worth offering. */
const BACK_DAYS = 120;
/** Orders older than this have expired; later ones are not yet made. */
const ORDER_DAYS = { back: 14, on: 2 };

export const readRoster = (desk: Desk): Promise<Roster> =>
  desk.read(async (act) => {
    const found = await careList(act, 'exchange.log', MOST_PEOPLE + 1);
    const elders = found.slice(0, MOST_PEOPLE);
    const helpers = await volunteersAround(act);
    const names = await placeNames(
      act,
      [...elders, ...helpers].map(({ regionCode }) => regionCode),
    );
    const bonds = await bondsOf(act, [...elders, ...helpers].map(({ id }) => id).concat(personOf(act.actor) ?? []));
    return {
      people: await peopleOf(act, elders, names),
      cut: found.length > elders.length,
      volunteers: await withPosts(act, helpers, names),
      kin: kinAmong(bonds, helpers, elders),
      family: familyAmong(act, bonds, [...elders, ...helpers]),
      services: (await listServices(act)).filter(({ maxMinutes }) => maxMinutes > 0),
      orders: await ordersAhead(act),
      town: await townToCall(act),
    };
  });

async function peopleOf(act: Act, elders: readonly CareRow[], names: Map<string, PlaceName>): Promise<RosterPerson[]> {
  const ids = elders.map(({ id }) => id);
  const last = await lastVisits(act, ids, addDays(act.today, -BACK_DAYS));
  const aways = await awaysFrom(act, ids, act.today);
  const known = await numbersOf(act, ids);
  const numbers = new Map(known.toReversed().map((one) => [one.memberId, one]));
  const contacts = contactsOf(known);
  const owed = await owedTo(act, ids);
  const paired = await pairedWith(act, ids);
  const hamlets = await hamletNames(
    act,
    elders.map(({ hamletId }) => hamletId),
  );
  const due = ranks(await dueToday(act));
  const recent = ranks(await lastServedBy(act, 'exchange.log', RECENT));
  const roofs = grouped(elders, ({ householdId }) => householdId);
  const cards = grouped(await cardNumbersOf(act, ids), ({ memberId }) => memberId);
  return elders.map((elder) => ({
    ...elder,
    village: names.get(elder.regionCode) ?? null,
    hamlet: hamlets.get(elder.hamletId ?? '') ?? null,
    dueRank: due.get(elder.id) ?? null,
    recentRank: recent.get(elder.id) ?? null,
    last: last.get(elder.id) ?? null,
    household: (roofs.get(elder.householdId ?? '') ?? []).flatMap(({ id }) => (id === elder.id ? [] : [id])),
    number: numbers.get(elder.id) ?? null,
    cards: (cards.get(elder.id) ?? []).map(({ number }) => number),
    away: awayOn(aways.get(elder.id) ?? [], act.today),
    owed: owed.get(elder.id) ?? null,
    pairedIds: paired.get(elder.id) ?? [],
    contact: numbers.get(elder.id)?.name === null ? (contacts.get(elder.id) ?? null) : null,
  }));
}

function grouped<T>(rows: readonly T[], by: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = by(row);
    if (key) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

const ranks = (ids: readonly string[]): Map<string, number> => new Map([...new Set(ids)].map((id, rank) => [id, rank]));

/** Elders of the orders that are due today or overdue, as the round of the desk has them. */
async function dueToday(act: Act): Promise<string[]> {
  const due = await queueOf(act, 'exchange.log', dueBy(act.today), RECENT);
  return due.flatMap(({ beneficiaryIds }) => beneficiaryIds);
}

/** By name and village only: a volunteer of the next village has no file with this helper. */
async function volunteersAround(act: Act): Promise<CareRow[]> {
  const towns = [...new Set(prefixesFor(act.actor, 'exchange.log').map(townOf))];
  const ids: string[] = [];
  for (const town of towns) ids.push(...(await volunteersNear(act, town)).map(({ id }) => id));
  return careRows(act, [...new Set(ids)]);
}

async function withPosts(
  act: Act,
  helpers: readonly CareRow[],
  names: Map<string, PlaceName>,
): Promise<RosterVolunteer[]> {
  const ids = helpers.map(({ id }) => id);
  const inPost = new Set<string>();
  for (const place of prefixesFor(act.actor, 'exchange.log')) {
    for (const id of await onDuty(act, ids, place, act.today)) inPost.add(id);
  }
  return helpers.map((one) => ({ ...one, village: names.get(one.regionCode) ?? null, inPost: inPost.has(one.id) }));
}

/** Asked only for those who have kin on file or a roof they share: the others are bound to nobody. */
function kinAmong({ kin, households }: Bonds, helpers: readonly CareRow[], elders: readonly CareRow[]): Roster['kin'] {
  const theirs = new Set(elders.map(({ id }) => id));
  const bound = new Set([
    ...kin.flatMap((row) => [row.memberId, row.relativeId]),
    ...households.map((row) => row.memberId),
  ]);
  return helpers
    .filter(({ id }) => bound.has(id))
    .flatMap(({ id }) =>
      [...bondsAmong(id, kin, households)]
        .filter(([other]) => theirs.has(other))
        .map(([other, bond]): Roster['kin'][number] => [id, other, bond]),
    );
}

function familyAmong(act: Act, { kin, households }: Bonds, people: readonly CareRow[]): string[] {
  const self = personOf(act.actor);
  if (self === null) return [];
  const bonds = bondsAmong(self, kin, households);
  return [...new Set(people.map(({ id }) => id))].filter((id) => bonds.get(id) === 'family');
}

async function ordersAhead(act: Act): Promise<ExchangeLine[]> {
  const [from, to] = [addDays(act.today, -ORDER_DAYS.back), addDays(act.today, ORDER_DAYS.on)];
  return linesFor(act, await openOrdersIn(act, 'exchange.log', from, to, MOST_ORDERS));
}
