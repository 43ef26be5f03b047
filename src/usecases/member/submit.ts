/** 重新提交: a draft that was sent back goes to the clerk again. Helper, clerk or social worker, after `correctMember`. */
import { findMember, moveMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · state_moved */
export async function submitMember(desk: Desk, input: { id: string }): Promise<{ state: 'submitted' }> {
  return desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.enrol');
    const grant = grantOver(act, 'member.enrol', member.regionCode);
    await moveMember(act, member, 'submit', {}, { grant });
    return { state: 'submitted' };
  });
}
