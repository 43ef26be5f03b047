/**
 * This bond is no more, or was never true: a divorce, a mistake. Clerk or town, with a reason, and not for themselves:
 * a bond keeps people from crediting each other.
 */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { refuseUnfit } from '#records/hands';
import { endKin as end, findKin } from '#records/kin';
import { findMember, writeMemberMove } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · own_record · own_family_decision · already_done */
export async function endKin(desk: Desk, input: { id: string; reason: string }): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  await desk.write([], async (act) => {
    const bond = await findKin(act, input.id, 'kin.confirm');
    await refuseUnfit(act, { parties: [bond.memberId, bond.relativeId] });
    const grant = grantOver(act, 'kin.confirm', bond.regionCode);
    await end(act, bond.id);
    const member = await findMember(act, bond.memberId, 'kin.confirm');
    await writeMemberMove(act, member, 'endKin', member.state, { grant, reason });
    await note(act, { verb: 'end', noun: 'kin', subjectId: bond.id, regionCode: bond.regionCode, grant });
  });
}
