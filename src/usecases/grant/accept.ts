/** 同意任职: another officer accepts what one proposed. Never the proposer and never the holder, in any of their logins. */
import { note } from '#records/audit';
import { acceptGrant as accept, findGrant } from '#records/grant';
import type { Desk } from '#usecases/desk';
import { fitToAccept } from '#usecases/grant/giving';
import { keepPost } from '#usecases/post/keep';

/** @throws Refusal not_found · not_yours · four_eyes · already_done */
export async function acceptGrant(desk: Desk, input: { id: string }): Promise<{ id: string }> {
  return desk.write([], async (act) => {
    const grant = await findGrant(act, input.id, 'grant.accept');
    const { id, role, regionCode } = grant;
    const under = await fitToAccept(act, grant);
    await accept(act, id, act.actor.id);
    if (role === 'helper') await keepPost(act, regionCode, under);
    await note(act, { verb: 'accept', noun: 'grant', subjectId: id, regionCode, grant: under, reason: role });
    return { id };
  });
}
