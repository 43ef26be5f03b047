/**
 * 登记一单: an order that was served is written down by whoever served or by the helper. The visit may be on record already,
 * from a phone at the door or from paper: then she is asked, because two records of one visit would be paid twice. Where it
 * is that record, her word goes there and the order is over: what was held for it is given back, and can pay for the record.
 */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { type Exchange, moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { releaseHeld } from '#usecases/exchange/hold';
import { type Log, logIn } from '#usecases/exchange/log';
import type { Logged } from '#usecases/exchange/log-visit';
import { decide, type Reached, reachExchange } from '#usecases/exchange/reach';
import { askWhichRecord, isOnRecord, type Joined, joinIn } from '#usecases/exchange/same-visit';
import { writerOf } from '#usecases/exchange/writer';

export interface OrderLog extends Log {
  id: string;
  /** The elder stood beside it and was told what is written down. */
  told?: boolean;
  /** The record that this visit was; 'new' = none of those that were shown; null = nobody was asked yet. */
  record: string | null;
}

/**
 * @returns the record that her word stands on: the order's own, or the one that it turned out to be
 * @throws Refusal which_record (it may be on record) · what logging and joining a record refuse
 */
export const logOrder = (desk: Desk, { id, told = false, record, ...log }: OrderLog): Promise<Logged> =>
  decide(desk, id, 'exchange.log', async (act, reached) => {
    act.aloud = told;
    const came = { ...log, volunteers: log.volunteers.length > 0 ? log.volunteers : reached.exchange.volunteers };
    if (record === null) await askWhichRecord(act, seenOn(reached.exchange, came));
    if (record !== null && record !== 'new') return { id: record, joined: await foundIn(act, reached, record, came) };
    await logIn(act, reached, log);
    return { id, joined: null };
  });

const seenOn = ({ beneficiaryIds }: Exchange, { servedOn, volunteers }: Pick<Log, 'servedOn' | 'volunteers'>) => ({
  memberIds: beneficiaryIds,
  volunteerIds: volunteers.map(({ memberId }) => memberId),
  servedOn,
});

/** @throws Refusal not_found (no record, or of other people) · state_moved */
async function foundIn(act: Act, order: Reached, id: string, log: Log): Promise<Joined> {
  const { exchange } = await reachExchange(act, id, 'exchange.log');
  const theirs = exchange.beneficiaryIds.some((one) => order.exchange.beneficiaryIds.includes(one));
  if (!theirs || !isOnRecord(exchange)) throw new Refusal('not_found', { field: 'order' });
  const joined = await joinIn(act, exchange, log, writerOf(act));
  const reason = 'on_record';
  const ended = await moveExchange(act, order.exchange, 'foundOnRecord', { reason }, { grant: order.grant, reason });
  await releaseHeld(act, ended, reason);
  return joined;
}
