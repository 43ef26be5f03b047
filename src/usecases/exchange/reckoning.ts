/**
 * What credits are reckoned from: everything that crediting one record cannot change for the next, read for any number of
 * them in the same few statements. Balances and what was credited on a day move with every credit, and are read each time.
 */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import { countyOf, type RegionCode } from '#domain/region';
import { type OpenHold, openHoldsOf } from '#ledger/hold';
import { journalFor } from '#ledger/journal';
import { type Bonds, bondsOf } from '#records/bond';
import { type DutyIn, dutiesOf } from '#records/duty';
import type { Exchange } from '#records/exchange';
import { type Person, personsById } from '#records/person';
import { type ServiceRow, servicesOf } from '#records/service';
import { partiesOf } from '#usecases/exchange/eyes';

export interface Reckoning {
  /** What is held for a record. */
  heldFor: (exchangeId: string) => readonly OpenHold[];
  services: ReadonlyMap<string, ServiceRow>;
  volunteers: ReadonlyMap<string, Person>;
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
  const volunteers = await personsById(act, serving);
  return {
    heldFor: await heldFor(act, list),
    services: known.services ?? (await servicesOf(act, list)),
    volunteers,
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
