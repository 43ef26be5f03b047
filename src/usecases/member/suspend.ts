/** 暂停: her minutes stay, nothing new begins, and her pairings rest. Town or county, with a reason; `resume` undoes it. */
import { Refusal } from '#domain/refusal';
import { refuseUnfit } from '#records/hands';
import { findMember, moveMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { restPairings } from '#usecases/pairing/lapse';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · state_moved · own_record · own_family_decision */
export async function suspendMember(
  desk: Desk,
  input: { id: string; reason: string },
): Promise<{ state: 'suspended' }> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.suspend');
    await refuseUnfit(act, { parties: [member.id] });
    const grant = grantOver(act, 'member.suspend', member.regionCode);
    await moveMember(act, member, 'suspend', {}, { grant, reason });
    await restPairings(act, member.id, 'suspended', grant);
    return { state: 'suspended' };
  });
}
