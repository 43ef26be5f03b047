/** 荐志愿者: who could be paired with one elder, the best fit first, each with its reasons; and who never, with why. */
import type { Act } from '#db/act';
import { type FitReason, fitOf, type NeverReason, type Offered } from '#domain/fit';
import { isAway } from '#domain/member';
import type { Action } from '#domain/permission';
import { must } from '#domain/refusal';
import { ANY } from '#domain/suits';
import { awaysOf } from '#records/away';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import { openPairingsOf } from '#records/pairing';
import { declinedFor } from '#records/pairing-list';
import { certificatesOf, findPersons, type Person } from '#records/person';
import { hamletNames, type PlaceName, placeNames } from '#records/place';
import { listServices, type ServiceRow } from '#records/service';
import { timesWith, volunteersNear } from '#records/suggestion';
import { suitsOf } from '#records/suits';
import type { Desk } from '#usecases/desk';
import { type Unready, whyUnready } from '#usecases/exchange/ready';

export interface Fitting {
  person: Person;
  cost: number;
  reasons: FitReason[];
  /** Elders whom they have already. */
  load: number;
  times: number;
}

export interface NotFitting {
  person: Person;
  why: NeverReason | 'away';
  /** Where they are not ready: what is lacking. */
  unready: Unready | null;
}

export interface PairSuggestions {
  elder: Person;
  fitting: Fitting[];
  never: NotFitting[];
  places: Map<string, PlaceName>;
  hamlet: string | null;
  /** What can be planned for a pair. */
  services: ServiceRow[];
}

/** What most pairs do, where nobody said yet what these two would: to sit together. */
const USUAL = 'A02';

/**
 * @param serviceCodes what is planned, as far as it is known: whoever may not do it is among `never`
 * @throws Refusal not_found
 */
export const suggestFor = (
  desk: Desk,
  elderId: string,
  serviceCodes: readonly string[] = [],
): Promise<PairSuggestions> => desk.read((act) => suggestIn(act, elderId, serviceCodes));

/** Elders whom a plan gives each volunteer already, and under which action the elder is reached. */
interface Within {
  action: Action;
  taken: ReadonlyMap<string, number>;
}

export async function suggestIn(
  act: Act,
  elderId: string,
  serviceCodes: readonly string[],
  { action, taken }: Within = { action: 'pairing.propose', taken: new Map() },
): Promise<PairSuggestions> {
  const elder = must((await findPersons(act, [elderId], action))[0]);
  const persons = await around(act, elder);
  const all = await listServices(act);
  const codes = serviceCodes.length > 0 ? serviceCodes : [USUAL];
  const planned = all.filter(({ code }) => codes.includes(code));
  const known = await knownOf(act, elder, persons);
  const sought = { ...elder, suits: known.suits.get(elderId) ?? ANY };
  const found: PairSuggestions = {
    ...{ elder, fitting: [], never: [] },
    ...(await placesAround(act, elder, persons)),
    services: all.filter(({ enabled, maxMinutes, code }) => enabled && maxMinutes > 0 && !code.startsWith('M')),
  };
  for (const person of persons) {
    const unready = unreadyFor(act, person, known.held, planned);
    const has = offeredOf(person, known);
    const offered = { ...has, unready, load: has.load + (taken.get(person.id) ?? 0) };
    const between = known.between(person);
    const fit = fitOf(sought, offered, between);
    if ('never' in fit) found.never.push({ person, why: fit.never, unready });
    else if (known.away(person)) found.never.push({ person, why: 'away', unready: null });
    else found.fitting.push({ person, ...fit, load: offered.load, times: between.times });
  }
  found.fitting.sort((a, b) => a.cost - b.cost);
  return found;
}

/** Volunteers of her town, but those who are hers already. */
async function around(act: Act, elder: Person): Promise<Person[]> {
  const hers = (await openPairingsOf(act, [elder.id])).map(({ volunteerId }) => volunteerId);
  const near = await volunteersNear(act, elder.regionCode);
  return near.filter(({ id }) => id !== elder.id && !hers.includes(id));
}

/** Everything that is asked of the two, read once for all of them. */
async function knownOf(act: Act, elder: Person, persons: readonly Person[]) {
  const ids = persons.map(({ id }) => id);
  const bonds = await bondsOf(act, [...ids, elder.id]);
  const times = await timesWith(act, ids, [elder.id]);
  const declined = await declinedFor(act, elder.id);
  const aways = await awaysOf(act, ids);
  const relativesMay = act.policy.get('kin.relatives', elder.regionCode, act.today);
  const load = new Map<string, number>();
  for (const { volunteerId } of await openPairingsOf(act, ids)) load.set(volunteerId, (load.get(volunteerId) ?? 0) + 1);
  return {
    suits: await suitsOf(act, [...ids, elder.id]),
    held: await certificatesOf(act, ids),
    inPost: await onDuty(act, ids, elder.regionCode, act.today),
    most: act.policy.get('pairing.maxEldersPerVolunteer', elder.regionCode, act.today),
    load,
    away: ({ id }: Person) =>
      isAway(
        aways.filter(({ memberId }) => memberId === id),
        act.today,
      ),
    between: ({ id }: Person) => ({
      relativesMay,
      bond: closestBond(bonds, id, [elder.id]),
      declined: declined.has(id),
      times: times.get(id) ?? 0,
    }),
  };
}

const offeredOf = (person: Person, { suits, load, most, inPost }: Awaited<ReturnType<typeof knownOf>>): Offered => ({
  ...person,
  ...{ suits: suits.get(person.id) ?? ANY, load: load.get(person.id) ?? 0, most },
  ...{ unready: null, inPost: inPost.has(person.id) },
});

/** The first of the planned services that they may not do. */
export function unreadyFor(
  act: Act,
  person: Person,
  held: Parameters<typeof whyUnready>[2],
  planned: readonly ServiceRow[],
): Unready | null {
  for (const service of planned) {
    const why = whyUnready(act, person, held, service, act.today);
    if (why) return why;
  }
  return null;
}

async function placesAround(act: Act, elder: Person, persons: readonly Person[]) {
  const places = await placeNames(
    act,
    [elder, ...persons].map(({ regionCode }) => regionCode),
  );
  const hamlets = await hamletNames(act, [elder.hamletId]);
  return { places, hamlet: hamlets.get(elder.hamletId ?? '')?.name ?? null };
}
