/** 入户: she lives under this roof now, and has left the one before. Helper or clerk, inside one village. */
import { Refusal } from '#domain/refusal';
import { findHousehold } from '#records/household';
import { changeMember, findMember, writeMemberMove } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · already_done */
export async function joinHousehold(desk: Desk, input: { id: string; memberId: string }): Promise<void> {
  await desk.write([], async (act) => {
    const household = await findHousehold(act, input.id);
    const member = await findMember(act, input.memberId, 'household.write');
    if (member.regionCode !== household.regionCode) throw new Refusal('not_found', { field: 'memberId' });
    if (member.householdId === household.id) throw new Refusal('already_done');
    const grant = grantOver(act, 'household.write', household.regionCode);
    const { id: householdId, hamletId } = household;
    const moved = await changeMember(act, member, { householdId, hamletId });
    await writeMemberMove(act, moved, 'joinHousehold', member.state, { grant, reason: householdId });
  });
}
