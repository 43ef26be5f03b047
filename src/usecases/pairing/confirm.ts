/** 镇（街）确认: a pairing begins, and with it a number of minutes a month is spoken for; or it is not to be, with a reason. */
import type { Act } from '#db/act';
import { addMonths } from '#domain/day';
import { pairingLife } from '#domain/pairing';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { refuseUnfit } from '#records/hands';
import { findPairing, movePairing, type Pairing } from '#records/pairing';
import type { Desk } from '#usecases/desk';
import { commitFor } from '#usecases/pairing/commit';
import { checkTerms, fitTwo, refuseUncovered } from '#usecases/pairing/fit';
import { beginOwing, stopOwing } from '#usecases/pairing/owing';
import { reachPairing } from '#usecases/pairing/reach';

/**
 * Everything is asked again as it is today; what the officer was shown must be what it commits.
 * @param shown minutes of the town's pool, a month, that the officer saw
 * @throws Refusal not_found · state_moved (also where other minutes would be committed) · pair_* · pair_uncovered (with `short`) ·
 *   volunteer_uninsured: something of what is planned has a risk ·
 *   four_eyes · own_record · own_family_decision
 */
export const confirmPairing = (desk: Desk, { id, shown }: { id: string; shown: number }): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.confirm');
    await refuseUnfit(act, { parties: [pairing.elderId, pairing.volunteerId], hands: handsOn(pairing) });
    const except = [pairing.id, ...(pairing.followsId ? [pairing.followsId] : [])];
    const two = await fitTwo(act, { ...pairing, except });
    await checkTerms(act, pairing, two);
    await refuseUncovered(act, pairing, two);
    const { granted, pool, short } = await commitFor(act, { ...pairing, except });
    if (short > 0) throw new Refusal('pair_uncovered', { minutes: short });
    if (pool !== shown) throw new Refusal('state_moved', { state: pairing.state });
    const months = act.policy.get('pairing.reviewMonths', pairing.regionCode, act.today);
    await movePairing(
      act,
      pairing,
      'confirm',
      {
        ...{ confirmedBy: act.actor.id, confirmedAt: act.now, grantMinutes: granted, poolMinutes: pool },
        ...{ beginsOn: act.today, reviewOn: addMonths(act.today, months), reason: null, note: null },
      },
      { grant },
    );
    await endFollowed(act, pairing);
    await beginOwing(act, pairing);
  });

/** Whoever proposed it, and whoever wrote down a side's word. */
export const handsOn = ({ proposedBy, elderSaidBy, volunteerSaidBy }: Pairing): (string | null)[] => [
  proposedBy,
  elderSaidBy,
  volunteerSaidBy,
];

/**
 * The pairing whose work this one takes over ends in the same unit: no month is promised twice, and none to nobody. It may
 * have ended by itself while the two were asked.
 */
async function endFollowed(act: Act, { followsId }: Pairing): Promise<void> {
  if (followsId === null) return;
  const before = await findPairing(act, followsId, 'pairing.read');
  if (!pairingLife.mayStart('handOver', before.state)) return;
  const why = { reason: 'handed_over' };
  await movePairing(act, before, 'handOver', { ...why, note: null, endedOn: act.today }, why);
  await stopOwing(act, before, 'pairing_ended');
}

/** @throws Refusal not_found · state_moved · reason_needed · four_eyes · own_record · own_family_decision */
export const rejectPairing = (desk: Desk, { id, ...why }: { id: string } & Why): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.confirm');
    const given = reasoned(why);
    await refuseUnfit(act, { parties: [pairing.elderId, pairing.volunteerId], hands: [] });
    await movePairing(act, pairing, 'reject', given, { grant, ...given });
  });
