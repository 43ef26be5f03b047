/**
 * 应急期间: nobody is sent out. What would send somebody waits with plain words; what was done already is written down as ever,
 * because a record tells the truth (village-practice finding 16).
 */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { stormsOverPlace } from '#records/storm';

export const isStormy = async (act: Act, regionCode: RegionCode): Promise<boolean> =>
  (await stormsOverPlace(act, regionCode, ['during'])).length > 0;

/** @throws Refusal storm_holds */
export async function refuseInStorm(act: Act, regionCode: RegionCode): Promise<void> {
  if (await isStormy(act, regionCode)) throw new Refusal('storm_holds');
}
