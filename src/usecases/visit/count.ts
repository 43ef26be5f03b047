/**
 * How many were seen, are away and are late, village by village: kept, so that a county of a hundred thousand elders is
 * summed up as fast as one of a thousand. A figure is today's or is counted by whoever asks; it is never an old one.
 */
import type { Act } from '#db/act';
import { LEVELS, type RegionCode } from '#domain/region';
import { registerFigures } from '#records/register';
import { stormsEverywhere } from '#records/storm';
import {
  countedPlaces,
  countRows,
  isUncounted,
  markTouched,
  NO_FIGURES,
  type VisitFigures,
  writeCount,
} from '#records/visit-count';
import { awaysOfOpen, openDuesIn } from '#records/visit-due';
import type { Desk } from '#usecases/desk';
import { type DueStood, foremost, stoodOn, stormsByPlace } from '#usecases/visit/standing';

/** One or two are counted at once; more are a night's work, and counted when they are asked for. */
const AT_ONCE = 2;

/** Before a unit ends. */
export async function countTouched(act: Act): Promise<void> {
  const codes = [...act.touched].filter((code) => code.length === LEVELS.village);
  if (codes.length === 0) return;
  if (codes.length > AT_ONCE) return markTouched(act, codes);
  for (const [code, figures] of await countVillages(act, codes)) await writeCount(act, code, figures);
}

/** A unit has two seconds. */
const CHUNK = 20;

/** A job of each night: who is late and who is away is another figure every day. @returns how many villages were counted */
export async function countAll(desk: Desk): Promise<number> {
  const places = await desk.read((act) => countedPlaces(act));
  for (let at = 0; at < places.length; at += CHUNK) {
    await desk.write([], async (act) => {
      const codes = places.slice(at, at + CHUNK);
      for (const [code, figures] of await countVillages(act, codes)) await writeCount(act, code, figures);
    });
  }
  return places.length;
}

/** Where nobody is sent today. */
export const stormyPlaces = async (act: Act): Promise<RegionCode[]> =>
  (await stormsEverywhere(act, ['during'])).map(({ regionCode }) => regionCode);

/** Counted from the rows themselves. */
async function countVillages(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, VisitFigures>> {
  const people = await registerFigures(act, codes, await stormyPlaces(act));
  const late = await lateAmong(act, codes);
  return new Map(codes.map((code) => [code, { ...(people.get(code) ?? NO_FIGURES), late: late.get(code) ?? 0 }]));
}

/** Elders whose foremost due is late, by the village where it is owed. */
async function lateAmong(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, number>> {
  const asked = { within: codes, overBy: act.today, everywhere: true };
  const aways = await awaysOfOpen(act, asked);
  const stormsAt = await stormsByPlace(act);
  const byElder = new Map<string, DueStood[]>();
  for (const due of await openDuesIn(act, asked)) {
    const held = { aways: aways.get(due.memberId) ?? [], storms: stormsAt(due.regionCode) };
    byElder.set(due.memberId, [...(byElder.get(due.memberId) ?? []), stoodOn(due, held, act.today)]);
  }
  const found = new Map<RegionCode, number>();
  for (const dues of byElder.values()) {
    const due = foremost(dues);
    if (due?.standing === 'late') found.set(due.regionCode, (found.get(due.regionCode) ?? 0) + 1);
  }
  return found;
}

/** The figures of every village inside these places, by its code; those that changed since they were counted, counted now. */
export async function figuresIn(act: Act, within: readonly RegionCode[]): Promise<Map<RegionCode, VisitFigures>> {
  // Before the first night nothing is kept at all.
  if (await isUncounted(act)) return countVillages(act, await countedPlacesIn(act, within));
  const rows = await countRows(act, within);
  const stale = rows.filter(({ countedOn }) => countedOn !== act.today).map(({ regionCode }) => regionCode);
  const anew = stale.length > 0 ? await countVillages(act, stale) : new Map<RegionCode, VisitFigures>();
  return new Map(rows.map((row) => [row.regionCode, anew.get(row.regionCode) ?? row]));
}

const countedPlacesIn = async (act: Act, within: readonly RegionCode[]): Promise<RegionCode[]> =>
  (await countedPlaces(act)).filter((code) => within.some((place) => code.startsWith(place)));

/** @returns all of them together, of the villages inside one place */
export function sumOf(figures: ReadonlyMap<RegionCode, VisitFigures>, place: RegionCode): VisitFigures {
  const sum = { ...NO_FIGURES };
  for (const [code, one] of figures) {
    if (!code.startsWith(place)) continue;
    sum.people += one.people;
    sum.seen += one.seen;
    sum.away += one.away;
    sum.late += one.late;
  }
  return sum;
}
