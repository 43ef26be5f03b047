/** Which list a record is looked at from, and where in it: handed along in addresses, so that one comes back to it. */
import { levelOf, type RegionCode } from '#domain/region';
import { type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { isQueue, mayOpen, type QueueName } from '#usecases/exchange/queues';

export interface ListContext {
  queue: string;
  place: RegionCode | null;
  after: string | null;
}

/** A list of records; those of people have names of their own. */
export interface QueueContext extends ListContext {
  queue: QueueName;
}

/** A code that could be a place; anything else is no wish. */
const placeIn = (typed: string): RegionCode | null => (/^\d+$/.test(typed) && levelOf(typed) ? typed : null);

/** Where in a list one is, from its own address. */
export const contextIn = <N extends string>({ query }: StaffVisit, queue: N) => ({
  queue,
  place: placeIn(textOf(query, 'place')),
  after: textOf(query, 'after') || null,
});

/** From `?queue=…&place=…&after=…`; null when one did not come from a list, or from one that is not theirs. */
export function contextOf(visit: StaffVisit): QueueContext | null {
  const queue = textOf(visit.query, 'queue');
  return isQueue(queue) && mayOpen(visit.actor, queue) ? contextIn(visit, queue) : null;
}

export const queueUrl = (
  { queue, place, after }: ListContext,
  set: { record?: string | null; after?: string | null } = {},
): string => withQuery(`/queue/${queue}`, { place, after, record: null, ...set });

/** The record by itself, as it stands in this list. */
export const recordUrl = ({ queue, place, after }: QueueContext, id: string): string =>
  withQuery(`/exchanges/${id}/file`, { queue, place, after });

/** Checking rows of this list together; `all` takes every clean one, else they are ticked. */
export const togetherUrl = ({ queue, place }: QueueContext): string =>
  withQuery('/credits', { queue, place, all: '1' });
