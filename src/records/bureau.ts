/** 民政局、民政办: the telephone of a city, county or town, for whoever knows no helper to call. */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Act, Tx } from '#db/act';
import { among, prepared } from '#db/prepared';
import { regions } from '#db/schema/places';

import { type Level, type RegionCode, upwards } from '#domain/region';
import type { RegionRow } from '#records/region';
import { regionsWithin } from '#records/region-list';

/** Villages have a helper. */
export const BUREAU_LEVELS = ['city', 'county', 'town'] as const satisfies readonly Level[];

export interface Bureau {
  level: Level;
  name: string;
  pinyin: string;
  phone: string;
}

/** The nearest one that has a telephone: of the place itself, or above it; null where none has. Not scoped: it is public. */
export async function bureauFor(tx: Tx, code: RegionCode): Promise<Bureau | null> {
  const [row] = await nearestQuery(tx).execute({ codes: upwards(code) });
  return row?.phone ? { ...row, phone: row.phone } : null;
}

const nearestQuery = prepared((tx) =>
  tx
    .select({ level: regions.level, name: regions.name, pinyin: regions.pinyin, phone: regions.phone })
    .from(regions)
    .where(and(among(regions.code, 'codes'), isNull(regions.validTo), isNotNull(regions.phone)))
    // A code above is the beginning of those below.
    .orderBy(desc(regions.code))
    .limit(1)
    .prepare('nearest_bureau'),
);

/** Those inside these prefixes, by code, with a telephone or without. */
export const bureausWithin = (act: Act, prefixes: readonly RegionCode[]): Promise<RegionRow[]> =>
  regionsWithin(act, prefixes, BUREAU_LEVELS);

/** The caller has asked whether it is theirs to write. */
export async function writeBureauPhone(act: Act, regionId: string, phone: string | null): Promise<void> {
  await act.tx.update(regions).set({ phone }).where(eq(regions.id, regionId));
}
