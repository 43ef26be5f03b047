/** Divisions (区划) as they are today. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { regions } from '#db/schema/places';
import { must } from '#domain/refusal';
import { type RegionCode, upwards } from '#domain/region';

export type RegionRow = typeof regions.$inferSelect;

/** @throws Refusal `region_unknown` */
export async function findRegion(act: Act, code: RegionCode): Promise<RegionRow> {
  const [row] = await act.tx
    .select()
    .from(regions)
    .where(and(eq(regions.code, code), isNull(regions.validTo)));
  return must(row, 'region_unknown');
}

/** The region and all above it, city first: names repeat, so a place is shown by its path. */
export async function pathOf(act: Act, code: RegionCode): Promise<RegionRow[]> {
  const rows = await act.tx
    .select()
    .from(regions)
    .where(and(inArray(regions.code, upwards(code)), isNull(regions.validTo)));
  return rows.sort((a, b) => a.code.length - b.code.length);
}
