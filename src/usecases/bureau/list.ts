/** Bureaus and offices whose telephone this officer may set, each with its place. */

import { prefixesFor } from '#domain/reach';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { type Bureau, bureauFor, bureausWithin } from '#records/bureau';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import type { RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';

export interface BureauSeen {
  region: RegionRow;
  path: PlaceName[];
}

export const listBureaus = (desk: Desk): Promise<BureauSeen[]> =>
  desk.read(async (act) => {
    const rows = await bureausWithin(act, prefixesFor(act.actor, 'bureau.write'));
    const paths = await placePaths(
      act,
      rows.map(({ code }) => code),
    );
    return rows.map((region) => ({ region, path: paths.get(region.code) ?? [] }));
  });

/** One of them, and whose telephone is given out while it has none. @throws Refusal not_found */
export const viewBureau = async (desk: Desk, code: RegionCode): Promise<BureauSeen & { instead: Bureau | null }> => {
  const seen = must((await listBureaus(desk)).find(({ region }) => region.code === code));
  return { ...seen, instead: await desk.read((act) => bureauFor(act.tx, code.slice(0, -1))) };
};
