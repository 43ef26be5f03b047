/**
 * Places (区划). A code's length says its level and a parent's code is a prefix of its child's,
 * so reach is a range of codes: `code >= p and code < next(p)`, the same in JavaScript and in SQL.
 */
export type RegionCode = string;

export const LEVELS = { city: 4, county: 6, town: 9, village: 12 } as const;
export type Level = keyof typeof LEVELS;

export interface Region {
  id: string;
  code: RegionCode;
  name: string;
  level: Level;
  validFrom: string;
  validTo: string | null;
  successorId: string | null;
}

/** Level of a code by its length, or null when no level has that length. */
export function levelOf(code: RegionCode): Level | null {
  const found = (Object.keys(LEVELS) as Level[]).find((level) => LEVELS[level] === code.length);
  return found ?? null;
}

export const townOf = (code: RegionCode): RegionCode => code.slice(0, LEVELS.town);
export const countyOf = (code: RegionCode): RegionCode => code.slice(0, LEVELS.county);
export const cityOf = (code: RegionCode): RegionCode => code.slice(0, LEVELS.city);

/** The region one level up, or null for a city. */
export function parentOf(code: RegionCode): RegionCode | null {
  const lengths = Object.values(LEVELS).filter((length) => length < code.length);
  return lengths.length > 0 ? code.slice(0, Math.max(...lengths)) : null;
}

/** The code and every region above it, nearest first: village, town, county, city. */
export const upwards = (code: RegionCode): RegionCode[] =>
  LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length));

const LENGTHS = Object.values(LEVELS).sort((a, b) => b - a);

/** The smallest string after every code that begins with `prefix`: the exclusive end of its range. */
export const next = (prefix: RegionCode): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

/** Does a grant over `prefix` reach `code`? Spelled exactly as SQL spells it (records/scope). */
export const reaches = (prefix: RegionCode, code: RegionCode): boolean =>
  prefix.length > 0 && code >= prefix && code < next(prefix);

/** The living region that took over from `region`, followed through every redraw; itself when still valid. */
export function successorOf(region: Region, byId: (id: string) => Region | undefined): Region {
  const seen = new Set<string>();
  let here = region;
  while (here.successorId && !seen.has(here.id)) {
    seen.add(here.id);
    const after = byId(here.successorId);
    if (!after) break;
    here = after;
  }
  return here;
}
