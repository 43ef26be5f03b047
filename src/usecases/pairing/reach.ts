/** The pairing that somebody decides on, and the grant they decide under. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, reachFor } from '#domain/permission';
import { findPairing, type Pairing } from '#records/pairing';

export interface ReachedPairing {
  pairing: Pairing;
  /** Null for members and jobs. */
  grant: Grant | null;
}

/** @throws Refusal `not_found` when out of reach for this action */
export async function reachPairing(act: Act, id: string, action: Action): Promise<ReachedPairing> {
  const pairing = await findPairing(act, id, action);
  const { regionCode, elderId, volunteerId } = pairing;
  const reach = reachFor(act.actor, action, { regionCodes: [regionCode], memberIds: [elderId, volunteerId] });
  return { pairing, grant: reach?.by === 'region' ? reach.grant : null };
}
