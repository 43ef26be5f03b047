/** The exchange a decision is about, reached under a grant or as a party; and the journals that deciding may post to. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, reachFor } from '#domain/permission';
import { countyOf, type RegionCode } from '#domain/region';
import { accountsOf } from '#ledger/balance';
import { openHoldsOf } from '#ledger/hold';
import { journalFor } from '#ledger/journal';
import { type Exchange, findExchange } from '#records/exchange';
import { personsById } from '#records/person';
import type { Desk } from '#usecases/desk';

export interface Reached {
  exchange: Exchange;
  /** The grant that staff act under; null for members and jobs. */
  grant: Grant | null;
}

/** @throws Refusal `not_found` when out of reach for this action */
export async function reachExchange(act: Act, id: string, action: Action): Promise<Reached> {
  const exchange = await findExchange(act, id, action);
  return { exchange, grant: grantIn(act, exchange, action) };
}

/** The grant that staff act under with a record that was reached; null for members and jobs. */
export function grantIn({ actor }: Pick<Act, 'actor'>, exchange: Exchange, action: Action): Grant | null {
  const reach = reachFor(actor, action, {
    regionCodes: [exchange.regionCode, exchange.recipientTown],
    memberIds: [...exchange.beneficiaryIds, ...volunteersOf(exchange)],
  });
  return reach?.by === 'region' ? reach.grant : null;
}

/** Journals that deciding on each of these may post to: its own, those that hold or may pay, those of its volunteers. */
export async function journalsFor(act: Act, list: readonly Exchange[]): Promise<Map<string, string[]>> {
  const held = await openHoldsOf(
    act,
    list.map(({ id }) => id),
  );
  const owned = await accountsOf(act, [...new Set(list.flatMap(({ beneficiaryIds }) => beneficiaryIds))]);
  const serving = await personsById(act, list.flatMap(volunteersOf));
  const homes = new Map<RegionCode, string>();
  const places = [...list, ...serving.values()].map(({ regionCode }) => countyOf(regionCode));
  for (const county of new Set(places)) homes.set(county, await journalFor(act, county));
  const homeOf = (place: { regionCode: RegionCode } | undefined) => homes.get(countyOf(place?.regionCode ?? '')) ?? [];
  return new Map(
    list.map((exchange) => {
      const holding = held.filter(({ subjectId }) => subjectId === exchange.id);
      const paying = owned.filter(({ ownerId }) => exchange.beneficiaryIds.includes(ownerId));
      const told = [...holding, ...paying].map(({ journal }) => journal);
      const theirs = volunteersOf(exchange).flatMap((id) => homeOf(serving.get(id)));
      return [exchange.id, [...new Set([exchange.journal, ...told, homeOf(exchange), ...theirs].flat())].sort()];
    }),
  );
}

const volunteersOf = ({ volunteers }: Exchange): string[] => volunteers.map(({ memberId }) => memberId);

/** The journals that a unit which decides on this exchange may post to. @throws Refusal not_found */
export async function decidingJournals(act: Act, id: string, action: Action): Promise<string[]> {
  const exchange = await findExchange(act, id, action);
  return (await journalsFor(act, [exchange])).get(id) ?? [];
}

/** Open a unit that may decide on this exchange, with the exchange as it stands in it. */
export async function decide<T>(
  desk: Desk,
  id: string,
  action: Action,
  work: (act: Act, reached: Reached) => Promise<T>,
): Promise<T> {
  const journals = await desk.read((act) => decidingJournals(act, id, action));
  return desk.write(journals, async (act) => work(act, await reachExchange(act, id, action)));
}
