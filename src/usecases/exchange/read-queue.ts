/** One queue as a page: its rows, how many there are in all, where they lie, and which of them may be ticked. */
import type { Act } from '#db/act';
import { mayEver } from '#domain/permission';
import { LEVELS, levelOf, type RegionCode } from '#domain/region';
import { findExchange } from '#records/exchange';
import { type PlaceName, placeNames } from '#records/place';
import { besideIt, countOf, pageOf, placesOf, type Waiting } from '#records/queue';
import type { Desk } from '#usecases/desk';
import { cleanIn } from '#usecases/exchange/check-many';
import { type Cleanness, cleannessOf } from '#usecases/exchange/clean';
import { QUEUES, type QueueName, queueFor } from '#usecases/exchange/queues';
import { linesFor } from '#usecases/exchange/view';
import { type DeskLine, deskLines } from '#usecases/exchange/work';

export const PAGE = 50;
/** Where rows are ticked, a page is longer. */
const BULK_PAGE = 100;

export interface QueueRow extends DeskLine {
  /** Null where rows of this queue are not ticked by this officer. */
  clean: Cleanness | null;
}

export interface QueueView {
  name: QueueName;
  /** In the place that is looked at. */
  count: number;
  rows: QueueRow[];
  after: string | null;
  /** Rows of the whole list that may be done together, not only of this page; null where they are not. */
  clean: { count: number; more: boolean } | null;
  /** What can be chosen below: villages of a town, towns of a county. One place is no choice. */
  places: { code: RegionCode; place: PlaceName | null; count: number }[];
}

export interface QueueQuestion {
  place: RegionCode | null;
  after: string | null;
}

/** @throws Refusal not_found */
export const readQueue = (desk: Desk, name: QueueName, question: QueueQuestion): Promise<QueueView> =>
  desk.read(async (act) => {
    const queue = await queueFor(act, name);
    const bulk = QUEUES[name].bulk === true && mayEver(act.actor, 'exchange.credit');
    const page = await pageOf(queue.act, queue.waiting, { ...question, limit: bulk ? BULK_PAGE : PAGE });
    const lines = await deskLines(act, await linesFor(act, page.rows));
    const ticks = bulk ? await cleannessOf(act, page.rows) : null;
    const clean = bulk ? await cleanIn(queue.act, queue.waiting, question.place) : null;
    return {
      name,
      count: await countOf(queue.act, queue.waiting, question.place),
      rows: lines.map((line) => ({ ...line, clean: ticks?.get(line.exchange.id) ?? null })),
      after: page.after,
      clean: clean && { count: clean.rows.length, more: clean.more },
      places: await choicesOf(queue.act, queue.waiting, question.place),
    };
  });

/** One level below what is reached, or below the place that was chosen; a village has nothing below and keeps its own list. */
async function choicesOf(act: Act, waiting: Waiting, place: RegionCode | null): Promise<QueueView['places']> {
  const reach = act.actor.kind === 'staff' ? act.actor.grants.map((grant) => grant.regionCode.length) : [];
  const here = place !== null && levelOf(place) !== 'village' ? place.length : Math.min(...reach, LEVELS.town);
  const below = Object.values(LEVELS).find((length) => length > here) ?? LEVELS.village;
  const inside = place !== null && levelOf(place) !== 'village' ? place : null;
  const found = await placesOf(act, waiting, below, inside);
  const names = await placeNames(
    act,
    found.map(({ code }) => code),
  );
  return found.map(({ code, rows }) => ({ code, place: names.get(code) ?? null, count: rows }));
}

/** The records before and after this one in a queue, whether or not it still stands there. @throws Refusal not_found */
export const neighboursOf = (desk: Desk, name: QueueName, place: RegionCode | null, id: string) =>
  desk.read(async (act) => {
    const queue = await queueFor(act, name);
    const exchange = await findExchange(act, id, 'exchange.read');
    return {
      before: await besideIt(queue.act, queue.waiting, place, exchange, 'before'),
      after: await besideIt(queue.act, queue.waiting, place, exchange, 'after'),
    };
  });
