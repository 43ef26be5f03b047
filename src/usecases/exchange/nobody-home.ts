/** 未见到人: the volunteer went and nobody was home. 0 minutes, what was held is given back, the fact stays as evidence. */
import type { Act } from '#db/act';
import { addEvidence } from '#records/evidence';
import { moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { releaseHeld } from '#usecases/exchange/hold';
import { decide, type Reached } from '#usecases/exchange/reach';
import { type Writer, writerOf } from '#usecases/exchange/writer';

/** @throws Refusal not_found · state_moved */
export const recordNobodyHome = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  decide(desk, id, 'exchange.log', (act, reached) => nobodyHomeIn(act, reached, note));

/** The same in a unit of somebody else's, which has locked `decidingJournals`. @throws Refusal state_moved */
export async function nobodyHomeIn(
  act: Act,
  { exchange, grant }: Reached,
  note: string | null,
  writer: Pick<Writer, 'id' | 'deviceAt'> = writerOf(act),
): Promise<void> {
  const because = { grant, reason: 'nobody_home', note };
  const ended = await moveExchange(act, exchange, 'nobodyHome', { reason: 'nobody_home', reasonNote: note }, because);
  const { id: byId, deviceAt } = writer;
  await addEvidence(act, exchange.id, { kind: 'nobody_home', byId, deviceAt, note });
  await releaseHeld(act, ended, 'nobody_home');
}
