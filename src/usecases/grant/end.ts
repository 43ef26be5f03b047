/** 免职: from this moment on, and for a proposal too: it is taken back. The row stays. One officer is enough to take a power away. */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { endGrant as end, findGrant } from '#records/grant';
import type { Desk } from '#usecases/desk';
import { endingGrant } from '#usecases/grant/giving';
import { keepPost } from '#usecases/post/keep';

export const END_REASONS = ['left', 'moved', 'replaced', 'mistake', 'misconduct'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** @throws Refusal reason_needed · not_found · not_yours · already_done */
export async function endGrant(desk: Desk, input: { id: string; reason: EndReason }): Promise<void> {
  const reason = END_REASONS.find((code) => code === input.reason);
  if (!reason) throw new Refusal('reason_needed', { field: 'reason' });
  await desk.write([], async (act) => {
    const { id, role, regionCode } = await findGrant(act, input.id, 'grant.end');
    const under = endingGrant(act, role, regionCode);
    await end(act, id, reason);
    if (role === 'helper') await keepPost(act, regionCode, under);
    await note(act, { verb: 'end', noun: 'grant', subjectId: id, regionCode, grant: under, reason });
  });
}
