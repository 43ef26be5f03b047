/** What a proposal may be about: the roles that the actor gives, the places where, and who may be stood in for. */
import type { Act } from '#db/act';
import type { Actor, Grant } from '#domain/actor';
import type { Day } from '#domain/day';
import { GIVES, grantsFor, ROLE_LEVEL, ROLES, type Role } from '#domain/permission';
import { levelOf, type RegionCode, reaches } from '#domain/region';
import { holdersOf } from '#records/grant';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { childrenOf, pathOf, type RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';

const givers = (actor: Actor, role: Role): Grant[] =>
  grantsFor(actor, 'grant.propose').filter((grant) => GIVES[role].includes(grant.role));

export const rolesToGive = (actor: Actor): Role[] => ROLES.filter((role) => givers(actor, role).length > 0);

/** Posts of one's own: going on leave, one proposes who stands in. */
export const ownPosts = (actor: Actor): Grant[] =>
  grantsFor(actor, 'grant.propose').filter((grant) => grant.actingForId === null);

/** Is this a place where the actor gives this role, or one inside it, or a post of their own? */
export const givesAt = (actor: Actor, role: Role, code: RegionCode): boolean =>
  givers(actor, role).some((grant) => reaches(grant.regionCode, code)) ||
  ownPosts(actor).some((grant) => grant.role === role && grant.regionCode === code);

export interface PlaceChoice {
  /** The place, when it is of the level at which the role is held. */
  chosen: { code: RegionCode; path: PlaceName[] } | null;
  /** Where one stands on the way down, and what lies below. */
  path: PlaceName[];
  below: RegionRow[];
}

/** One step down from what the actor reaches towards a place for this role. @param within where one stands, or null */
export const placeFor = (desk: Desk, role: Role, within: RegionCode | null): Promise<PlaceChoice> =>
  desk.read(async (act) => {
    const roots = [...new Set(givers(act.actor, role).map((grant) => grant.regionCode))];
    const only = roots.length === 1 ? (roots[0] ?? null) : null;
    const here = within && givesAt(act.actor, role, within) ? within : only;
    if (here === null) return { chosen: null, path: [], below: await regionsAt(act, roots) };
    const path = (await placePaths(act, [here])).get(here) ?? [];
    if (levelOf(here) === ROLE_LEVEL[role]) return { chosen: { code: here, path }, path, below: [] };
    return { chosen: null, path, below: await childrenOf(act, here) };
  });

async function regionsAt(act: Act, codes: readonly RegionCode[]): Promise<RegionRow[]> {
  const paths = await Promise.all(codes.map((code) => pathOf(act, code)));
  return paths.flatMap((path) => path.at(-1) ?? []);
}

export interface Holder {
  id: string;
  name: string;
}

/** Who holds this very post on a day, and may be stood in for by somebody else. */
export const holdersToCover = (
  desk: Desk,
  post: { role: Role; regionCode: RegionCode; day: Day; userId: string },
): Promise<Holder[]> =>
  desk.read(async (act) => {
    const rows = await holdersOf(act, post.role, post.regionCode, post.day);
    const ids = rows.filter((row) => row.actingForId === null && row.userId !== post.userId).map((row) => row.userId);
    const names = await namesOf(act, ids);
    return [...new Set(ids)].map((id) => ({ id, name: names.get(id) ?? id }));
  });
