/** The passbook on paper: a month's statement, and what stands at the head and the foot of each leaf. Nothing is decided here. */
import type { Act } from '#db/act';
import { addMonths, instantOf } from '#domain/day';
import { accountsOf } from '#ledger/balance';
import { lastBefore, type Sealed } from '#ledger/checkpoint';
import { listJournals } from '#ledger/journal';
import type { Seal } from '#ledger/seal';
import { liveCardsOf } from '#records/card';
import { type PlaceName, placeNames } from '#records/place';
import { pathOf, type RegionRow } from '#records/region';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type MonthlyStatement, readStatement } from '#usecases/statement/read';

export interface Passbook extends MonthlyStatement {
  /** The number of her card; null where she has none. */
  card: string | null;
  place: RegionRow[];
  /** Whom she may call in her village, at her work number. */
  helper: { name: string; phone: string } | null;
  /** 月根: the last checkpoint of the month of each book that she has an account in. */
  seals: MonthSeal[];
}

export interface MonthSeal extends Pick<Sealed, 'size' | 'root' | 'sealedAt'> {
  county: PlaceName | null;
}

/** @throws Refusal not_found · day_not_understood */
export async function readPassbook(desk: Desk, asked: { memberId: string; month: string | null }): Promise<Passbook> {
  const statement = await readStatement(desk, asked);
  const { id, regionCode } = statement.person;
  return desk.read(async (act) => {
    const card = (await liveCardsOf(act, id)).find(({ kind }) => kind === 'member');
    return {
      ...statement,
      card: card?.number ?? null,
      place: await pathOf(act, regionCode),
      helper: await findHelper(act.tx, regionCode, act.today),
      seals: await sealsOf(act, desk.house.seal ?? null, { memberId: id, month: statement.month }),
    };
  });
}

async function sealsOf(
  act: Act,
  seal: Seal | null,
  { memberId, month }: { memberId: string; month: string },
): Promise<MonthSeal[]> {
  if (!seal) return [];
  const end = instantOf(addMonths(`${month}-01`, 1));
  const kept = new Set((await accountsOf(act, [memberId])).map(({ journal }) => journal));
  const seals: MonthSeal[] = [];
  for (const { id, countyCode } of (await listJournals(act)).filter((one) => kept.has(one.id))) {
    const last = await lastBefore(act, id, seal.originOf(id), end);
    const county = (await placeNames(act, [countyCode])).get(countyCode) ?? null;
    if (last) seals.push({ size: last.size, root: last.root, sealedAt: last.sealedAt, county });
  }
  return seals;
}
