/**
 * 村(居)委核对: the village clerk says that this person exists and lives here. Not whoever enrolled her, and not for the
 * clerk's own family (village-practice finding 2: the helper would otherwise check her own enrolment).
 */
import { refuseUnfit } from '#records/hands';
import { findMember, moveMember } from '#records/member';
import { enrolmentHandsOf } from '#records/sheet-use';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · state_moved · four_eyes · own_record · own_family_decision */
export async function checkMember(desk: Desk, input: { id: string }): Promise<{ state: 'checked' }> {
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.check');
    const hands = [...(await enrolmentHandsOf(act, member.id)), member.enrolledBy];
    await refuseUnfit(act, { parties: [member.id], hands });
    const grant = grantOver(act, 'member.check', member.regionCode);
    await moveMember(act, member, 'check', { checkedBy: act.actor.id, checkedAt: act.now }, { grant });
    return { state: 'checked' };
  });
}
