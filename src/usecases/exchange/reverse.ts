/**
 * 冲正: a credit that should not have been is mirrored, never edited. One officer proposes it, another accepts it, and neither took
 * part in the record. Minutes already spent become a debt (欠) of exactly the shortfall, named in the entry.
 */
import { reasoned } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { creditOf, reverse, type Shortfall, shortfallsOf } from '#ledger/reverse';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import type { Decision } from '#usecases/exchange/end';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { decide } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';

/** @throws Refusal not_found · state_moved · already_done · reason_needed · own_record · own_family_decision · four_eyes */
export async function proposeReversal(desk: Desk, proposed: Decision): Promise<void> {
  const { reason, note } = reasoned(proposed);
  await decide(desk, proposed.id, 'exchange.reverse', async (act, { exchange, grant }) => {
    if (exchange.reversalAt !== null) throw new Refusal('already_done');
    await refuseOwnDecision(act, exchange, 'credit');
    const changes = { reversalBy: act.actor.id, reversalAt: act.now, reversalReason: reason };
    await moveExchange(act, exchange, 'proposeReversal', changes, { grant, reason, note });
  });
}

/** What accepting would leave owed, to be read before it is accepted. */
export async function reversalShortfalls(desk: Desk, { id }: { id: string }): Promise<Shortfall[]> {
  return desk.read(async (act) => {
    const credit = await creditOf(act, id);
    return credit ? shortfallsOf(act, credit.eventId) : [];
  });
}

/**
 * @param accepted the shortfalls that the officer was shown and accepts
 * @throws Refusal not_found · state_moved · four_eyes (the proposer, and whoever had a hand in the record) · own_record ·
 *   own_family_decision
 */
export async function acceptReversal(
  desk: Desk,
  { id, accepted }: { id: string; accepted: Shortfall[] },
): Promise<void> {
  await decide(desk, id, 'exchange.acceptReversal', async (act, { exchange, grant }) => {
    if (exchange.reversalAt === null) throw new Refusal('state_moved', { state: exchange.state });
    if (exchange.reversalBy === act.actor.id || exchange.creditedBy === act.actor.id) throw new Refusal('four_eyes');
    await refuseOwnDecision(act, exchange, 'credit');
    const reason = exchange.reversalReason ?? 'reversed';
    const reversed = await moveExchange(act, exchange, 'reverse', {}, { grant, reason });
    await reflag(act, reversed);
    const credit = await creditOf(act, id);
    if (!credit) return;
    await reverse(act, credit.eventId, { approverId: act.actor.id, reason, key: `reversal:${id}`, accepted });
  });
}
