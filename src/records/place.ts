/** What places are called, for pages that already reach what lies there. */
import { asc } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { hamlets, regions } from '#db/schema/places';
import type { RegionCode } from '#domain/region';
import { everydayName } from '#records/region';

export interface PlaceName {
  /** As people say it. */
  name: string;
  /** For English pages. */
  pinyin: string;
  /** A region of before a redraw: 原××村. */
  former: boolean;
}

/** Names by code. A code that was redrawn keeps the name it had; a code in use again has its present one. */
export async function placeNames(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, PlaceName>> {
  const known = [...new Set(codes)];
  if (known.length === 0) return new Map();
  const rows = await placesQuery(act.tx).execute({ known });
  const names = new Map<RegionCode, PlaceName>();
  for (const { code, name, pinyin, validTo } of rows) {
    names.set(code, { name: everydayName(name), pinyin, former: validTo !== null });
  }
  return names;
}

/** Names by the id of the region: a pool belongs to an id, because codes change. */
export async function regionsById(act: Act, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await regionsQuery(act.tx).execute({ ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, everydayName(row.name)]));
}

export interface HamletName {
  name: string;
  /** The order of a helper's round. */
  pinyin: string;
}

export async function hamletNames(act: Act, ids: readonly (string | null)[]): Promise<Map<string, HamletName>> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await hamletsQuery(act.tx).execute({ known });
  return new Map(rows.map(({ id, ...hamlet }) => [id, hamlet]));
}

const placesQuery = prepared((tx) =>
  tx
    .select({ code: regions.code, name: regions.name, pinyin: regions.pinyin, validTo: regions.validTo })
    .from(regions)
    .where(among(regions.code, 'known'))
    .orderBy(asc(regions.validFrom))
    .prepare('names_of_places'),
);

const regionsQuery = prepared((tx) =>
  tx
    .select({ id: regions.id, name: regions.name })
    .from(regions)
    .where(among(regions.id, 'ids'))
    .prepare('names_of_regions'),
);

const hamletsQuery = prepared((tx) =>
  tx
    .select({ id: hamlets.id, name: hamlets.name, pinyin: hamlets.pinyin })
    .from(hamlets)
    .where(among(hamlets.id, 'known'))
    .prepare('names_of_hamlets'),
);
