/** The passbook on paper: a month's statement, and what stands in the head of each leaf. Nothing is decided here. */
import { liveCardsOf } from '#records/card';
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
    };
  });
}
