/** 公益时间: a county officer proposes minutes for the pool of a town, or of the county itself. */
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { journalFor } from '#ledger/journal';
import { note } from '#records/audit';
import { insertQuota } from '#records/pool';
import { findRegion } from '#records/region';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Quota {
  key: string;
  regionCode: RegionCode;
  minutes: number;
  /** In words, for the sheet: 2026 年第四季度. */
  reason: string;
}

/** A pool is a town's or a county's; a million hours in one go is a slip of the pen. */
const MOST = 60_000_000;

/** @throws Refusal not_found · region_unknown · minutes_zero · minutes_not_understood · reason_needed · key_reused */
export async function proposeQuota(desk: Desk, input: Quota): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { regionCode, minutes } = input;
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  if (!Number.isInteger(minutes) || minutes > MOST) throw new Refusal('minutes_not_understood', { field: 'minutes' });
  if (minutes <= 0) throw new Refusal('minutes_zero', { field: 'minutes' });
  const level = must(levelOf(regionCode), 'region_unknown', { field: 'regionCode' });
  if (level !== 'town' && level !== 'county') throw new Refusal('region_unknown', { field: 'regionCode' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const grant = grantOver(act, 'pool.propose', regionCode);
      await findRegion(act, regionCode);
      const journal = await journalFor(act, regionCode);
      const quota = await insertQuota(act, { journal, regionCode, minutes, reason });
      await note(act, { verb: 'propose', noun: 'pool', subjectId: quota.id, regionCode, grant });
      return { id: quota.id };
    }),
  );
}
