/** What an officer may do about a pairing now: asked before a page offers it; each use case asks again. */
import type { Act } from '#db/act';
import { PAIRING_MOVES, type PairingMoveName, type PairingSide, pairingLife } from '#domain/pairing';
import { type Action, reachFor } from '#domain/permission';
import { refuseUnfit } from '#records/hands';
import type { Pairing } from '#records/pairing';
import { type Fit, fitIf } from '#usecases/fit';
import { handsOn } from '#usecases/pairing/confirm';

/** What is asked for on a page of its own, or pressed on the file. */
export const PAIRING_ACTS = [
  'agree',
  'decline',
  'withdraw',
  'confirm',
  'reject',
  'pause',
  'resume',
  'substitute',
  'review',
  'end',
] as const satisfies readonly PairingMoveName[];
export type PairingAct = (typeof PAIRING_ACTS)[number];

export interface PairingMay {
  acts: readonly PairingAct[];
  /** Whether the officer is another pair of eyes; `not_yours` where it is not for them to confirm at all. */
  confirm: Fit;
  /** Another volunteer may be proposed to go on with it. */
  handOver: boolean;
}

export async function mayDoAbout(act: Act, pairing: Pairing): Promise<PairingMay> {
  const reached = (needs: Action) => reachFor(act.actor, needs, { regionCodes: [pairing.regionCode] }) !== null;
  const acts = PAIRING_ACTS.filter((name) => {
    const mine = name !== 'withdraw' || pairing.proposedBy === act.actor.id;
    return mine && reached(PAIRING_MOVES[name].needs) && pairingLife.mayStart(name, pairing.state);
  });
  const parties = [pairing.elderId, pairing.volunteerId];
  const handOver = reached('pairing.propose') && pairingLife.mayStart('handOver', pairing.state);
  if (!acts.includes('confirm')) return { acts, confirm: 'not_yours', handOver };
  return { acts, confirm: await fitIf(() => refuseUnfit(act, { parties, hands: handsOn(pairing) })), handOver };
}

/** Whose word is still missing. */
export const unsaid = ({ state, elderSaid, volunteerSaid }: Pairing): PairingSide[] =>
  state !== 'proposed'
    ? []
    : [
        ...(elderSaid === null ? (['elder'] as const) : []),
        ...(volunteerSaid === null ? (['volunteer'] as const) : []),
      ];
