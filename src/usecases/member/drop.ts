/** 撤回登记: an enrolment that should not have been (a second one, a wrong person) is closed before anybody approved it. */
import { Refusal } from '#domain/refusal';
import { findMember, moveMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { lapsePairings } from '#usecases/pairing/lapse';
import { keepRegister } from '#usecases/register/keep';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · state_moved */
export async function dropMember(desk: Desk, input: { id: string; reason: string }): Promise<{ state: 'closed' }> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.enrol');
    const grant = grantOver(act, 'member.enrol', member.regionCode);
    const moved = await moveMember(act, member, 'drop', {}, { grant, reason });
    await lapsePairings(act, member.id, 'closed', grant);
    await keepRegister(act, moved);
    return { state: 'closed' };
  });
}
