/** What pages show of exchanges: one read for a list, one for a record with all that is known of it. Nothing is decided here. */
import type { SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { MOVES, type MoveName, movesFrom } from '#domain/exchange';
import type { Flag } from '#domain/flags';
import { type Action, reachFor } from '#domain/permission';
import { asRecipient, asVolunteer, membersFor, onOffer } from '#domain/reach';
import { type OpenHold, openHolds } from '#ledger/hold';
import { type EvidenceRow, evidenceOf } from '#records/evidence';
import {
  type Exchange,
  findExchange,
  type MoveRow,
  movesOf,
  queueOf,
  recentOf,
  type VolunteerRow,
} from '#records/exchange';
import { flagsFor } from '#records/flag';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { pathOf, type RegionRow } from '#records/region';
import { type ServiceRow, servicesOf } from '#records/service';
import type { Desk } from '#usecases/desk';
import { flagsNow, gradingFor } from '#usecases/exchange/grading';
import { reckoningFor } from '#usecases/exchange/reckoning';
import { gradeFor, type Worth, worthOf } from '#usecases/exchange/value';

/** One line of a list: who helped whom, with what, when, how long. */
export interface ExchangeLine {
  exchange: Exchange;
  service: ServiceRow;
  beneficiaries: Person[];
  volunteers: (Person & { of: VolunteerRow })[];
  flags: Flag[];
}

export interface ExchangeView extends ExchangeLine {
  place: RegionRow[];
  evidence: EvidenceRow[];
  moves: MoveRow[];
  /** Names by id of everybody who did something on it. */
  names: Map<string, string>;
  held: OpenHold[];
  /** What crediting it now would give each volunteer, once it is logged; null before. */
  worth: Worth[] | null;
  grade: string | null;
  lacks: string | null;
  /** Moves that this actor may try from here; four eyes and the facts are asked when one is made. */
  moveNames: MoveName[];
}

export interface ListQuery {
  action?: Action;
  where?: SQL;
  order?: 'oldest' | 'newest';
  limit: number;
  offset?: number;
}

/** Exchanges in reach with their people, in five reads however long the list is. */
export const listExchanges = (desk: Desk, query: ListQuery): Promise<ExchangeLine[]> =>
  desk.read(async (act) => {
    const list = query.order === 'newest' ? recentOf : queueOf;
    const found = await list(act, query.action ?? 'exchange.read', query.where, query.limit, query.offset);
    return linesFor(act, found);
  });

export async function linesFor(act: Act, found: readonly Exchange[]): Promise<ExchangeLine[]> {
  const services = await servicesOf(act, found);
  const persons = await personsById(
    act,
    found.flatMap((one) => [...one.beneficiaryIds, ...one.volunteers.map((volunteer) => volunteer.memberId)]),
  );
  // Flags are for whoever decides: a member is not told of them.
  const flagged = act.actor.kind === 'member' ? [] : found.map((one) => one.id);
  const flags = await flagsFor(act, flagged);
  return found.map((exchange) => ({
    exchange,
    service: services.get(exchange.serviceCode) as ServiceRow,
    beneficiaries: exchange.beneficiaryIds.flatMap((id) => persons.get(id) ?? []),
    volunteers: exchange.volunteers.flatMap((of) => {
      const person = persons.get(of.memberId);
      return person ? [{ ...person, of }] : [];
    }),
    flags: flags.get(exchange.id) ?? [],
  }));
}

/** @throws Refusal not_found */
export const viewExchange = (desk: Desk, id: string, action: Action = 'exchange.read'): Promise<ExchangeView> =>
  desk.read((act) => viewOf(act, id, action));

/** The same inside a read that asks more. @throws Refusal not_found */
export async function viewOf(act: Act, id: string, action: Action): Promise<ExchangeView> {
  const exchange = await findExchange(act, id, action);
  const [line] = await linesFor(act, [exchange]);
  const evidence = await evidenceOf(act, id);
  const moves = await movesOf(act, id);
  const served = exchange.servedOn !== null;
  const grading = await gradingFor(act, [exchange], new Map([[id, evidence]]));
  const { grade, lacks } = served ? await gradeFor(act, exchange, false, grading) : { grade: null, lacks: null };
  return {
    ...(line as ExchangeLine),
    flags: act.actor.kind === 'member' ? [] : flagsNow(line?.flags ?? [], grading, exchange),
    place: await pathOf(act, exchange.regionCode),
    evidence,
    moves,
    names: await namesOf(act, [
      ...moves.flatMap((move) => [move.actorId, move.actingForId]),
      ...evidence.flatMap((fact) => [fact.byId, fact.enteredBy, fact.pinSetBy]),
      exchange.requestedBy,
      exchange.confirmedBy,
    ]),
    held: await openHolds(act, id),
    worth:
      served && exchange.creditedAt === null ? await worthOf(act, await reckoningFor(act, [exchange]), exchange) : null,
    grade: exchange.grade ?? grade,
    lacks,
    moveNames: movesFrom(exchange.state).filter((name) => mayMake(act, exchange, name)),
  };
}

function mayMake(act: Act, exchange: Exchange, name: MoveName): boolean {
  const { needs } = MOVES[name];
  if (needs === 'rule') return false;
  const { actor } = act;
  if (actor.kind !== 'member') {
    return reachFor(actor, needs, { regionCodes: [exchange.regionCode, exchange.recipientTown] }) !== null;
  }
  const mine = membersFor(actor, needs);
  if (asRecipient(needs) && exchange.beneficiaryIds.some((id) => mine.includes(id))) return true;
  if (asVolunteer(needs) && exchange.volunteers.some((volunteer) => volunteer.memberId === actor.id)) return true;
  return onOffer(needs) && exchange.state === 'approved';
}
