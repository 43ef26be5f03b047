/** The pools in reach, each with what stands on it and what was given to it. */
import { poolAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { journalFor } from '#ledger/journal';
import { listQuotas, type PoolQuota } from '#records/pool';
import { findRegion } from '#records/region';
import type { Desk } from '#usecases/desk';

export interface Pool {
  regionCode: string;
  name: string;
  balance: number;
  held: number;
  available: number;
  quotas: PoolQuota[];
}

/** Quotas a page asks for at most: a county has a dozen towns and a few quotas each year. */
const MANY = 500;

export async function listPools(desk: Desk): Promise<Pool[]> {
  return desk.read(async (act) => {
    const quotas = await listQuotas(act, MANY);
    const codes = [...new Set(quotas.map((quota) => quota.regionCode))].sort();
    const pools: Pool[] = [];
    for (const regionCode of codes) {
      const region = await findRegion(act, regionCode);
      const { balance, held, available } = await accountAt(
        act,
        poolAccount(await journalFor(act, regionCode), region.id),
      );
      const given = quotas.filter((quota) => quota.regionCode === regionCode);
      pools.push({ regionCode, name: region.name, balance, held, available, quotas: given });
    }
    return pools;
  });
}
