/** A request that the town returned, asked again with what it lacked. */
import type { Day, HalfDay, MinuteOfDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { moveExchange } from '#records/exchange';
import { findService } from '#records/service';
import type { Desk } from '#usecases/desk';
import { decide } from '#usecases/exchange/reach';
import { refuseUnreasonable } from '#usecases/exchange/request';

export interface CorrectedRequest {
  id: string;
  serviceCode: string;
  plannedOn: Day;
  plannedStart: MinuteOfDay | null;
  plannedHalfDay: HalfDay | null;
  plannedMinutes: number;
  wish: string | null;
}

/** @throws Refusal not_found · state_moved · service_off · day_in_past · minutes_zero · over_service_maximum */
export async function correctRequest(desk: Desk, { id, ...asked }: CorrectedRequest): Promise<void> {
  await decide(desk, id, 'exchange.correct', async (act, { exchange, grant }) => {
    if (exchange.stateBefore !== 'requested') throw new Refusal('state_moved', { state: exchange.state });
    refuseUnreasonable(act, asked, await findService(act, asked.serviceCode));
    await moveExchange(act, exchange, 'correct', { ...asked, stateBefore: null }, { grant });
  });
}
