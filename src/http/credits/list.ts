/** The list that crediting together was begun from: one comes back to it, and the county's is not the town's. */
import { contextOf, type QueueContext } from '#http/queue/context';
import { type StaffVisit, withQuery } from '#http/staff-page';

/** Named in the address, or by the form that was refused. */
export const listOf = (visit: StaffVisit): QueueContext =>
  contextOf({ ...visit, query: { ...visit.query, ...visit.body } }) ?? { queue: 'credits', place: null, after: null };

export const resultUrl = ({ queue, place }: QueueContext, key: string): string =>
  withQuery(`/credits/${key}`, { queue, place });
