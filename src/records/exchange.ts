/** Exchanges (服务单): found through scope, moved by compare-and-set, every move written down. */
import { and, asc, between, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { among, inserting, prepared, preparedBy, slotsFor } from '#db/prepared';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers, moves } from '#db/schema/care';
import type { Day, Instant } from '#domain/day';
import { after, type MoveName, mayStart, type State } from '#domain/exchange';
import type { Action } from '#domain/permission';
import { exchangeInReach } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { type Note, note } from '#records/audit';
import type { Because } from '#records/because';
import { exchangeScope } from '#records/scope';

export type ExchangeRow = typeof exchanges.$inferSelect;
export type VolunteerRow = typeof exchangeVolunteers.$inferSelect;
export type MoveRow = typeof moves.$inferSelect;

export interface Exchange extends ExchangeRow {
  beneficiaryIds: string[];
  /** Those who have not withdrawn. */
  volunteers: VolunteerRow[];
}

export type NewExchange = Omit<typeof exchanges.$inferInsert, 'id' | 'createdAt' | 'since' | 'version' | 'state'>;
type Changes = Partial<Omit<ExchangeRow, 'id' | 'state' | 'since' | 'version'>>;

/** Why a move was made, and under which grant. */
/** Exchanges with their people, in the order given by `order`. Every list and every by-id read ends here. */
async function select(act: Act, where: SQL | undefined, order: SQL[], limit: number, offset = 0): Promise<Exchange[]> {
  const rows = await act.tx
    .select()
    .from(exchanges)
    .where(where)
    .orderBy(...order, asc(exchanges.id))
    .limit(limit)
    .offset(offset);
  return withPeople(act, rows);
}

/** Beneficiaries and volunteers for many exchanges in two reads, however many there are. */
export async function withPeople(act: Act, rows: readonly ExchangeRow[]): Promise<Exchange[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const people = new Map(ids.map((id) => [id, { beneficiaryIds: [] as string[], volunteers: [] as VolunteerRow[] }]));
  for (const one of await servedQuery(act.tx).execute({ ids })) {
    people.get(one.exchangeId)?.beneficiaryIds.push(one.memberId);
  }
  for (const one of await servingQuery(act.tx).execute({ ids })) people.get(one.exchangeId)?.volunteers.push(one);
  // The rows were read for this call alone: copying fifty columns of each costs as much as reading them did.
  return rows.map((row) => {
    const exchange = row as Exchange;
    const { beneficiaryIds, volunteers } = must(people.get(row.id));
    exchange.beneficiaryIds = beneficiaryIds;
    exchange.volunteers = volunteers;
    return exchange;
  });
}

const servedQuery = prepared((tx) =>
  tx
    .select()
    .from(exchangeBeneficiaries)
    .where(among(exchangeBeneficiaries.exchangeId, 'ids'))
    .orderBy(asc(exchangeBeneficiaries.memberId))
    .prepare('beneficiaries_of_exchanges'),
);

const servingQuery = prepared((tx) =>
  tx
    .select()
    .from(exchangeVolunteers)
    .where(and(among(exchangeVolunteers.exchangeId, 'ids'), isNull(exchangeVolunteers.withdrawnAt)))
    .orderBy(asc(exchangeVolunteers.memberId))
    .prepare('volunteers_of_exchanges'),
);

const byIdQuery = prepared((tx) =>
  tx
    .select()
    .from(exchanges)
    .where(eq(exchanges.id, sql.placeholder('id')))
    .prepare('exchange_by_id'),
);

const byIdsQuery = prepared((tx) =>
  tx.select().from(exchanges).where(among(exchanges.id, 'ids')).prepare('exchanges_by_id'),
);

/** The same exchange as it stands now in this unit, with its people. It was reached before, so it is not asked again. */
export async function again(act: Act, { id }: Pick<Exchange, 'id'>): Promise<Exchange> {
  const [found] = await withPeople(act, await byIdQuery(act.tx).execute({ id }));
  return must(found);
}

