/** What the clock does to exchanges once a day: end what nobody took, send back what nobody confirmed. One unit a record. */
import { addDays, dayOf, workingDaysSince } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { dueToExpire, dueToReturn } from '#records/due';
import type { Desk } from '#usecases/desk';
import { expireExchange, PAST_DAYS, UNMATCHED_DAYS } from '#usecases/exchange/end';
import { closeOf } from '#usecases/exchange/reflag';
import { returnExchange } from '#usecases/exchange/return';

const DAY_MS = 86_400_000;
/** No sweep takes more than this in one night: a mistake in a rule must not end everything at once. */
const MOST = 500;

/** @returns how many were ended */
export async function expireDue(desk: Desk): Promise<number> {
  const today = dayOf(desk.now);
  const ids = await desk.read((act) =>
    dueToExpire(act, desk.now - UNMATCHED_DAYS * DAY_MS, addDays(today, -PAST_DAYS), MOST),
  );
  return each(ids, (id) => expireExchange(desk, { id }));
}

/**
 * A visit still unconfirmed when its month has closed goes back to whoever logged it, after the social worker had
 * as many working days for a home check as any decision has.
 * @returns how many were sent back
 */
export async function returnUnconfirmed(desk: Desk): Promise<number> {
  const today = dayOf(desk.now);
  const ids = await desk.read(async (act) => {
    const logged = await dueToReturn(act, desk.now, MOST);
    return logged
      .filter(({ regionCode, servedOn }) => servedOn !== null && closeOf(act, regionCode, servedOn) < today)
      .filter(({ regionCode, since }) => {
        const days = act.policy.get('decision.escalateWorkingDays', regionCode, today);
        return workingDaysSince(dayOf(since), today) > days;
      })
      .map(({ id }) => id);
  });
  return each(ids, (id) => returnExchange(desk, { id, reason: 'unconfirmed' }));
}

/** One at a time; what has moved meanwhile is left alone. */
async function each(ids: readonly string[], work: (id: string) => Promise<void>): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      await work(id);
      done++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return done;
}
