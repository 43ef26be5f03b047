/** Quotas as the page shows them: for which pool, by whom, and whether the reader may be the second officer. */
import type { Act } from '#db/act';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import type { PoolQuota } from '#records/pool';
import { type Fit, fitTo } from '#usecases/fit';

export interface QuotaLine {
  quota: PoolQuota;
  path: PlaceName[];
  proposer: string | null;
  accepter: string | null;
  accept: Fit;
}

export async function quotaLines(act: Act, quotas: readonly PoolQuota[]): Promise<QuotaLine[]> {
  const paths = await placePaths(
    act,
    quotas.map((quota) => quota.regionCode),
  );
  const names = await namesOf(
    act,
    quotas.flatMap((quota) => [quota.proposedBy, quota.acceptedBy]),
  );
  const lines: QuotaLine[] = [];
  for (const quota of quotas) {
    const { regionCode, proposedBy, acceptedBy, acceptedAt } = quota;
    const open = acceptedAt === null;
    lines.push({
      quota,
      path: paths.get(regionCode) ?? [],
      proposer: names.get(proposedBy) ?? null,
      accepter: names.get(acceptedBy ?? '') ?? null,
      accept: open ? await fitTo(act, 'pool.accept', regionCode, proposedBy) : 'already_done',
    });
  }
  return lines;
}
