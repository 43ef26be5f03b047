/** 同意任职: another officer accepts what one proposed. Never the proposer and never the holder, in any of their logins. */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { acceptGrant as accept, findGrant } from '#records/grant';
import { humansBehind } from '#records/user';
import type { Desk } from '#usecases/desk';
import { acceptingGrant } from '#usecases/grant/giving';

/** @throws Refusal not_found · not_yours · four_eyes · already_done */
export async function acceptGrant(desk: Desk, input: { id: string }): Promise<{ id: string }> {
  return desk.write([], async (act) => {
    const { id, role, regionCode, givenBy, userId } = await findGrant(act, input.id, 'grant.accept');
    const under = acceptingGrant(act, role, regionCode);
    const self = await humansBehind(act, [act.actor.id]);
    if (self.has(givenBy) || self.has(userId)) throw new Refusal('four_eyes');
    await accept(act, id, act.actor.id);
    await note(act, { verb: 'accept', noun: 'grant', subjectId: id, regionCode, grant: under, reason: role });
    return { id };
  });
}
