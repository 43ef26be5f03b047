/** 改记 ties two records together: each page shows the other one, as far as the reader may read it. */
import type { Act } from '#db/act';
import { type Exchange, reachedById } from '#records/exchange';
import { replacementsAmong } from '#records/replacement';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

export interface Pair {
  replaces: ExchangeLine | null;
  replacedBy: ExchangeLine | null;
}

export async function pairOf(act: Act, { id }: Exchange): Promise<Pair> {
  const pairs = await replacementsAmong(act, [id]);
  const before = pairs.find(({ replacementId }) => replacementId === id)?.originalId;
  const after = pairs.find(({ originalId }) => originalId === id)?.replacementId;
  const ids = [before, after].filter((one) => one != null);
  const found = await linesFor(act, await reachedById(act, ids, 'exchange.read'));
  const one = (wanted: string | null | undefined) => found.find(({ exchange }) => exchange.id === wanted) ?? null;
  return { replaces: one(before), replacedBy: one(after) };
}
