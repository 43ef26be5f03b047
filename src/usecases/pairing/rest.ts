/** 暂停 and 恢复: without fault, and what was saved stays; or somebody takes it over for some days. */

import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Day, daysBetween } from '#domain/day';
import { NO_SUBSTITUTE } from '#domain/pairing';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { movePairing, type Pairing } from '#records/pairing';
import type { Desk } from '#usecases/desk';
import { checkTerms, fitTwo, refuseUncovered } from '#usecases/pairing/fit';
import { beginOwing, stopOwing } from '#usecases/pairing/owing';
import { reachPairing } from '#usecases/pairing/reach';

/** @throws Refusal not_found · state_moved · reason_needed */
export const pausePairing = (desk: Desk, { id, ...why }: { id: string } & Why): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.pause');
    await pauseIn(act, pairing, reasoned(why), grant);
  });

/** The same in a unit of somebody else's, who has found the pairing. @throws Refusal state_moved */
export async function pauseIn(
  act: Act,
  pairing: Pairing,
  given: { reason: string; note: string | null },
  grant: Grant | null,
): Promise<void> {
  await movePairing(act, pairing, 'pause', { ...given, ...NO_SUBSTITUTE }, { grant, ...given });
  await stopOwing(act, pairing, 'pairing_paused');
}

/** Asked again as it is today: one of the two may have left meanwhile. @throws Refusal not_found · state_moved · pair_* (pair_moved: anew, and confirmed by the new town) */
export const resumePairing = (desk: Desk, { id }: { id: string }): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.pause');
    await resumeIn(act, pairing, grant);
  });

/** The same in a unit of somebody else's. @throws Refusal state_moved · pair_* */
export async function resumeIn(act: Act, pairing: Pairing, grant: Grant | null): Promise<void> {
  // Another town's time is promised by nobody but that town.
  if (pairing.reason === 'moved') throw new Refusal('pair_moved');
  await fitTwo(act, { ...pairing, except: [pairing.id] });
  await movePairing(act, pairing, 'resume', { reason: null, note: null }, { grant });
  await beginOwing(act, pairing);
}

export interface Substitute {
  id: string;
  volunteerId: string;
  from: Day;
  to: Day;
}

/** Days that a substitute comes at most: what is longer is a pairing of their own. */
const LONGEST = 60;

/**
 * Somebody else comes for some days; the pairing and its minutes stay as they are.
 * @throws Refusal not_found · state_moved · day_in_past · day_too_far · pair_* · volunteer_not_ready
 */
export const substituteIn = (desk: Desk, { id, volunteerId, from, to }: Substitute): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.substitute');
    if (from < act.today) throw new Refusal('day_in_past', { field: 'from' });
    if (to < from) throw new Refusal('day_in_past', { field: 'to' });
    if (daysBetween(from, to) > LONGEST) throw new Refusal('day_too_far', { field: 'to', days: LONGEST });
    if (volunteerId === pairing.volunteerId) throw new Refusal('pair_twice', { field: 'volunteerId' });
    const two = await fitTwo(act, { elderId: pairing.elderId, volunteerId, except: [] });
    await checkTerms(act, pairing, two);
    await refuseUncovered(act, pairing, two);
    const set = { substituteId: volunteerId, substituteFrom: from, substituteTo: to };
    await movePairing(act, pairing, 'substitute', set, { grant, reason: volunteerId });
  });
