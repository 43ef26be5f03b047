/** What every list that is worked through offers: so many rows a page, and the places below to narrow it down to. */
import type { Act } from '#db/act';
import { LEVELS, levelOf, type RegionCode } from '#domain/region';
import { type PlaceName, placeNames } from '#records/place';

export const PAGE = 50;

/** What can be chosen below: villages of a town, towns of a county. One place is no choice. */
export interface PlaceChoice {
  code: RegionCode;
  place: PlaceName | null;
  count: number;
}

/** One level below what is reached, or below the place that was chosen; a village has nothing below and keeps its own list. */
export async function choicesBelow(
  act: Act,
  place: RegionCode | null,
  find: (length: number, inside: RegionCode | null) => Promise<{ code: RegionCode; rows: number }[]>,
): Promise<PlaceChoice[]> {
  const reach = act.actor.kind === 'staff' ? act.actor.grants.map((grant) => grant.regionCode.length) : [];
  const inside = place !== null && levelOf(place) !== 'village' ? place : null;
  const here = inside?.length ?? Math.min(...reach, LEVELS.town);
  const below = Object.values(LEVELS).find((length) => length > here) ?? LEVELS.village;
  const found = await find(below, inside);
  const names = await placeNames(
    act,
    found.map(({ code }) => code),
  );
  return found.map(({ code, rows }) => ({ code, place: names.get(code) ?? null, count: rows }));
}
