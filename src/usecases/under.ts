/** Under which grant something is done: what every decision writes beside who and when. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, grantsFor, reachFor } from '#domain/permission';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';

/**
 * The grant that lets the actor do this there; null for a job. A member acting for herself asks `reachFor`.
 * @throws Refusal `not_found` out of reach
 */
export function grantOver(act: Act, action: Action, regionCode: RegionCode): Grant | null {
  const reach = must(reachFor(act.actor, action, { regionCodes: [regionCode] }));
  return reach.by === 'region' ? reach.grant : null;
}

/** The same for what is about no place in particular. @throws Refusal `not_found` for whoever may do it nowhere */
export function grantAnywhere(act: Act, action: Action): Grant | null {
  if (act.actor.kind === 'job') return null;
  return must(grantsFor(act.actor, action)[0]);
}
