/** 不是这样: the recipient's side says that a record is not so. It goes back to whoever logged it, and the word stays on it. */
import { reasoned } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import type { Decision } from '#usecases/exchange/end';
import { decide } from '#usecases/exchange/reach';

/**
 * By the recipient or her kin, never by staff for her: what she only said to somebody is theirs to return.
 * @throws Refusal not_found · state_moved · reason_needed
 */
export async function denyExchange(desk: Desk, decision: Decision): Promise<void> {
  const { reason, note } = reasoned(decision);
  if (desk.actor.kind !== 'member') throw new Refusal('not_found');
  await decide(desk, decision.id, 'exchange.confirm', async (act, { exchange }) => {
    const changes = { stateBefore: exchange.state, reason, reasonNote: note };
    await moveExchange(act, exchange, 'deny', changes, { reason, note });
  });
}
