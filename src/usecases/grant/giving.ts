/** Who gives and who accepts which post (`GIVES`, `ROLE_LEVEL` in `#domain/permission`). */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, GIVES, grantsFor, type Role } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { type RegionCode, reaches } from '#domain/region';
import type { GrantRow } from '#records/grant';
import { humansBehind } from '#records/user';

/** A grant of one of these roles over that place, own before held for somebody on leave. */
const heldOver = (act: Act, action: Action, roles: readonly Role[], regionCode: RegionCode): Grant | null =>
  grantsFor(act.actor, action)
    .filter((grant) => roles.includes(grant.role) && reaches(grant.regionCode, regionCode))
    .sort((a, b) => Number(a.actingForId !== null) - Number(b.actingForId !== null))[0] ?? null;

/** Under which the actor gives this role there, or null. */
export const givingGrant = (act: Act, role: Role, regionCode: RegionCode): Grant | null =>
  heldOver(act, 'grant.propose', GIVES[role], regionCode);

/** Whoever may give it accepts what another proposed, and so does the city: a county may have one officer only. */
const acceptingGrant = (act: Act, role: Role, regionCode: RegionCode): Grant =>
  must(heldOver(act, 'grant.accept', [...GIVES[role], 'city'], regionCode), 'not_yours');

/**
 * Under which the actor accepts this proposal: never the proposer's own, never one's own post, in any of one's logins.
 * @throws Refusal not_yours · four_eyes
 */
export async function fitToAccept(
  act: Act,
  grant: Pick<GrantRow, 'role' | 'regionCode' | 'givenBy' | 'userId'>,
): Promise<Grant> {
  const under = acceptingGrant(act, grant.role, grant.regionCode);
  const self = await humansBehind(act, [act.actor.id]);
  if (self.has(grant.givenBy) || self.has(grant.userId)) throw new Refusal('four_eyes');
  return under;
}

export const endingGrant = (act: Act, role: Role, regionCode: RegionCode): Grant =>
  must(heldOver(act, 'grant.end', [...GIVES[role], 'city'], regionCode), 'not_yours');
