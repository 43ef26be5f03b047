/** 未见到人: the volunteer went and nobody was home. 0 minutes, what was held is given back, the fact stays as evidence. */
import { addEvidence } from '#records/evidence';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { releaseHeld } from '#usecases/exchange/hold';
import { decide } from '#usecases/exchange/reach';

/** @throws Refusal not_found · state_moved */
export async function recordNobodyHome(desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> {
  await decide(desk, id, 'exchange.log', async (act, { exchange, grant }) => {
    const because = { grant, reason: 'nobody_home', note };
    const ended = await moveExchange(act, exchange, 'nobodyHome', { reason: 'nobody_home', reasonNote: note }, because);
    await addEvidence(act, id, { kind: 'nobody_home', byId: act.actor.id, note });
    await releaseHeld(act, ended, 'nobody_home');
  });
}
