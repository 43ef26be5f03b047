/** 结束结对: with a reason, by either side or by whoever answers for it; and 撤回 before it began. */
import { addMonths } from '#domain/day';
import { NO_SUBSTITUTE } from '#domain/pairing';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { movePairing } from '#records/pairing';
import type { Desk } from '#usecases/desk';
import { stopOwing } from '#usecases/pairing/owing';
import { reachPairing } from '#usecases/pairing/reach';

/** @throws Refusal not_found · state_moved · reason_needed */
export const endPairing = (desk: Desk, { id, ...why }: { id: string } & Why): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.end');
    const given = reasoned(why);
    const ended = { ...given, endedOn: act.today, ...NO_SUBSTITUTE };
    await movePairing(act, pairing, 'end', ended, { grant, ...given });
    await stopOwing(act, pairing, 'pairing_ended');
  });

/** By whoever proposed it. @throws Refusal not_found · state_moved */
export const withdrawPairing = (desk: Desk, { id }: { id: string }): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.withdraw');
    if (pairing.proposedBy !== act.actor.id) throw new Refusal('not_found');
    await movePairing(act, pairing, 'withdraw', { reason: 'withdrawn' }, { grant, reason: 'withdrawn' });
  });

/** 年度回访: both were asked whether it goes on as it is. @throws Refusal not_found · state_moved */
export const reviewPairing = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  desk.write([], async (act) => {
    const { pairing, grant } = await reachPairing(act, id, 'pairing.review');
    const months = act.policy.get('pairing.reviewMonths', pairing.regionCode, act.today);
    await movePairing(act, pairing, 'review', { reviewOn: addMonths(act.today, months) }, { grant, note });
  });
