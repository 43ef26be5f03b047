/** Under which grant something is done: what every decision writes beside who and when. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, reachFor } from '#domain/permission';
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
