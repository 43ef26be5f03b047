/** Divisions of some levels inside some prefixes: what forms offer and what posts are counted by. A place is no secret. */
import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { regions } from '#db/schema/places';
import type { Level, RegionCode } from '#domain/region';
import type { RegionRow } from '#records/region';
import { codeWithin } from '#records/scope';

/** Living ones, by code: a county stands before its towns, a town before its villages. */
export async function regionsWithin(
  act: Act,
  prefixes: readonly RegionCode[],
  levels: readonly Level[],
): Promise<RegionRow[]> {
  return act.tx
    .select()
    .from(regions)
    .where(and(codeWithin(regions.code, prefixes), inArray(regions.level, [...levels]), isNull(regions.validTo)))
    .orderBy(asc(regions.code));
}
