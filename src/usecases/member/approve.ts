/**
 * 镇(街)审核: the town lets somebody in. Neither the enroller nor the checker, in any of their logins, and nobody's
 * family: three humans stand behind every member, so that a helper and an officer together cannot make a ghost.
 */
import { Refusal } from '#domain/refusal';
import { refuseUnfit } from '#records/hands';
import { findMember, moveMember } from '#records/member';
import { enrolmentHandsOf } from '#records/sheet-use';
import type { Desk } from '#usecases/desk';
import { keepRegister } from '#usecases/register/keep';
import { grantOver } from '#usecases/under';

/**
 * @throws Refusal not_found · state_moved · four_eyes · own_record · own_family_decision ·
 *   member_known (a second enrolment of a known identity: the county sees both)
 */
export async function approveMember(desk: Desk, input: { id: string }): Promise<{ state: 'approved' }> {
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.approve');
    const hands = [...(await enrolmentHandsOf(act, member.id)), member.enrolledBy, member.checkedBy];
    await refuseUnfit(act, { parties: [member.id], hands });
    if (member.duplicateOfId) throw new Refusal('member_known');
    const grant = grantOver(act, 'member.approve', member.regionCode);
    const approved = { approvedBy: act.actor.id, approvedAt: act.now };
    await keepRegister(act, await moveMember(act, member, 'approve', approved, { grant }));
    return { state: 'approved' };
  });
}
