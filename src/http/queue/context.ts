/** Which list a record is looked at from, and where in it: handed along in addresses, so that one comes back to it. */
import { levelOf, type RegionCode } from '#domain/region';
import { type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { isQueue, mayOpen, type QueueName } from '#usecases/exchange/queues';

export interface QueueContext {
  queue: QueueName;
  place: RegionCode | null;
  after: string | null;
}

/** A code that could be a place; anything else is no wish. */
export const placeIn = (typed: string): RegionCode | null => (/^\d+$/.test(typed) && levelOf(typed) ? typed : null);

/** From `?queue=…&place=…&after=…`; null when one did not come from a list, or from one that is not theirs. */
export function contextOf({ query, actor }: StaffVisit): QueueContext | null {
  const queue = textOf(query, 'queue');
  if (!isQueue(queue) || !mayOpen(actor, queue)) return null;
  return { queue, place: placeIn(textOf(query, 'place')), after: textOf(query, 'after') || null };
}

export const queueUrl = (
  { queue, place, after }: QueueContext,
  set: { record?: string | null; after?: string | null } = {},
): string => withQuery(`/queue/${queue}`, { place, after, record: null, ...set });

/** The record by itself, as it stands in this list. */
export const recordUrl = ({ queue, place, after }: QueueContext, id: string): string =>
  withQuery(`/exchanges/${id}/file`, { queue, place, after });

/** Checking rows of this list together; `all` takes every clean one, else they are ticked. */
export const togetherUrl = ({ queue, place }: QueueContext): string =>
  withQuery('/credits', { queue, place, all: '1' });
