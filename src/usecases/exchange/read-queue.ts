/** One queue as a page: its rows, how many there are in all, where they lie, and which of them may be ticked. */
import { mayEver } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { exchangesById, findExchange } from '#records/exchange';
import { besideIt, countOf, idsOf, placesOf } from '#records/queue';
import { choicesBelow, PAGE, type PlaceChoice } from '#usecases/choices';
import type { Desk } from '#usecases/desk';
import { unflaggedIn } from '#usecases/exchange/check-many';
import { type Cleanness, cleannessOf } from '#usecases/exchange/clean';
import { QUEUES, type QueueName, queueFor } from '#usecases/exchange/queues';
import { linesFor } from '#usecases/exchange/view';
import { type DeskLine, deskLines } from '#usecases/exchange/work';

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
  places: PlaceChoice[];
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
    const page = await idsOf(queue.act, queue.waiting, { ...question, limit: bulk ? BULK_PAGE : PAGE });
    const unflagged = bulk ? await unflaggedIn(queue.act, queue.waiting, question.place) : null;
    // Rows of the page and those that may be done together are mostly the same: they are read and judged once.
    const found = await exchangesById(act, [...new Set([...page.ids, ...(unflagged?.ids ?? [])])]);
    const clean = bulk ? await cleannessOf(queue.act, found) : null;
    const lines = await deskLines(act, await linesFor(act, found.slice(0, page.ids.length)));
    const places = await choicesBelow(queue.act, question.place, (length, inside) =>
      placesOf(queue.act, queue.waiting, length, inside),
    );
    return {
      name,
      // Everything lies in one of the places.
      count:
        question.place === null
          ? places.reduce((sum, place) => sum + place.count, 0)
          : await countOf(queue.act, queue.waiting, question.place),
      rows: lines.map((line) => ({ ...line, clean: clean?.get(line.exchange.id) ?? null })),
      after: page.after,
      clean: unflagged && {
        count: unflagged.ids.filter((id) => clean?.get(id)?.doubt === null).length,
        more: unflagged.after !== null,
      },
      places,
    };
  });

/** The records before and after one in a queue; null at its ends. */
export interface Neighbours {
  before: string | null;
  after: string | null;
}

/** They stand in a page of the queue that is at hand; null where the page breaks off beside the record, or without it. */
export function neighboursIn({ rows, after }: QueueView, from: string | null, id: string): Neighbours | null {
  const at = rows.findIndex(({ exchange }) => exchange.id === id);
  const breaksOff = (at === 0 && from !== null) || (at === rows.length - 1 && after !== null);
  if (at < 0 || breaksOff) return null;
  return { before: rows[at - 1]?.exchange.id ?? null, after: rows[at + 1]?.exchange.id ?? null };
}

/** They are asked for, whether or not the record still stands in the queue. @throws Refusal not_found */
export const neighboursOf = (desk: Desk, name: QueueName, place: RegionCode | null, id: string): Promise<Neighbours> =>
  desk.read(async (act) => {
    const queue = await queueFor(act, name);
    const exchange = await findExchange(act, id, 'exchange.read');
    return {
      before: await besideIt(queue.act, queue.waiting, place, exchange, 'before'),
      after: await besideIt(queue.act, queue.waiting, place, exchange, 'after'),
    };
  });
