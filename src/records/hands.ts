/**
 * Whose hands a file went through: asked before one officer decides on what others did. Family and four-eyes rules
 * follow the person, not the login (domain.md, Care and Authorisation).
 */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { type NotDecide, whyNotDecide } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { bondsOf, familyIn } from '#records/bond';
import { humansAround } from '#records/user';

/** What is decided on: the members it is about, and who did the earlier steps. */
export interface Decided {
  parties: readonly string[];
  hands?: readonly (string | null)[];
}

/**
 * The actor decides on nothing that is about themselves or their family, and on nothing that they, another login of
 * theirs or their family did: a couple who enrol and approve for each other are one pair of eyes.
 * @returns why not, for each of these in their order; null where they may
 */
export async function whyUnfit(act: Act, list: readonly Decided[]): Promise<(NotDecide | null)[]> {
  const personId = personOf(act.actor);
  const humansOf = await humansAround(
    act,
    list.flatMap(({ hands = [] }) => hands),
  );
  const decided = list.map(({ parties, hands = [] }) => ({ parties, humans: [...humansOf(hands)] }));
  const around = decided.flatMap(({ parties, humans }) => [...parties, ...humans]);
  const bonds = personId ? await bondsOf(act, [personId, ...around]) : { kin: [], households: [] };
  const family = personId ? familyIn(bonds, personId) : new Set<string>();
  return decided.map(({ parties, humans }) =>
    whyNotDecide({
      deciderUserId: act.actor.id,
      deciderPersonId: personId,
      loggerIds: humans,
      confirmerIds: [],
      checkerId: null,
      partyIds: parties,
      familyOf: () => family,
    }),
  );
}

/** @throws Refusal `own_record`, `four_eyes`, `own_family_decision` */
export async function refuseUnfit(act: Act, decided: Decided): Promise<void> {
  const [why] = await whyUnfit(act, [decided]);
  if (why) throw new Refusal(why);
}
