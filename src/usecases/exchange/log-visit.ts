/**
 * 记一次服务: what a helper writes down at the door. An order of a day before or after may be the same visit, and so may a
 * record that is there: then she is asked, because two records of one visit would be paid twice and the order's minutes
 * would stay held.
 */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { logIn } from '#usecases/exchange/log';
import { logServedIn, type Unasked } from '#usecases/exchange/log-served';
import { assignIn } from '#usecases/exchange/match';
import { reachExchange } from '#usecases/exchange/reach';
import { askWhichRecord, isOnRecord, type Joined, joinIn, ordersLike, type Seen } from '#usecases/exchange/same-visit';
import { type Writer, writerOf } from '#usecases/exchange/writer';
import { visitWith } from '#usecases/visit/with-service';

export interface Visit extends Unasked {
  /** The elder stood beside it and was told what is written down. */
  told?: boolean;
  /** The order or record that this visit was; 'new' = none of those that were shown; null = nobody was asked yet. */
  order: string | null;
}

export interface Logged {
  id: string;
  /** Where it was on record already: nothing was written anew. */
  joined: Joined | null;
}

/**
 * @throws Refusal which_order (an open order might be it) · which_record (it may be on record) · key_reused · what logging, and
 *   taking an open order, refuse
 */
export const logVisit = (
  desk: Desk,
  { key, ...visit }: Visit & { key: string },
  asking: Asking = EVERYTHING,
): Promise<Logged> =>
  desk.write([], (act) => once(act, key, visit, () => logVisitIn(act, visit, writerOf(act), asking)));

/** What is asked of whoever has not answered yet. A phone that syncs can ask nobody: its record is kept, and told of. */
export interface Asking {
  orders: boolean;
  records: boolean;
  /** Records that are known to be other visits: the other lines of one sheet. */
  apart?: readonly string[];
}

const EVERYTHING: Asking = { orders: true, records: true };

/** The same in a unit of somebody else's: nothing of it is there before all of it is. */
export async function logVisitIn(
  act: Act,
  visit: Visit,
  writer = writerOf(act),
  asking: Asking = EVERYTHING,
): Promise<Logged> {
  const { order, told = false, ...log } = visit;
  act.aloud = told;
  // A round is nobody's order: what was ordered at one of its doors is written down by itself.
  if (order === null && !log.doors) await askWhich(act, log, asking);
  if (order === null || order === 'new' || log.doors) {
    return { ...(await logServedIn(act, log, writer)), joined: null };
  }
  const { exchange } = await reachExchange(act, order, 'exchange.log');
  const theirs = exchange.beneficiaryIds.some((id) => log.memberIds.includes(id));
  if (!theirs) throw new Refusal('not_found', { field: 'order' });
  if (isOnRecord(exchange)) {
    const joined = await joinIn(act, exchange, log, writer);
    await alsoFound(act, log, writer);
    return { id: order, joined };
  }
  if (exchange.state === 'approved') await assignAll(act, order, log.volunteers);
  const { servedOn, times, volunteers, serviceCode, sure } = log;
  await logIn(
    act,
    await reachExchange(act, order, 'exchange.log'),
    { servedOn, times, volunteers, serviceCode, sure },
    writer,
  );
  return { id: order, joined: null };
}

/** The service was on record, but what was wrong there may not be: it is never dropped with the rest of a second word. */
async function alsoFound(act: Act, { found, memberIds, volunteers, servedOn }: Unasked, writer: Writer): Promise<void> {
  if (!found || found.findings.length === 0) return;
  const volunteerIds = volunteers.map(({ memberId }) => memberId);
  await visitWith(act, { exchangeId: null, memberIds, volunteerIds, servedOn, halfDay: null }, found, writer);
}

async function askWhich(act: Act, { memberIds, volunteers, servedOn }: Unasked, asking: Asking): Promise<void> {
  const seen: Seen = { memberIds, volunteerIds: volunteers.map(({ memberId }) => memberId), servedOn };
  if (asking.orders && (await ordersLike(act, seen)).length > 0) throw new Refusal('which_order', { field: 'order' });
  if (asking.records) await askWhichRecord(act, seen, asking.apart);
}

async function assignAll(act: Act, id: string, volunteers: Visit['volunteers']): Promise<void> {
  for (const { memberId } of volunteers) {
    const reached = await reachExchange(act, id, 'exchange.assign');
    // One more came than was asked for: they are written down with the others.
    if (reached.exchange.state === 'approved') await assignIn(act, reached, memberId);
  }
}
