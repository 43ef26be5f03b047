/**
 * 规则: propose a value for one key of the policy, for a place and everything in it, from a future day. County or city;
 * another officer accepts. What a level above has locked is not proposed below it.
 */
import { type Day, isDay } from '#domain/day';
import { POLICY, type PolicyKey } from '#domain/policy';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { insertPolicy } from '#records/policy';
import { findRegion } from '#records/region';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface PolicyProposal {
  key: string;
  policyKey: PolicyKey;
  regionCode: RegionCode;
  /** As typed, or as a value. */
  value: unknown;
  validFrom: Day;
  /** No level below may set this key while it holds. */
  locked: boolean;
  reason: string;
}

/** @throws Refusal not_understood · policy_day_in_past · reason_needed · not_found · not_yours (locked above) · key_reused */
export async function proposePolicy(desk: Desk, input: PolicyProposal): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { policyKey, regionCode, validFrom, locked } = input;
  const reason = input.reason.trim();
  if (!Object.hasOwn(POLICY, policyKey)) throw new Refusal('not_understood', { field: 'policyKey' });
  const value: unknown = POLICY[policyKey].read(input.value);
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  if (!isDay(validFrom)) throw new Refusal('day_not_understood', { field: 'validFrom' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      if (validFrom <= act.today) throw new Refusal('policy_day_in_past', { field: 'validFrom' });
      const grant = grantOver(act, 'policy.propose', regionCode);
      await findRegion(act, regionCode);
      const now = act.policy.rowFor(policyKey, regionCode, validFrom);
      if (now?.locked && now.regionCode.length < regionCode.length) throw new Refusal('not_yours');
      const row = { key: policyKey, regionCode, value, validFrom, locked, reason };
      const policy = await insertPolicy(act, row);
      const subjectId = policy.id;
      await note(act, { verb: 'propose', noun: 'policy', subjectId, regionCode, grant, reason: policyKey });
      return { id: policy.id };
    }),
  );
}
