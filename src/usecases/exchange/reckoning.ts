/**
 * What credits are reckoned from: everything that crediting one record cannot change for the next, read for any number of
 * them in the same few statements. Balances and what was credited on a day move with every credit, and are read each time.
 */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { must } from '#domain/refusal';
import { countyOf, type RegionCode } from '#domain/region';
import { type OpenHold, openHoldsOf } from '#ledger/hold';
import { journalFor } from '#ledger/journal';
import { type Bonds, bondsOf } from '#records/bond';
import { type DutyIn, dutiesOf } from '#records/duty';
import type { Exchange } from '#records/exchange';
import { diedBefore, type Person, personsById } from '#records/person';
import { type ServiceRow, servicesOf } from '#records/service';
import { partiesOf } from '#usecases/exchange/eyes';

export interface Reckoning {
  /** What is held for a record. */
  heldFor: (exchangeId: string) => readonly OpenHold[];
  services: ReadonlyMap<string, ServiceRow>;
  volunteers: ReadonlyMap<string, Person>;
  /** Had one of those it was for died before that day? */
  afterDeath: (exchange: Pick<Exchange, 'beneficiaryIds'>, day: Day) => boolean;
  bonds: Bonds;
  onDuty: DutyIn;
  /** The journal that keeps the minutes of a place. */
  journalOf: (place: RegionCode) => string;
}

/** @param known what of it was read before */
export async function reckoningFor(
  act: Act,
  list: readonly Exchange[],
  known: Partial<Pick<Reckoning, 'bonds' | 'services'>> = {},
): Promise<Reckoning> {
  const serving = list.flatMap((exchange) => exchange.volunteers.map(({ memberId }) => memberId));
  const people = await personsById(act, list.flatMap(partiesOf));
  const volunteers = new Map(serving.flatMap((id) => (people.has(id) ? [[id, must(people.get(id))]] : [])));
  return {
    heldFor: await heldFor(act, list),
    services: known.services ?? (await servicesOf(act, list)),
    volunteers,
    afterDeath: ({ beneficiaryIds }, day) => diedBefore(beneficiaryIds, people, day),
    bonds: known.bonds ?? (await bondsOf(act, list.flatMap(partiesOf))),
    onDuty: await dutiesOf(act, serving),
    journalOf: await journalsOf(act, [...list, ...volunteers.values()]),
  };
}

async function heldFor(act: Act, list: readonly Exchange[]): Promise<Reckoning['heldFor']> {
  const open = await openHoldsOf(
    act,
    list.map(({ id }) => id),
  );
  return (exchangeId) => open.filter(({ subjectId }) => subjectId === exchangeId);
}

async function journalsOf(act: Act, places: readonly { regionCode: RegionCode }[]): Promise<Reckoning['journalOf']> {
  const known = new Map<RegionCode, string>();
  for (const county of new Set(places.map(({ regionCode }) => countyOf(regionCode)))) {
    known.set(county, await journalFor(act, county));
  }
  return (place) => must(known.get(countyOf(place)), 'region_unknown');
}
