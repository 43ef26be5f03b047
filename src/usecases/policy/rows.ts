/** Proposals and decisions about rules, each with who, where, and what the reader may do about it. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { POLICY, type PolicyKey } from '#domain/policy';
import type { RegionCode } from '#domain/region';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import type { PolicyRecord } from '#records/policy';
import { type Fit, fitTo } from '#usecases/fit';

export interface RuleRow {
  row: PolicyRecord;
  value: unknown;
  path: PlaceName[];
  proposer: string | null;
  accepter: string | null;
  accept: Fit;
}

/** @param rows of keys that there are: retired ones cannot be read */
export async function ruleRows(act: Act, rows: readonly PolicyRecord[]): Promise<RuleRow[]> {
  const paths = await placePaths(
    act,
    rows.map((row) => row.regionCode),
  );
  const names = await namesOf(
    act,
    rows.flatMap((row) => [row.proposedBy, row.acceptedBy]),
  );
  const seen: RuleRow[] = [];
  for (const row of rows) {
    const { key, value, regionCode, proposedBy, acceptedBy, acceptedAt, validFrom } = row;
    seen.push({
      row,
      value: POLICY[key as PolicyKey].read(value),
      path: paths.get(regionCode) ?? [],
      proposer: names.get(proposedBy) ?? null,
      accepter: names.get(acceptedBy ?? '') ?? null,
      accept: await acceptable(act, { open: acceptedAt === null, validFrom, regionCode, proposedBy }),
    });
  }
  return seen;
}

async function acceptable(
  act: Act,
  row: { open: boolean; validFrom: Day; regionCode: RegionCode; proposedBy: string },
): Promise<Fit> {
  if (!row.open) return 'already_done';
  if (row.validFrom <= act.today) return 'policy_day_in_past';
  return fitTo(act, 'policy.accept', row.regionCode, row.proposedBy);
}
