/** A notice with all that is needed to say it: the record as it stands now. The caller may read the notice. */
import type { Act } from '#db/act';
import { exchangesById } from '#records/exchange';
import type { Notice } from '#records/notice';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

export interface Telling {
  notice: Notice;
  line: ExchangeLine;
}

export async function tellingsFor(act: Act, notices: readonly Notice[]): Promise<Telling[]> {
  const ids = [...new Set(notices.map(({ exchangeId }) => exchangeId))];
  const lines = new Map((await linesFor(act, await exchangesById(act, ids))).map((line) => [line.exchange.id, line]));
  return notices.flatMap((notice) => {
    const line = lines.get(notice.exchangeId);
    return line ? [{ notice, line }] : [];
  });
}
