/** 退回: back to draft, with a reason that whoever enrolled her can act on. The clerk before the check, the town after it. */
import { type MemberReturnReason, reasoned, type Why } from '#domain/reason';
import { findMember, moveMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · state_moved */
export async function returnMember(
  desk: Desk,
  { id, ...why }: { id: string } & Why<MemberReturnReason>,
): Promise<{ state: 'draft' }> {
  const because = reasoned(why);
  return desk.write([], async (act) => {
    const { state } = await findMember(act, id, 'member.read');
    const move = state === 'checked' ? 'returnChecked' : 'returnUnchecked';
    const action = state === 'checked' ? 'member.approve' : 'member.check';
    const member = await findMember(act, id, action);
    const grant = grantOver(act, action, member.regionCode);
    await moveMember(act, member, move, { checkedBy: null, checkedAt: null }, { grant, ...because });
    return { state: 'draft' };
  });
}
