/**
 * Whose hands a file went through: asked before one officer decides on what others did. Family and four-eyes rules
 * follow the person, not the login (domain.md, Care and Authorisation).
 */
import type { Act } from '#db/act';
import { type Actor, personOf } from '#domain/actor';
import { type NotDecide, whyNotDecide } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { type Bonds, bondsOf, familyIn } from '#records/bond';
import { type HumansBehind, humansAround } from '#records/user';

/** What is decided on: the members it is about, and who did the earlier steps. */
export interface Decided {
  parties: readonly string[];
  hands?: readonly (string | null)[];
}

/** The humans behind these hands, and how they and the members are bound to the actor and each other. */
export interface Circle {
  humansBehind: HumansBehind;
  bonds: Bonds;
}

/**
 * Read once for the whole list. Only the bonds of members are read where no person stands behind the actor's login.
 * @param others of whom it will be asked as well which human they are, and not how they are bound
 */
export async function circleAround(
  act: Act,
  list: readonly Decided[],
  others: readonly (string | null)[] = [],
): Promise<Circle> {
  const personId = personOf(act.actor);
  const humansBehind = await humansAround(act, [...list.flatMap(({ hands = [] }) => hands), ...others]);
  const members = list.flatMap(({ parties }) => parties);
  const humans = list.flatMap(({ hands = [] }) => [...humansBehind(hands)]);
  return { humansBehind, bonds: await bondsOf(act, personId ? [personId, ...members, ...humans] : members) };
}

/**
 * The actor decides on nothing that is about themselves or their family, and on nothing that they, another login of
 * theirs or their family did: a couple who enrol and approve for each other are one pair of eyes.
 * @returns why not, for each of these in their order; null where they may
 */
export function whyUnfitIn(
  { humansBehind, bonds }: Circle,
  actor: Actor,
  list: readonly Decided[],
): (NotDecide | null)[] {
  const personId = personOf(actor);
  const family = personId ? familyIn(bonds, personId) : new Set<string>();
  return list.map(({ parties, hands = [] }) =>
    whyNotDecide({
      deciderUserId: actor.id,
      deciderPersonId: personId,
      loggerIds: [...humansBehind(hands)],
      confirmerIds: [],
      checkerId: null,
      partyIds: parties,
      familyOf: () => family,
    }),
  );
}

export const whyUnfit = async (act: Act, list: readonly Decided[]): Promise<(NotDecide | null)[]> =>
  whyUnfitIn(await circleAround(act, list), act.actor, list);

/** @throws Refusal `own_record`, `four_eyes`, `own_family_decision` */
export async function refuseUnfit(act: Act, decided: Decided): Promise<void> {
  const [why] = await whyUnfit(act, [decided]);
  if (why) throw new Refusal(why);
}
