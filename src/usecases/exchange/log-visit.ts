/**
 * 记一次服务: what a helper writes down at the door. An order of a day before or after may be the same visit: then she is
 * asked, because two records of one visit would be paid twice and the order's minutes would stay held.
 */
import type { Act } from '#db/act';
import { addDays, type Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { openOrders } from '#records/recent';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { logIn } from '#usecases/exchange/log';
import { logServedIn, type Unasked } from '#usecases/exchange/log-served';
import { assignIn } from '#usecases/exchange/match';
import { reachExchange } from '#usecases/exchange/reach';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { writerOf } from '#usecases/exchange/writer';

export interface Visit extends Unasked {
  /** The elder stood beside it and was told what is written down. */
  told?: boolean;
  /** The order that this visit was; 'new' = none of those that were shown; null = nobody was asked yet. */
  order: string | null;
}

/**
 * @throws Refusal which_order (an open order might be it) · key_reused · what logging, and taking an open order, refuse
 */
export const logVisit = (desk: Desk, { key, ...visit }: Visit & { key: string }): Promise<{ id: string }> =>
  desk.write([], (act) => once(act, key, visit, () => logVisitIn(act, visit)));

/** The same in a unit of somebody else's: nothing of it is there before all of it is. */
export async function logVisitIn(act: Act, visit: Visit, writer = writerOf(act)): Promise<{ id: string }> {
  const { order, told = false, ...log } = visit;
  act.aloud = told;
  if (order === null && (await ordersLike(act, log)).length > 0) {
    throw new Refusal('which_order', { field: 'order' });
  }
  if (order === null || order === 'new') return logServedIn(act, log, writer);
  // An order is for one visit: a sheet with twelve doors cannot be it.
  if (log.doors) throw new Refusal('not_understood', { field: 'order' });
  const { exchange } = await reachExchange(act, order, 'exchange.log');
  const theirs = exchange.beneficiaryIds.some((id) => log.memberIds.includes(id));
  if (!theirs) throw new Refusal('not_found', { field: 'order' });
  if (exchange.state === 'approved') await assignAll(act, order, log.volunteers);
  const { servedOn, times, volunteers, serviceCode, sure } = log;
  await logIn(
    act,
    await reachExchange(act, order, 'exchange.log'),
    { servedOn, times, volunteers, serviceCode, sure },
    writer,
  );
  return { id: order };
}

async function assignAll(act: Act, id: string, volunteers: Visit['volunteers']): Promise<void> {
  for (const { memberId } of volunteers) {
    const reached = await reachExchange(act, id, 'exchange.assign');
    // One more came than was asked for: they are written down with the others.
    if (reached.exchange.state === 'approved') await assignIn(act, reached, memberId);
  }
}

const ordersLike = (act: Act, { memberIds, volunteers, servedOn }: Unasked) =>
  openOrders(act, 'exchange.log', {
    memberIds,
    volunteerIds: volunteers.map(({ memberId }) => memberId),
    from: addDays(servedOn, -1),
    to: addDays(servedOn, 1),
  });

/** Orders for these people that one of these volunteers took, or nobody yet, around a day. */
export const ordersAround = (
  desk: Desk,
  memberIds: readonly string[],
  volunteerIds: readonly string[],
  day: Day,
): Promise<ExchangeLine[]> =>
  desk.read(async (act) => {
    const around = { memberIds, volunteerIds, from: addDays(day, -1), to: addDays(day, 1) };
    return linesFor(act, await openOrders(act, 'exchange.log', around));
  });
