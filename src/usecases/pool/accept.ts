/** Another officer of the county, or the city, accepts: the minutes are issued to the pool, once. */
import { issuanceAccount, poolAccount } from '#domain/ledger';
import { post } from '#ledger/post';
import { note } from '#records/audit';
import { refuseUnfit } from '#records/hands';
import { acceptQuota as accept, findQuota } from '#records/pool';
import { findRegion } from '#records/region';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · four_eyes · own_family_decision · already_done */
export async function acceptQuota(desk: Desk, input: { id: string }): Promise<{ minutes: number }> {
  const { journal } = await desk.read((act) => findQuota(act, input.id, 'pool.accept'));
  return desk.write([journal], async (act) => {
    const { id, regionCode, minutes, proposedBy } = await findQuota(act, input.id, 'pool.accept');
    await refuseUnfit(act, { parties: [], hands: [proposedBy] });
    const grant = grantOver(act, 'pool.accept', regionCode);
    await accept(act, id);
    const region = await findRegion(act, regionCode);
    await post(act, {
      event: 'quota',
      subjectId: region.id,
      lines: [{ kind: 'post', from: issuanceAccount(journal), to: poolAccount(journal, region.id), minutes }],
      key: `quota:${id}`,
      approverId: act.actor.id,
    });
    await note(act, { verb: 'accept', noun: 'pool', subjectId: id, regionCode, grant });
    return { minutes };
  });
}
