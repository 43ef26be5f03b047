/** Where a place lies: names repeat, so lists say a village by its path. For pages that already reach what lies there. */
import type { Act } from '#db/act';
import { type RegionCode, upwards } from '#domain/region';
import { type PlaceName, placeNames } from '#records/place';

/** From the county down to the place itself; the city only where it is the place. Codes that nobody knows are left out. */
export async function placePaths(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, PlaceName[]>> {
  const known = [...new Set(codes)];
  const names = await placeNames(act, known.flatMap(upwards));
  const pathOf = (code: RegionCode): PlaceName[] => {
    const path = upwards(code).reverse();
    return (path.length > 1 ? path.slice(1) : path).flatMap((one) => names.get(one) ?? []);
  };
  return new Map(known.map((code) => [code, pathOf(code)]));
}
