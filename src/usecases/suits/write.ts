/** 合得来: the helper writes down what an elder wishes of whoever comes, or when a volunteer is free. */
import { Refusal } from '#domain/refusal';
import type { Suits } from '#domain/suits';
import { findMember, writeMemberMove } from '#records/member';
import { writeSuits as keepSuits, suitsOf } from '#records/suits';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** More than this nobody takes on, whatever she says; policy may allow fewer. */
export const MOST_ELDERS = 20;

/** @throws Refusal not_found · missing (a must without a wish) · not_understood */
export const writeSuits = (desk: Desk, { id, ...said }: Suits & { id: string }): Promise<void> =>
  desk.write([], async (act) => {
    const member = await findMember(act, id, 'suits.write');
    if (said.sexMust && said.volunteerSex === null) throw new Refusal('missing', { field: 'volunteerSex' });
    if (said.dialectMust && said.dialects.length === 0) throw new Refusal('missing', { field: 'dialects' });
    const { mostElders } = said;
    if (mostElders !== null && (mostElders < 0 || mostElders > MOST_ELDERS)) {
      throw new Refusal('not_understood', { field: 'mostElders' });
    }
    await keepSuits(act, id, said);
    await writeMemberMove(act, member, 'suits', member.state, {
      grant: grantOver(act, 'suits.write', member.regionCode),
    });
  });

/** @throws Refusal not_found */
export const readSuits = (desk: Desk, id: string): Promise<Suits> =>
  desk.read(async (act) => {
    await findMember(act, id, 'suits.write');
    return (await suitsOf(act, [id])).get(id) as Suits;
  });
