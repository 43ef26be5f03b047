/**
 * What waits for somebody, in SQL. A count and the list behind it are asked with the same condition, and a page goes on
 * after the last row that was shown: however many records are decided meanwhile, nobody stands on two pages.
 */
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeFlags, exchanges, moves } from '#db/schema/care';
import type { Day, Instant } from '#domain/day';
import type { State } from '#domain/exchange';
import type { Action } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { type Exchange, exchangesById } from '#records/exchange';
import { codeWithin, exchangeScope, regionScope } from '#records/scope';

/** A list somebody works through: whose reach, what is in it, and in which order. */
export interface Waiting {
  action: Action;
  where: SQL;
  /** Oldest in its state first, or the planned day first. */
  sort: 'since' | 'plannedOn';
}

export const all = (...conditions: (SQL | undefined)[]): SQL => and(...conditions) ?? sql`1 = 1`;
const some = (...conditions: (SQL | undefined)[]): SQL => or(...conditions) ?? sql`1 = 0`;
const is = (...states: State[]): SQL => inArray(exchanges.state, states);

export const requested = (): SQL => is('requested');
export const toPlace = (): SQL => is('approved');
export const dueBy = (today: Day): SQL => all(is('matched', 'in_service'), lte(exchanges.plannedOn, today));
export const unconfirmed = (): SQL => is('logged');
export const returned = (): SQL => is('returned');
export const unchecked = (): SQL => all(is('confirmed'), isNull(exchanges.checkedAt));
export const uncovered = (): SQL => all(is('confirmed'), isNotNull(exchanges.coverShort));
export const creditedSince = (at: Instant): SQL => all(is('credited'), gte(exchanges.since, at));
export const reversalProposed = (): SQL => all(is('credited'), isNotNull(exchanges.reversalAt));

/** Nothing about it asks for a look of its own. */
export const unflagged = (act: Act): SQL =>
  notExists(act.tx.select({ one: sql`1` }).from(exchangeFlags).where(eq(exchangeFlags.exchangeId, exchanges.id)));

/** Checked, payable as far as anybody knows, and served in these months. */
export const creditable = (months: SQL): SQL =>
  all(is('confirmed'), isNotNull(exchanges.checkedAt), isNull(exchanges.coverShort), months);

/** Minutes were held by rule and the visit has not been made: the town looks at it after. */
export const heldByRule = (act: Act): SQL =>
  all(
    is('approved', 'matched', 'in_service'),
    exists(
      act.tx
        .select({ one: sql`1` })
        .from(moves)
        .where(and(eq(moves.exchangeId, exchanges.id), eq(moves.move, 'holdByRule'))),
    ),
  );

/** Waits for a decision since before this instant, in each of these places. */
export const undecidedSince = (bounds: readonly { prefix: RegionCode; before: Instant }[]): SQL =>
  all(
    is('requested', 'confirmed'),
    isNull(exchanges.coverShort),
    some(...bounds.map(({ prefix, before }) => and(within(prefix), lt(exchanges.since, before)))),
  );

/** The first day whose month is still open, for groups of places: it may differ where a county set another closing day. */
export interface OpenSince {
  regionCodes: readonly RegionCode[];
  day: Day;
}
export const servedIn = (which: 'open' | 'closed', groups: readonly OpenSince[]): SQL =>
  some(
    ...groups.map(({ regionCodes, day }) =>
      and(
        inArray(exchanges.regionCode, [...regionCodes]),
        which === 'open' ? gte(exchanges.servedOn, day) : lt(exchanges.servedOn, day),
      ),
    ),
  );

const within = (prefix: RegionCode): SQL =>
  some(codeWithin(exchanges.regionCode, [prefix]), codeWithin(exchanges.recipientTown, [prefix]));

/**
 * Where the confirmed records of this officer's reach were served. Asked side by side, each by its own index: with an OR,
 * SQLite would look at every confirmed record of the city.
 */
