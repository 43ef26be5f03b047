/** Why this officer may not decide on a record, told before they try; asked again when they do. */
import type { Act } from '#db/act';
import { Refusal, type RefusalCode } from '#domain/refusal';
import type { Exchange } from '#records/exchange';
import { refuseOwnDecision, type Stage } from '#usecases/exchange/eyes';

export async function whyBarred(act: Act, exchange: Exchange, stage: Stage): Promise<RefusalCode | null> {
  try {
    await refuseOwnDecision(act, exchange, stage);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Which pair of eyes a record waits for. */
export const stageOf = (exchange: Pick<Exchange, 'state' | 'checkedAt'>): Stage => {
  if (exchange.state === 'requested') return 'request';
  return exchange.state === 'confirmed' && exchange.checkedAt !== null
    ? 'credit'
    : exchange.state === 'credited'
      ? 'credit'
      : 'check';
};
