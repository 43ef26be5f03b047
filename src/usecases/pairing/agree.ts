/** 双方同意: each side says yes with their own phone, or in the presence of whoever writes it down; or somebody says no. */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import type { AgreedHow, PairingSide } from '#domain/pairing';
import { Refusal } from '#domain/refusal';
import { movePairing, type Pairing } from '#records/pairing';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { reachPairing } from '#usecases/pairing/reach';

export interface Agreed {
  id: string;
  side: PairingSide;
  /** A member's own word is `self`, whatever was sent. */
  how: AgreedHow;
}

/** @throws Refusal not_found (also for the side that one is not) · state_moved (said before) · family_record · missing */
export const agreeToPairing = (desk: Desk, { id, side, how }: Agreed): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.agree');
    const said = await saidBy(act, pairing, side, how);
    const [mine, other] =
      side === 'elder' ? (['elderSaid', 'volunteerSaid'] as const) : (['volunteerSaid', 'elderSaid'] as const);
    if (pairing[mine] !== null) throw new Refusal('state_moved', { state: pairing.state });
    const word = { [mine]: said, [`${mine}By`]: act.actor.id, [`${mine}At`]: act.now };
    await movePairing(act, pairing, pairing[other] === null ? 'agree' : 'agreeBoth', word, { grant, reason: side });
  });

/** Nobody gives the other side's word; staff say how it was given, and not for their own family. */
async function saidBy(act: Act, pairing: Pairing, side: PairingSide, how: AgreedHow): Promise<AgreedHow> {
  const { actor } = act;
  if (actor.kind === 'member') {
    if (side === 'volunteer' && actor.id !== pairing.volunteerId) throw new Refusal('not_found');
    if (side === 'elder' && actor.id === pairing.volunteerId) throw new Refusal('not_found');
    return actor.id === pairing.elderId || side === 'volunteer' ? 'self' : 'family';
  }
  if (how === 'self') throw new Refusal('missing', { field: 'how' });
  await refuseFamilyRecord(act, [pairing.elderId, pairing.volunteerId]);
  // Whoever is at both ends cannot say for one of them that she agreed.
  if (personOf(actor) === pairing.volunteerId) throw new Refusal('own_record');
  return how;
}

/** @throws Refusal not_found · state_moved · reason_needed */
export const declinePairing = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.agree');
    await movePairing(act, pairing, 'decline', { reason: 'declined', note }, { grant, reason: 'declined', note });
  });
