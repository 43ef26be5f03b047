/** 恢复: what was suspended goes on. Town or county, with a reason, and not for their own family. */
import { Refusal } from '#domain/refusal';
import { refuseUnfit } from '#records/hands';
import { findMember, moveMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · state_moved · own_record · own_family_decision */
export async function resumeMember(desk: Desk, input: { id: string; reason: string }): Promise<{ state: 'approved' }> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.suspend');
    await refuseUnfit(act, { parties: [member.id] });
    const grant = grantOver(act, 'member.suspend', member.regionCode);
    await moveMember(act, member, 'resume', {}, { grant, reason });
    return { state: 'approved' };
  });
}
