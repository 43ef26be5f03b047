/** 撤回同意: at once and without a reason (PIPL art. 15). Whoever acted for her as kin no longer does. */
import { note } from '#records/audit';
import { withdrawConsent as close, findConsent } from '#records/consent';
import { stopActing } from '#records/kin';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** Helper, clerk or social worker. @throws Refusal not_found · already_done */
export async function withdrawConsent(desk: Desk, input: { id: string }): Promise<void> {
  await desk.write([], async (act) => {
    const { id, memberId, purpose, regionCode } = await findConsent(act, input.id, 'member.correct');
    await close(act, id);
    if (purpose === 'kinActs') await stopActing(act, memberId);
    const grant = grantOver(act, 'member.correct', regionCode);
    await note(act, { verb: 'withdraw', noun: 'consent', subjectId: id, regionCode, grant, reason: purpose });
  });
}
