/** 退回: a request or record goes back with a reason; it remembers where it was, and the corrected one re-enters there. */
import { reasoned } from '#domain/reason';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import type { Decision } from '#usecases/exchange/end';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { decide } from '#usecases/exchange/reach';

/** @throws Refusal not_found · state_moved · reason_needed · own_record · own_family_decision */
export async function returnExchange(desk: Desk, decision: Decision): Promise<void> {
  const { reason, note } = reasoned(decision);
  await decide(desk, decision.id, 'exchange.return', async (act, { exchange, grant }) => {
    const request = exchange.state === 'requested';
    await refuseOwnDecision(act, exchange, request ? 'request' : 'check');
    const changes = {
      stateBefore: exchange.state,
      reason,
      reasonNote: note,
      checkedBy: null,
      checkedAt: null,
    };
    const move = request ? 'returnRequest' : 'returnRecord';
    await moveExchange(act, exchange, move, changes, { grant, reason, note });
  });
}
