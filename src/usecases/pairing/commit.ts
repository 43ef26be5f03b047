/** What a pairing sets aside each month, and from whom: what the town sees before it says yes (village-practice finding 3). */
import type { Act } from '#db/act';
import { monthOf } from '#domain/day';
import { type Commitment, commitmentOf, minutesPerMonth, type Terms } from '#domain/pairing';
import { countyOf, type RegionCode } from '#domain/region';
import { accountAt } from '#ledger/balance';
import { givenMonthly } from '#records/grant-list';
import { committedBy } from '#records/pairing';
import { poolOf } from '#usecases/exchange/cover';

export interface CommitQuestion extends Terms {
  elderId: string;
  regionCode: RegionCode;
  /** Pairings that this one stands for or takes over. */
  except?: readonly string[];
}

/** In minutes a month, with what it was reckoned from. */
export interface Reckoned extends Commitment {
  /** What she is given, and what other pairings count on of it. */
  given: number;
  givenTaken: number;
  /** What lies free in the town's pool today, and what other pairings count on of it. */
  poolFree: number;
  poolTaken: number;
}

export async function commitFor(act: Act, question: CommitQuestion): Promise<Reckoned> {
  const { elderId, regionCode, except = [] } = question;
  const given = await givenMonthly(act, elderId, countyOf(regionCode), monthOf(act.today));
  const poolFree = (await accountAt(act, await poolOf(act, regionCode))).available;
  const taken = await committedBy(act, { elderId, regionCode, except });
  const figures = { given, givenTaken: taken.grant, poolFree, poolTaken: taken.pool };
  return { ...figures, ...commitmentOf(minutesPerMonth(question), given - taken.grant, poolFree - taken.pool) };
}
