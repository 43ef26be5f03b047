/** The town approves a request: medium or high risk, or not covered when it was made. Minutes are held with the decision. */
import { must, Refusal } from '#domain/refusal';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { coverFor } from '#usecases/exchange/cover';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { holdCover } from '#usecases/exchange/hold';
import { decide } from '#usecases/exchange/reach';
import { refuseInStorm } from '#usecases/storm/hold';

/** @throws Refusal not_found · state_moved · own_record · own_family_decision · minutes_short (params.missing) · storm_holds */
export async function approveExchange(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.approve', async (act, { exchange, grant }) => {
    await refuseOwnDecision(act, exchange, 'request');
    await refuseInStorm(act, exchange.regionCode);
    const cover = await coverFor(act, { ...exchange, minutes: must(exchange.plannedMinutes) });
    if (exchange.state === 'requested' && cover.short > 0) throw new Refusal('minutes_short', { missing: cover.short });
    const approved = await moveExchange(act, exchange, 'approve', { approvedAt: act.now }, { grant });
    await holdCover(act, approved, cover, act.actor.id);
  });
}
