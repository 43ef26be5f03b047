/** 签发名单: a county officer signs what somebody else proposed. From then on the monthly job gives by it. */
import { must } from '#domain/refusal';
import { note } from '#records/audit';
import { findGrantList, mayForCounty, signGrantList as sign } from '#records/grant-list';
import { refuseUnfit } from '#records/hands';
import type { Desk } from '#usecases/desk';

/** @throws Refusal not_found · four_eyes · own_family_decision (married to the proposer) · state_moved */
export async function signGrantList(desk: Desk, input: { id: string }): Promise<{ id: string }> {
  return desk.write([], async (act) => {
    const { id, countyCode, proposedBy } = await findGrantList(act, input.id, 'grantList.sign');
    await refuseUnfit(act, { parties: [], hands: [proposedBy] });
    const grant = must(mayForCounty(act, 'grantList.sign', countyCode));
    await sign(act, id);
    await note(act, { verb: 'sign', noun: 'grantList', subjectId: id, regionCode: countyCode, grant });
    return { id };
  });
}
