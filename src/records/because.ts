/** What every move of every record keeps, whatever noun it is of: who, when, why, under which grant and version of the rules. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';

export interface Because {
  grant?: Grant | null;
  /** A code of the noun's reasons, and what was said beside it. */
  reason?: string | null;
  note?: string | null;
}

/** Columns of a table of moves. */
export const decided = (act: Act, { grant = null, reason = null, note = null }: Because) => ({
  ...{ actorId: act.actor.id, grantId: grant?.id ?? null, reason, note },
  ...{ policyVersion: act.policy.version, at: act.now },
});

/** Where it is kept too in whose place somebody acted, and in answer to which request. */
export const decidedFor = (act: Act, because: Because) => ({
  ...decided(act, because),
  ...{ actingForId: because.grant?.actingForId ?? null, requestId: act.requestId },
});