/** @throws Refusal `not_found` when there is none or it is out of reach for this action */
export async function findExchange(act: Act, id: string, action: Action): Promise<Exchange> {
  const found = await again(act, { id });
  if (!inReach(act, action, found)) throw new Refusal('not_found');
  return found;
}

/** Says what `exchangeScope` says in SQL: reads by id are asked too often to be built for each actor. */
const inReach = ({ actor }: Act, action: Action, exchange: Exchange): boolean =>
  exchangeInReach(actor, action, { ...exchange, volunteerIds: exchange.volunteers.map((one) => one.memberId) });

/** These exchanges, in the order asked for. The caller has found them through scope. */
export async function exchangesById(act: Act, ids: readonly string[]): Promise<Exchange[]> {
  if (ids.length === 0) return [];
  const found = await withPeople(act, await byIdsQuery(act.tx).execute({ ids }));
  const byId = new Map(found.map((one) => [one.id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Those of them that are in reach for this action, in the order asked for. */
export async function reachedById(act: Act, ids: readonly string[], action: Action): Promise<Exchange[]> {
  return (await exchangesById(act, [...new Set(ids)])).filter((one) => inReach(act, action, one));
}

/** A list of exchanges in reach that `where` lets through, in one order. */
const listedBy =
  (order: SQL) =>
  (act: Act, action: Action, where: SQL | undefined, limit: number, offset = 0): Promise<Exchange[]> =>
    select(act, and(where, exchangeScope(act, action)), [order], limit, offset);

/** Oldest in their state first. */
export const queueOf = listedBy(asc(exchanges.since));

/** Newest first. */
export const recentOf = listedBy(desc(exchanges.createdAt));

/** In the order in which they came to be. */
export const firstOf = listedBy(asc(exchanges.createdAt));

/** States in which a visit has been made and still counts. */
export const SERVED: readonly State[] = ['logged', 'confirmed', 'returned', 'credited', 'final', 'disputed'];

/**
 * Visits made by these volunteers or for these members between two days, both inclusive. Not scoped: overlaps and caps
 * are told across regions, and nobody is shown more of them than a flag.
 */
export async function servedBetween(
  act: Act,
  people: { volunteerIds: readonly string[]; beneficiaryIds: readonly string[] },
  from: Day,
  to: Day,
): Promise<Exchange[]> {
  const by = await act.tx
    .select({ id: exchangeVolunteers.exchangeId })
    .from(exchangeVolunteers)
    .where(
      and(
        inArray(exchangeVolunteers.memberId, [...people.volunteerIds, '']),
        between(exchangeVolunteers.servedOn, from, to),
        isNull(exchangeVolunteers.withdrawnAt),
      ),
    );
  const forThem = await act.tx
    .select({ id: exchangeBeneficiaries.exchangeId })
    .from(exchangeBeneficiaries)
    .where(
      and(
        inArray(exchangeBeneficiaries.memberId, [...people.beneficiaryIds, '']),
        between(exchangeBeneficiaries.servedOn, from, to),
      ),
    );
  const ids = [...new Set([...by, ...forThem].map((row) => row.id))];
  if (ids.length === 0) return [];
  return select(act, and(inArray(exchanges.id, ids), inArray(exchanges.state, [...SERVED])), [], ids.length);
}

/** On its way and not served yet: a request, or one that came back as such. */
const AHEAD: readonly State[] = ['requested', 'approved', 'matched', 'returned'];

/** What is still ahead for somebody, on either side. Not scoped: the caller has found her. */
export async function openOf(act: Act, memberId: string): Promise<Exchange[]> {
  const forHer = act.tx
    .select({ id: exchangeBeneficiaries.exchangeId })
    .from(exchangeBeneficiaries)
    .where(eq(exchangeBeneficiaries.memberId, memberId));
  const byHer = act.tx
    .select({ id: exchangeVolunteers.exchangeId })
    .from(exchangeVolunteers)
    .where(and(eq(exchangeVolunteers.memberId, memberId), isNull(exchangeVolunteers.withdrawnAt)));
  const hers = and(inArray(exchanges.id, forHer.union(byHer)), inArray(exchanges.state, [...AHEAD]));
  return select(act, and(hers, isNull(exchanges.servedOn)), [asc(exchanges.id)], MOST_OPEN);
}
const MOST_OPEN = 200;

/** With which an exchange begins. */
type FirstMove = 'request' | 'setOut' | 'logServed' | 'replace';

/** Write down a new exchange with its first move. */
export async function openExchange(
  act: Act,
  move: FirstMove,
  values: NewExchange,
  beneficiaryIds: readonly string[],
  because: Because,
): Promise<Exchange> {
  const opened = openedBy(act, move, values);
  const { id } = opened;
  const [row] = await act.tx.insert(exchanges).values(opened).returning();
  const servedOn = values.servedOn ?? null;
  await act.tx
    .insert(exchangeBeneficiaries)
    .values(beneficiaryIds.map((memberId) => ({ exchangeId: id, memberId, servedOn })));
  const exchange = { ...must(row), beneficiaryIds: [...beneficiaryIds], volunteers: [] };
  await writeMove(act, exchange, move, null, because);
  return exchange;
}

/** A new exchange as its first move leaves it. */
export const openedBy = (by: Pick<Hand, 'ids' | 'now'>, move: FirstMove, values: NewExchange) => ({
  ...values,
  id: by.ids('exc'),
  state: after(move, null, null),
  createdAt: by.now,
  since: by.now,
  version: 1,
});

/** What a move changes. @throws Refusal `state_moved` where it may not start */
export function movedBy(
  now: Instant,
  exchange: Pick<ExchangeRow, 'state' | 'stateBefore' | 'since' | 'version'>,
  move: MoveName,
  changes: Changes,
  changed = false,
) {
  if (!mayStart(move, exchange.state)) throw new Refusal('state_moved', { state: exchange.state });
  const state = after(move, exchange.state, exchange.stateBefore, changed);
  const since = state === exchange.state ? exchange.since : now;
  return { ...changes, state, since, version: exchange.version + 1 };
}

/**
 * Make a move: compare-and-set on state and version, so that of fifty equal decisions one is made.
 * @param changed for `correct`: what was confirmed is no longer what the record says
 * @throws Refusal `state_moved` with the state it is in now
 */
export async function moveExchange(
  act: Act,
  exchange: Exchange,
  move: MoveName,
  changes: Changes,
  because: Because = {},
  changed = false,
): Promise<Exchange> {
  const set = defined(movedBy(act.now, exchange, move, changes, changed));
  const { id: ofId, state: wasState, version: wasVersion } = exchange;
  const query = moveQuery(act.tx, Object.keys(set).join(' '));
  const [made] = await query.execute({ ...set, ofId, wasState, wasVersion });
  if (!made) throw new Refusal('state_moved', { state: exchange.state });
  const moved = { ...exchange, ...set };
  await writeMove(act, moved, move, exchange.state, because);
  return moved;
}

/** What is undefined is not changed. */
const defined = <T extends object>(changes: T): Partial<T> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;

/** One query for each set of columns that moves change. */
const moveQuery = preparedBy((tx, columns, number) =>
  tx
    .update(exchanges)
    .set(slotsFor(exchanges, columns.split(' ')))
    .where(
      and(
        eq(exchanges.id, sql.placeholder('ofId')),
        eq(exchanges.state, sql.placeholder('wasState')),
        eq(exchanges.version, sql.placeholder('wasVersion')),
      ),
    )
    .returning({ id: exchanges.id })
    .prepare(`move_exchange_${number}`),
);

const insertMove = inserting(moves, 'insert_move');

async function writeMove(
  act: Act,
  exchange: ExchangeRow,
  move: MoveName,
  from: ExchangeRow['state'] | null,
  because: Because,
): Promise<void> {
  const row = moveRow(act, exchange, move, from, because);
  await insertMove(act.tx, row);
  // Whoever is concerned is told when the unit ends: until then it may still say who served, and how long.
  act.moved.push({ moveId: row.id, exchangeId: exchange.id, move, to: exchange.state });
  await note(act, moveNote(exchange, move, because));
}

/** @param exchange as the move left it */
export const moveRow = (
  by: Hand,
  exchange: Pick<ExchangeRow, 'id' | 'state'>,
  move: MoveName,
  from: ExchangeRow['state'] | null,
  because: Because,
): MoveRow => ({
  id: by.ids('mov'),
  exchangeId: exchange.id,
  move,
  fromState: from,
  toState: exchange.state,
  actorId: by.actor.id,
  actingForId: because.grant?.actingForId ?? null,
  grantId: because.grant?.id ?? null,
  reason: because.reason ?? null,
  note: because.note ?? null,
  policyVersion: by.policy.version,
  device: by.device,
  requestId: by.requestId,
  at: by.now,
});

export const moveNote = (exchange: Pick<ExchangeRow, 'id' | 'regionCode'>, move: MoveName, because: Because): Note => ({
  verb: move,
  noun: 'exchange',
  subjectId: exchange.id,
  regionCode: exchange.regionCode,
  grant: because.grant ?? null,
  reason: because.reason ?? null,
});

/** Everything that happened to an exchange, in order. */
export async function movesOf(act: Act, exchangeId: string): Promise<MoveRow[]> {
  return movesQuery(act.tx).execute({ exchangeId });
}

const movesQuery = prepared((tx) =>
  tx
    .select()
    .from(moves)
    .where(eq(moves.exchangeId, sql.placeholder('exchangeId')))
    .orderBy(asc(moves.at), asc(moves.id))
    .prepare('moves_of_exchange'),
);

/** The last move of each of these that brought it into a state. The caller has found them through scope. */
export async function lastMovesInto(act: Act, ids: readonly string[], state: State): Promise<Map<string, MoveRow>> {
  const rows = await act.tx
    .select()
    .from(moves)
    .where(and(inArray(moves.exchangeId, [...ids, '']), eq(moves.toState, state)))
    .orderBy(asc(moves.at), asc(moves.id));
  return new Map(rows.map((row) => [row.exchangeId, row]));
}

/** The last move of each of these that led out of a state. The caller says what may be shown of it. */
export async function lastMovesFrom(act: Act, ids: readonly string[], state: State): Promise<Map<string, MoveRow>> {
  const rows = await act.tx
    .select()
    .from(moves)
    .where(and(inArray(moves.exchangeId, [...ids, '']), eq(moves.fromState, state)))
    .orderBy(asc(moves.at), asc(moves.id));
  return new Map(rows.map((row) => [row.exchangeId, row]));
}

/** Whoever moved each of these, from asking on: once each, in no order. */
export async function moversOf(act: Act, exchangeIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(exchangeIds.map((id) => [id, []]));
  if (exchangeIds.length === 0) return found;
  for (const { exchangeId, actorId } of await moversQuery(act.tx).execute({ exchangeIds })) {
    found.get(exchangeId)?.push(actorId);
  }
  return found;
}

/** Who sat at the desk when it was asked for; what nobody asked for is not in it. */
export async function requestersOf(act: Act, exchangeIds: readonly string[]): Promise<Map<string, string>> {
  if (exchangeIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ exchangeId: moves.exchangeId, actorId: moves.actorId })
    .from(moves)
    .where(and(inArray(moves.exchangeId, [...exchangeIds]), eq(moves.move, 'request')));
  return new Map(rows.map(({ exchangeId, actorId }) => [exchangeId, actorId]));
}

const moversQuery = prepared((tx) =>
  tx
    .selectDistinct({ exchangeId: moves.exchangeId, actorId: moves.actorId })
    .from(moves)
    .where(among(moves.exchangeId, 'exchangeIds'))
    .prepare('movers_of_exchanges'),
);