export async function regionsOfConfirmed(act: Act, action: Action): Promise<RegionCode[]> {
  const confirmedIn = (reached: SQLWrapper) =>
    act.tx
      .selectDistinct({ code: exchanges.regionCode })
      .from(exchanges)
      .where(all(is('confirmed'), regionScope(act, action, reached)));
  const rows = await confirmedIn(exchanges.regionCode).union(confirmedIn(exchanges.recipientTown));
  return rows.map((row) => row.code).sort();
}

/** @param place only those served inside this code */
const inQueue = (act: Act, queue: Waiting, place: RegionCode | null): SQL =>
  all(queue.where, exchangeScope(act, queue.action), place ? codeWithin(exchanges.regionCode, [place]) : undefined);

export async function countOf(act: Act, queue: Waiting, place: RegionCode | null = null): Promise<number> {
  const [row] = await act.tx
    .select({ rows: count() })
    .from(exchanges)
    .where(inQueue(act, queue, place));
  return row?.rows ?? 0;
}

/** How many wait in each place of this code length, by code. */
export async function placesOf(act: Act, queue: Waiting, length: number, place: RegionCode | null = null) {
  const code = sql<string>`substr(${exchanges.regionCode}, 1, cast(${length} as integer))`;
  return act.tx
    .select({ code, rows: count() })
    .from(exchanges)
    .where(inQueue(act, queue, place))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}

const columnOf = (queue: Waiting) => (queue.sort === 'since' ? exchanges.since : exchanges.plannedOn);

/** A place in the queue, as it stands in an address. */
const keyOf = (queue: Waiting, row: { id: string; since: Instant; plannedOn: Day | null }): string =>
  `${queue.sort === 'since' ? row.since : (row.plannedOn ?? '')}~${row.id}`;

function beyond(queue: Waiting, key: string, side: 'after' | 'before'): SQL | undefined {
  const [value = '', id = ''] = key.split('~');
  if (queue.sort === 'since' && !/^\d{1,15}$/.test(value)) return undefined;
  const at = queue.sort === 'since' ? Number(value) : value;
  const column = columnOf(queue);
  const past = side === 'after' ? gt : lt;
  return some(past(column, at), all(eq(column, at), past(exchanges.id, id)));
}

export interface QueuePage {
  rows: Exchange[];
  /** What to hand in for the next page; null on the last one. */
  after: string | null;
}

/** Where in a queue a page begins, and how long it is. */
interface PageAt {
  place: RegionCode | null;
  after: string | null;
  limit: number;
}

export async function pageOf(act: Act, queue: Waiting, at: PageAt): Promise<QueuePage> {
  const { ids, after } = await idsOf(act, queue, at);
  return { rows: await exchangesById(act, ids), after };
}

/** The page without what stands in its rows. */
export async function idsOf(act: Act, queue: Waiting, at: PageAt): Promise<{ ids: string[]; after: string | null }> {
  const rows = await act.tx
    .select({ id: exchanges.id, since: exchanges.since, plannedOn: exchanges.plannedOn })
    .from(exchanges)
    .where(and(inQueue(act, queue, at.place), at.after ? beyond(queue, at.after, 'after') : undefined))
    .orderBy(asc(columnOf(queue)), asc(exchanges.id))
    .limit(at.limit + 1);
  const shown = rows.slice(0, at.limit);
  const last = shown.at(-1);
  return { ids: shown.map((row) => row.id), after: rows.length > at.limit && last ? keyOf(queue, last) : null };
}

/** The record that stands next to this one, whether or not it is still in the queue itself. */
export async function besideIt(
  act: Act,
  queue: Waiting,
  place: RegionCode | null,
  exchange: Exchange,
  side: 'after' | 'before',
): Promise<string | null> {
  const order = side === 'after' ? asc : desc;
  const [row] = await act.tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .where(and(inQueue(act, queue, place), beyond(queue, keyOf(queue, exchange), side)))
    .orderBy(order(columnOf(queue)), order(exchanges.id))
    .limit(1);
  return row?.id ?? null;
}
