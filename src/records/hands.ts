/**
 * Whose hands a file went through: asked before one officer decides on what others did. Family and four-eyes rules
 * follow the person, not the login (domain.md, Care and Authorisation).
 */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { whyNotDecide } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { bondsOf, familyIn } from '#records/bond';
import { humansBehind } from '#records/user';

/** What is decided on: the members it is about, and who did the earlier steps. */
export interface Decided {
  parties: readonly string[];
  hands?: readonly (string | null)[];
}

/**
 * The actor decides on nothing that is about themselves or their family, and on nothing that they, another login of
 * theirs or their family did: a couple who enrol and approve for each other are one pair of eyes.
 * @throws Refusal `own_record`, `four_eyes`, `own_family_decision`
 */
export async function refuseUnfit(act: Act, { parties, hands = [] }: Decided): Promise<void> {
  const personId = personOf(act.actor);
  const humans = [...(await humansBehind(act, hands))];
  const bonds = personId ? await bondsOf(act, [personId, ...parties, ...humans]) : { kin: [], households: [] };
  const why = whyNotDecide({
    deciderUserId: act.actor.id,
    deciderPersonId: personId,
    loggerIds: humans,
    confirmerIds: [],
    checkerId: null,
    partyIds: parties,
    familyOf: (id) => familyIn(bonds, id),
  });
  if (why) throw new Refusal(why);
}
