/**
 * What becomes of pairings when one of the two leaves: by rule, without anybody's fault, in the unit in which it happens.
 * Minutes that were saved stay; nobody is owed a visit of a pairing that does not stand.
 */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { NO_SUBSTITUTE, pairingLife, type RulePause } from '#domain/pairing';
import { type RegionCode, townOf } from '#domain/region';
import { whoAnswers } from '#records/answering';
import { changePairing, movePairing, openPairingsOf, type Pairing } from '#records/pairing';
import { stopOwing } from '#usecases/pairing/owing';

/** Ended: one of the two died, or their file was closed. */
export async function lapsePairings(act: Act, memberId: string, reason: 'died' | 'closed', grant: Grant | null) {
  for (const pairing of await openPairingsOf(act, [memberId])) {
    await movePairing(
      act,
      pairing,
      'lapse',
      { reason, note: null, endedOn: act.today, ...NO_SUBSTITUTE },
      { grant, reason },
    );
    await stopOwing(act, pairing, 'pairing_ended');
  }
}

/** Paused, where it was active; what is only under way waits, and cannot be confirmed meanwhile. */
export async function restPairings(act: Act, memberId: string, reason: RulePause, grant: Grant | null): Promise<void> {
  for (const pairing of await openPairingsOf(act, [memberId])) await rest(act, pairing, reason, grant);
}

async function rest(act: Act, pairing: Pairing, reason: RulePause, grant: Grant | null): Promise<void> {
  if (!pairingLife.mayStart('pause', pairing.state)) return;
  await movePairing(act, pairing, 'pause', { reason, note: null, ...NO_SUBSTITUTE }, { grant, reason });
  await stopOwing(act, pairing, 'pairing_paused');
}

/**
 * 搬家: an elder's pairings go along, and whoever answers for the new place answers for them. Out of
 * the town nobody goes on by itself, whichever of the two moved: another town's time would be promised without its word.
 */
export async function movePairings(
  act: Act,
  { memberId, from, to }: { memberId: string; from: RegionCode; to: RegionCode },
  grant: Grant | null,
): Promise<void> {
  if (from === to) return;
  const answers = await whoAnswers(act, to);
  for (const pairing of await openPairingsOf(act, [memberId])) {
    const hers = pairing.elderId === memberId;
    const now = hers
      ? await changePairing(act, pairing, { regionCode: to, helperId: answers ?? pairing.helperId })
      : pairing;
    if (townOf(from) !== townOf(to)) await rest(act, now, 'moved', grant);
  }
}
