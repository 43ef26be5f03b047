/**
 * Who could come: volunteers of the village first, then of the town, ready for this service on that day. Family never,
 * relatives last and said to be; those who know her before those who do not, and of these who has had fewer visits.
 */
import type { Act } from '#db/act';
import { addMonths, firstOfMonth } from '#domain/day';
import { needsInsurance } from '#domain/insurance';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import { type Exchange, findExchange } from '#records/exchange';
import { certificatesOf, type Person } from '#records/person';
import { type PlaceName, placeNames } from '#records/place';
import { findService } from '#records/service';
import { timesWith, visitsOf, volunteersNear } from '#records/suggestion';
import type { Desk } from '#usecases/desk';
import { type Unready, whyUnready } from '#usecases/exchange/ready';
import { insuredAmong } from '#usecases/insurance/insured';

export interface Suggestion {
  person: Person;
  /** Of the village where it is served. */
  near: boolean;
  relative: boolean;
  /** How often they have served her. */
  times: number;
  /** Visits they made or promised this month. */
  visits: number;
}

export interface Suggestions {
  ready: Suggestion[];
  /** On file, and not for this service or day: so that nobody wonders where they are. */
  unready: { person: Person; why: Unready | 'duty' | 'insurance' }[];
  /** Names of their villages, by code. */
  places: Map<string, PlaceName>;
}

/** @throws Refusal not_found */
export const suggestVolunteers = (desk: Desk, id: string): Promise<Suggestions> =>
  desk.read(async (act) => suggestionsFor(act, await findExchange(act, id, 'exchange.assign')));

async function suggestionsFor(act: Act, exchange: Exchange): Promise<Suggestions> {
  const { regionCode, beneficiaryIds } = exchange;
  const day = exchange.plannedOn ?? act.today;
  const taken = [...beneficiaryIds, ...exchange.volunteers.map((volunteer) => volunteer.memberId)];
  const persons = (await volunteersNear(act, regionCode)).filter((person) => !taken.includes(person.id));
  const ids = persons.map((person) => person.id);
  const service = await findService(act, exchange.serviceCode);
  const held = await certificatesOf(act, ids);
  const bonds = await bondsOf(act, [...ids, ...beneficiaryIds]);
  const inPost = await onDuty(act, ids, regionCode, day);
  const times = await timesWith(act, ids, beneficiaryIds);
  const month = firstOfMonth(day);
  const visits = await visitsOf(act, ids, month, addMonths(month, 1));
  const places = await placeNames(
    act,
    persons.map((person) => person.regionCode),
  );
  const insured = needsInsurance(service) ? await insuredAmong(act, persons) : () => true;
  const uninsured = ({ id }: Person) => (insured(id, day) ? null : ('insurance' as const));
  const found: Suggestions = { ready: [], unready: [], places };
  for (const person of persons) {
    const bond = closestBond(bonds, person.id, beneficiaryIds);
    if (bond === 'family') continue;
    const why = inPost.has(person.id) ? 'duty' : (whyUnready(act, person, held, service, day) ?? uninsured(person));
    if (why) found.unready.push({ person, why });
    else {
      found.ready.push({
        person,
        near: person.regionCode === regionCode,
        relative: bond === 'relative',
        times: times.get(person.id) ?? 0,
        visits: visits.get(person.id) ?? 0,
      });
    }
  }
  found.ready.sort(
    (a, b) =>
      Number(a.relative) - Number(b.relative) ||
      Number(b.near) - Number(a.near) ||
      Number(b.times > 0) - Number(a.times > 0) ||
      a.visits - b.visits,
  );
  return found;
}
