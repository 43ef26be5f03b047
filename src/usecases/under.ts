/** Under which grant something is done: what every decision writes beside who and when. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Action, reachFor, type Subject } from '#domain/permission';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';

/**
 * The grant that lets the actor do this; null for a member about herself, for kin, and for a job.
 * @throws Refusal `not_found` out of reach
 */
export function grantUnder(act: Act, action: Action, subject: Subject): Grant | null {
  const reach = must(reachFor(act.actor, action, subject));
  return reach.by === 'region' ? reach.grant : null;
}

/** The same over one place. */
export const grantOver = (act: Act, action: Action, regionCode: RegionCode): Grant | null =>
  grantUnder(act, action, { regionCodes: [regionCode] });
