/**
 * 记一次服务: what a helper writes down at the door. An order of a day before or after may be the same visit: then she is
 * asked, because two records of one visit would be paid twice and the order's minutes would stay held.
 */
import { addDays, type Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { openOrders } from '#records/recent';
import type { Desk } from '#usecases/desk';
import { logExchange } from '#usecases/exchange/log';
import { logServed, type ServedLog } from '#usecases/exchange/log-served';
import { assignExchange } from '#usecases/exchange/match';
import { type ExchangeLine, linesFor, viewExchange } from '#usecases/exchange/view';

export interface VisitLog extends ServedLog {
  /** The order that this visit was; 'new' = none of those that were shown; null = nobody was asked yet. */
  order: string | null;
}

/**
 * @throws Refusal which_order (an open order might be it) · what logging, and taking an open order, refuse
 */
export async function logVisit(desk: Desk, visit: VisitLog): Promise<{ id: string }> {
  const { order, ...log } = visit;
  if (order === null) {
    const volunteerIds = log.volunteers.map((one) => one.memberId);
    const open = await ordersAround(desk, log.memberIds, volunteerIds, log.servedOn);
    if (open.length > 0) throw new Refusal('which_order', { field: 'order' });
  }
  if (order === null || order === 'new') return logServed(desk, log);
  await logOrder(desk, order, log);
  return { id: order };
}

async function logOrder(desk: Desk, id: string, log: ServedLog): Promise<void> {
  const { exchange } = await viewExchange(desk, id, 'exchange.log');
  // The first press went through after all.
  const mine = exchange.state === 'logged' && exchange.loggedBy === desk.actor.id;
  if (mine && exchange.servedOn === log.servedOn) return;
  if (exchange.state === 'approved') {
    for (const { memberId } of log.volunteers) await assignExchange(desk, { id, volunteerId: memberId });
  }
  const { servedOn, times, volunteers, serviceCode } = log;
  await logExchange(desk, { id, servedOn, times, volunteers, serviceCode });
}

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
