/** 初审: the village clerk or the social worker looks at the record before the town does. Not the logger, not a party, not their family. */
import { Refusal } from '#domain/refusal';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { decide } from '#usecases/exchange/reach';
import { reflagTrust } from '#usecases/exchange/reflag';

/** @throws Refusal not_found · state_moved · already_done · own_record · own_family_decision · four_eyes */
export async function checkExchange(desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> {
  await decide(desk, id, 'exchange.check', async (act, { exchange, grant }) => {
    if (exchange.checkedAt !== null) throw new Refusal('already_done');
    await refuseOwnDecision(act, exchange, 'check');
    await moveExchange(act, exchange, 'check', { checkedBy: act.actor.id, checkedAt: act.now }, { grant, note });
    // Whoever checks has a hand in it too, and may have been there when a PIN was chosen.
    await reflagTrust(act, exchange);
  });
}
