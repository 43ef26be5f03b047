/** 公益时间 as its page shows it: every pool in reach with how it fared this year, what waits, and what was given. */
import type { Act } from '#db/act';
import { instantOf } from '#domain/day';
import { poolAccount } from '#domain/ledger';
import { prefixesFor } from '#domain/reach';
import { countyOf, type RegionCode } from '#domain/region';
import { accountAt } from '#ledger/balance';
import { type Flow, flowsSince } from '#ledger/flow';
import { journalFor } from '#ledger/journal';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { listQuotas } from '#records/pool';
import type { RegionRow } from '#records/region';
import { regionsWithin } from '#records/region-list';
import type { Desk } from '#usecases/desk';
import { type QuotaLine, quotaLines } from '#usecases/pool/quotas';

/** Minutes. balance = everything that ever came in − what went out; free = balance − held. */
export interface PoolFigures {
  balance: number;
  held: number;
  free: number;
  /** This year: quotas, what visits used (reversals taken off), and the rest, signed. */
  given: number;
  used: number;
  other: number;
}

export interface PoolLine extends PoolFigures {
  code: RegionCode;
  place: PlaceName;
}

export interface CountyPools {
  code: RegionCode;
  path: PlaceName[];
  lines: PoolLine[];
  sum: PoolFigures;
}

export interface Pools {
  counties: CountyPools[];
  waiting: QuotaLine[];
  given: QuotaLine[];
}

/** Quotas that one page shows; a county makes a few dozen a year. */
const MANY = 200;

export const viewPools = (desk: Desk): Promise<Pools> =>
  desk.read(async (act) => {
    const places = await regionsWithin(act, prefixesFor(act.actor, 'pool.read'), ['county', 'town']);
    const codes = [...new Set(places.map((place) => countyOf(place.code)))];
    const paths = await placePaths(act, codes);
    const counties: CountyPools[] = [];
    for (const code of codes) {
      const here = places.filter((place) => countyOf(place.code) === code);
      const lines = await poolLines(act, code, here);
      counties.push({ code, path: paths.get(code) ?? [], lines, sum: sumOf(lines) });
    }
    const quotas = await quotaLines(act, await listQuotas(act, MANY));
    return {
      counties,
      waiting: quotas.filter(({ quota }) => quota.acceptedAt === null).reverse(),
      given: quotas.filter(({ quota }) => quota.acceptedAt !== null),
    };
  });

async function poolLines(act: Act, countyCode: RegionCode, places: readonly RegionRow[]): Promise<PoolLine[]> {
  const journal = await journalFor(act, countyCode);
  const yearBegan = instantOf(`${act.today.slice(0, 4)}-01-01`);
  const refs = places.map((place) => poolAccount(journal, place.id));
  const ids = refs.map((ref) => ref.id);
  const flows = await flowsSince(act, journal, ids, yearBegan);
  const lines: PoolLine[] = [];
  for (const { id, code, name, pinyin } of places) {
    const ref = poolAccount(journal, id);
    const { balance, held, available } = await accountAt(act, ref);
    const year = yearOf(flows.filter((flow) => flow.account === ref.id));
    lines.push({ code, place: { name, pinyin, former: false }, balance, held, free: available, ...year });
  }
  return lines;
}

function yearOf(flows: readonly Flow[]): Pick<PoolFigures, 'given' | 'used' | 'other'> {
  const by = (event: Flow['event']) =>
    flows.filter((flow) => flow.event === event).reduce((total, flow) => total + flow.minutes, 0);
  const [given, used] = [by('quota'), by('credit')];
  const all = flows.reduce((total, flow) => total + flow.minutes, 0);
  return { given, used: used === 0 ? 0 : -used, other: all - given - used };
}

const FIGURES = ['balance', 'held', 'free', 'given', 'used', 'other'] as const;

const sumOf = (lines: readonly PoolLine[]): PoolFigures =>
  Object.fromEntries(
    FIGURES.map((name) => [name, lines.reduce((total, line) => total + line[name], 0)]),
  ) as unknown as PoolFigures;

export interface PoolPlace {
  code: RegionCode;
  path: PlaceName[];
}

/** Pools to which the actor may propose minutes. */
export const poolsToFill = (desk: Desk): Promise<PoolPlace[]> =>
  desk.read(async (act) => {
    const places = await regionsWithin(act, prefixesFor(act.actor, 'pool.propose'), ['county', 'town']);
    const paths = await placePaths(
      act,
      places.map((place) => place.code),
    );
    return places.map(({ code }) => ({ code, path: paths.get(code) ?? [] }));
  });
