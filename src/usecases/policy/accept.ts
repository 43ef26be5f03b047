/**
 * A second officer accepts a rule, still before the day from which it holds; it becomes the next version of the policy.
 * Every journal is locked meanwhile, so each posting stands clearly before or after it.
 */
import { Refusal } from '#domain/refusal';
import { listJournals } from '#ledger/journal';
import { note } from '#records/audit';
import { refuseUnfit } from '#records/hands';
import { acceptPolicy as accept, findPolicy } from '#records/policy';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · four_eyes · own_family_decision · policy_day_in_past · already_done */
export async function acceptPolicy(desk: Desk, input: { id: string }): Promise<{ version: number }> {
  const journals = (await desk.read(listJournals)).map((journal) => journal.id);
  const version = await desk.write(journals, async (act) => {
    const { id, regionCode, proposedBy, validFrom } = await findPolicy(act, input.id, 'policy.accept');
    await refuseUnfit(act, { parties: [], hands: [proposedBy] });
    const grant = grantOver(act, 'policy.accept', regionCode);
    if (validFrom <= act.today) throw new Refusal('policy_day_in_past');
    const accepted = await accept(act, id);
    await note(act, { verb: 'accept', noun: 'policy', subjectId: id, regionCode, grant, reason: accepted.key });
    return accepted.version ?? 0;
  });
  desk.house.policyChanged();
  return { version };
}
