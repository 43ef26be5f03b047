/**
 * Where a grown world lies: real villages, a few in every town before many in one, so that small worlds too have several
 * counties. Each village has its helper and clerk, each town a social worker and an officer, each county two officers.
 */
import { asc, isNull } from 'drizzle-orm';
import { CITY, DAWEN } from '#cli/demo/cast';
import { hamletNames } from '#cli/grow/names';
import type { Hiring } from '#cli/grow/office';
import type { County, Stage, Town, Village } from '#cli/grow/stage';
import { regions } from '#db/schema/places';
import { countyOf, type RegionCode, townOf } from '#domain/region';
import { listJournals } from '#ledger/journal';
import { ensureHamlet, type RegionRow } from '#records/region';

/** People a village has in a large world, and villages at least, so that nobody grows a world of one place. */
const [A_VILLAGE, FEWEST] = [100, 6];
const HAMLETS = 3;

export async function layOut(stage: Stage, members: number, hiring: Hiring): Promise<Village[]> {
  const places = await stage.desk.read((act) =>
    act.tx.select().from(regions).where(isNull(regions.validTo)).orderBy(asc(regions.code)),
  );
  const journals = new Map((await stage.desk.read(listJournals)).map((one) => [one.countyCode, one.id]));
  const byCode = new Map(places.map((place) => [place.code, place]));
  const chosen = spread(places, Math.max(FEWEST, Math.round(members / A_VILLAGE)));
  const counties = new Map<RegionCode, County>();
  const towns = new Map<RegionCode, Town>();
  const villages: Village[] = [];
  for (const code of chosen) {
    const county = await once(counties, countyOf(code), async (at) => ({
      code: at,
      journal: journals.get(at) ?? '',
      officers: await hiring.county(at),
    }));
    const town = await once(towns, townOf(code), async (at) => ({
      code: at,
      regionId: byCode.get(at)?.id ?? '',
      county,
      ...hiring.town(at, county),
    }));
    villages.push({ code, town, hamletIds: [], ...hiring.village(code, town) });
  }
  await foundHamlets(stage, villages);
  return villages;
}

async function once<T>(known: Map<string, T>, code: string, make: (code: string) => Promise<T>): Promise<T> {
  const found = known.get(code) ?? (await make(code));
  known.set(code, found);
  return found;
}

/**
 * The first village of every town, county by county in turn, then the second of every town; the demo's own comes first.
 * Where there are villages enough, the demo's town is whole: its officer has a real town's work, however large the rest is.
 */
function spread(places: readonly RegionRow[], many: number): RegionCode[] {
  const rank = new Map<string, number>();
  const count = (key: string) => {
    const at = rank.get(key) ?? 0;
    rank.set(key, at + 1);
    return at;
  };
  const villages = places
    .filter((place) => place.level === 'village' && place.code.startsWith(CITY))
    .sort((a, b) => Number(b.code === DAWEN) - Number(a.code === DAWEN));
  const towns = new Map<string, number>();
  const ranked = villages.map(({ code }) => {
    const [town, county] = [townOf(code), countyOf(code)];
    if (!towns.has(town)) towns.set(town, count(county));
    return { code, of: [count(town), towns.get(town) ?? 0, code === DAWEN ? 0 : 1] as const };
  });
  ranked.sort((a, b) => a.of[0] - b.of[0] || a.of[1] - b.of[1] || a.of[2] - b.of[2] || (a.code < b.code ? -1 : 1));
  const codes = ranked.map(({ code }) => code);
  const own = codes.filter((code) => townOf(code) === townOf(DAWEN));
  const whole = own.length <= many ? [...own, ...codes.filter((code) => !own.includes(code))] : codes;
  return whole.slice(0, many);
}

async function foundHamlets({ desk, dice, hand, until }: Stage, villages: readonly Village[]): Promise<void> {
  const { ids } = hand(desk.actor, until);
  const named = villages.map((village) => ({ village, names: hamletNames(dice, HAMLETS) }));
  for (let at = 0; at < named.length; at += 100) {
    await desk.write([], async (act) => {
      for (const { village, names } of named.slice(at, at + 100)) {
        village.hamletIds = [];
        for (const name of names) village.hamletIds.push((await ensureHamlet({ ...act, ids }, village.code, name)).id);
      }
    });
  }
}
