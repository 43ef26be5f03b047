/** 解锁: today's tries are taken back. Clerk or town, and not the officer who was present when the PIN was chosen. */

import { must } from '#domain/refusal';
import { note } from '#records/audit';
import { refuseUnfit } from '#records/hands';
import { findMember } from '#records/member';
import { pinOf } from '#records/pin';
import { clearTries } from '#records/try';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · pin_not_set · four_eyes · own_record · own_family_decision */
export async function unlockPin(desk: Desk, input: { memberId: string }): Promise<void> {
  await desk.write([], async (act) => {
    const { id, regionCode } = await findMember(act, input.memberId, 'pin.unlock');
    const pin = must(await pinOf(act, id), 'pin_not_set');
    await refuseUnfit(act, { parties: [id], hands: [pin.setBy] });
    await clearTries(act, id);
    const grant = grantOver(act, 'pin.unlock', regionCode);
    await note(act, { verb: 'unlock', noun: 'pin', subjectId: id, regionCode, grant });
  });
}
