/** Divisions (区划) as they are today. */
import { and, asc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { PLACE_ENDINGS } from '#db/data/place-endings';
import { spellPlace } from '#db/pinyin';
import { among, prepared } from '#db/prepared';
import { hamlets, regions } from '#db/schema/places';
import { must } from '#domain/refusal';
import { LEVELS, type Level, levelOf, next, type RegionCode, upwards } from '#domain/region';
import { codeWithin } from '#records/scope';

export type RegionRow = typeof regions.$inferSelect;

/** @throws Refusal `region_unknown` */
export async function findRegion(act: Act, code: RegionCode): Promise<RegionRow> {
  const [row] = await livingQuery(act.tx).execute({ codes: [code] });
  return must(row, 'region_unknown');
}

const livingQuery = prepared((tx) =>
  tx
    .select()
    .from(regions)
    .where(and(among(regions.code, 'codes'), isNull(regions.validTo)))
    .prepare('living_regions'),
);

/** The region and all above it, city first: names repeat, so a place is shown by its path. */
export async function pathOf(act: Act, code: RegionCode): Promise<RegionRow[]> {
  const rows = await livingQuery(act.tx).execute({ codes: upwards(code) });
  return rows.sort((a, b) => a.code.length - b.code.length);
}

/** 云浮市 新兴县 新城镇 大稳村: names repeat, so a place is said by its path. Without the city, which everybody knows. */
export async function pathNameOf(act: Act, code: RegionCode): Promise<string> {
  const path = await pathOf(act, code);
  return path
    .filter((region) => region.level !== 'city')
    .map((region) => everydayName(region.name))
    .join(' ');
}

/** As people say it: 大稳村民委员会 → 大稳村, 城东社区居民委员会 → 城东社区. Forms and seals keep the full name. */
export function everydayName(name: string): string {
  const found = PLACE_ENDINGS.find(({ seal }) => name.endsWith(seal));
  return found ? name.slice(0, -found.seal.length) + found.said : name;
}

/** What lies directly below: towns of a county, villages of a town. */
export async function childrenOf(act: Act, code: RegionCode): Promise<RegionRow[]> {
  const level = childLevel(code);
  if (!level) return [];
  return act.tx
    .select()
    .from(regions)
    .where(and(codeWithin(regions.code, [code]), eq(regions.level, level), isNull(regions.validTo)))
    .orderBy(asc(regions.code));
}

function childLevel(code: RegionCode): Level | null {
  const levels = Object.keys(LEVELS) as Level[];
  const here = levelOf(code);
  return here ? (levels[levels.indexOf(here) + 1] ?? null) : null;
}

/**
 * Places whose name or pinyin begins so, or whose name has it inside, shortest code first.
 * @param within code prefixes to look in; a place is no secret, so this is for finding and not for hiding
 */
export async function searchRegions(
  act: Act,
  q: string,
  { within, level, limit = 20 }: { within: readonly RegionCode[]; level?: Level; limit?: number },
): Promise<RegionRow[]> {
  const typed = q.trim();
  if (typed === '') return [];
  const spelled = typed.charAt(0).toUpperCase() + typed.slice(1).toLowerCase();
  return act.tx
    .select()
    .from(regions)
    .where(
      and(
        codeWithin(regions.code, within),
        isNull(regions.validTo),
        level ? eq(regions.level, level) : undefined,
        or(
          sql`replace(${regions.name}, ${typed}, '') <> ${regions.name}`,
          and(gte(regions.pinyin, spelled), lt(regions.pinyin, next(spelled))),
        ),
      ),
    )
    .orderBy(sql`length(${regions.code})`, asc(regions.code))
    .limit(limit);
}

export type Hamlet = typeof hamlets.$inferSelect;

/** 自然村 / 村小组 of a village, in the order of their pinyin. */
export async function hamletsOf(act: Act, code: RegionCode): Promise<Hamlet[]> {
  return act.tx
    .select()
    .from(hamlets)
    .where(eq(hamlets.regionCode, code))
    .orderBy(asc(hamlets.pinyin), asc(hamlets.id));
}

/** A hamlet of this name: a new one, or the one that is there. */
export async function ensureHamlet(act: Act, regionCode: RegionCode, name: string): Promise<Hamlet> {
  await act.tx
    .insert(hamlets)
    .values({ id: act.ids('ham'), regionCode, name, pinyin: spellPlace(name) })
    .onConflictDoNothing();
  const [row] = await act.tx
    .select()
    .from(hamlets)
    .where(and(eq(hamlets.regionCode, regionCode), eq(hamlets.name, name)));
  return must(row);
}
