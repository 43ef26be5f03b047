/** The exchange a decision is about, reached under a grant or as a party; and the journals that deciding may post to. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, reachFor } from '#domain/permission';
import { openHolds } from '#ledger/hold';
import { journalFor } from '#ledger/journal';
import { type Exchange, findExchange } from '#records/exchange';
import { personsById } from '#records/person';
import type { Desk } from '#usecases/desk';
import { coverJournals } from '#usecases/exchange/cover';

export interface Reached {
  exchange: Exchange;
  /** The grant that staff act under; null for members and jobs. */
  grant: Grant | null;
}

/** @throws Refusal `not_found` when out of reach for this action */
export async function reachExchange(act: Act, id: string, action: Action): Promise<Reached> {
  const exchange = await findExchange(act, id, action);
  const reach = reachFor(act.actor, action, {
    regionCodes: [exchange.regionCode, exchange.recipientTown],
    memberIds: [...exchange.beneficiaryIds, ...exchange.volunteers.map((volunteer) => volunteer.memberId)],
  });
  return { exchange, grant: reach?.by === 'region' ? reach.grant : null };
}

/** Journals that deciding on this exchange may post to: its own, those that hold or may pay, those of its volunteers. */
export async function journalsOf(desk: Desk, id: string, action: Action): Promise<string[]> {
  return desk.read(async (act) => {
    const exchange = await findExchange(act, id, action);
    const held = await openHolds(act, id);
    const paying = await coverJournals(act, exchange);
    const serving = await personsById(
      act,
      exchange.volunteers.map((volunteer) => volunteer.memberId),
    );
    const homes = await Promise.all([...serving.values()].map((person) => journalFor(act, person.regionCode)));
    return [...new Set([exchange.journal, ...held.map((hold) => hold.journal), ...paying, ...homes])].sort();
  });
}

/** Open a unit that may decide on this exchange, with the exchange as it stands in it. */
export async function decide<T>(
  desk: Desk,
  id: string,
  action: Action,
  work: (act: Act, reached: Reached) => Promise<T>,
): Promise<T> {
  const journals = await journalsOf(desk, id, action);
  return desk.write(journals, async (act) => work(act, await reachExchange(act, id, action)));
}
