/**
 * 分户: she lives under another roof now. With a reason, because it ends a bond of family by which care credits nothing:
 * the row stays with her file, and sampling reads it.
 */
import { Refusal } from '#domain/refusal';
import { refuseUnfit } from '#records/hands';
import { changeMember, findMember, writeMemberMove } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** Helper or clerk, not for their own household. @throws Refusal reason_needed · not_found · already_done · own_record · own_family_decision */
export async function leaveHousehold(desk: Desk, input: { memberId: string; reason: string }): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  await desk.write([], async (act) => {
    const member = await findMember(act, input.memberId, 'household.write');
    await refuseUnfit(act, { parties: [member.id] });
    if (!member.householdId) throw new Refusal('already_done');
    const grant = grantOver(act, 'household.write', member.regionCode);
    const moved = await changeMember(act, member, { householdId: null });
    await writeMemberMove(act, moved, 'leaveHousehold', member.state, { grant, reason });
  });
}
