/**
 * The ways a request ends without service: rejected by the town, cancelled by the recipient's side, undone within ten
 * minutes, expired by the clock. Whatever was held for it is given back in the same unit.
 */
import type { Act } from '#db/act';
import { addDays } from '#domain/day';
import type { MoveName } from '#domain/exchange';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import type { Because } from '#records/because';
import { type Exchange, moveExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { releaseHeld } from '#usecases/exchange/hold';
import { decide } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';

const MINUTE_MS = 60_000;
/** Requests that no volunteer took, and those whose day has passed (domain.md, Care). */
export const UNMATCHED_DAYS = 14;
export const PAST_DAYS = 7;

/** Of which exchange, and why. */
export interface Decision extends Why {
  id: string;
}

/** In a unit that has locked its journals. */
export async function endIn(act: Act, exchange: Exchange, move: MoveName, because: Because): Promise<void> {
  const reason = because.reason ?? move;
  const ended = await moveExchange(act, exchange, move, { reason, reasonNote: because.note ?? null }, because);
  await releaseHeld(act, ended, reason);
  // A record that is gone lies beside no other any more.
  if (ended.servedOn !== null) await reflag(act, ended);
}

/** @throws Refusal not_found · state_moved · reason_needed · own_record · own_family_decision */
export async function rejectExchange(desk: Desk, decision: Decision): Promise<void> {
  const because = reasoned(decision);
  await decide(desk, decision.id, 'exchange.reject', async (act, { exchange, grant }) => {
    const move = exchange.state === 'requested' ? 'rejectRequest' : 'reject';
    await refuseOwnDecision(act, exchange, move === 'reject' ? 'credit' : 'request');
    await endIn(act, exchange, move, { ...because, grant });
  });
}

/** The recipient's side does not want it any more. @throws Refusal not_found · state_moved */
export async function cancelExchange(desk: Desk, decision: Decision): Promise<void> {
  const because = reasoned(decision);
  await decide(desk, decision.id, 'exchange.cancel', async (act, { exchange, grant }) => {
    await endIn(act, exchange, exchange.state === 'returned' ? 'drop' : 'cancel', { ...because, grant });
  });
}

/** 撤回: whoever asked takes it back within the undo window (MIIT 2021: ten minutes). @throws Refusal undo_too_late */
export async function undoExchange(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.undo', async (act, { exchange, grant }) => {
    const minutes = act.policy.get('redeem.undoWindowMin', exchange.regionCode, act.today);
    const late = act.now - (exchange.requestedAt ?? 0) > minutes * MINUTE_MS;
    if (late || exchange.requestedBy !== act.actor.id) throw new Refusal('undo_too_late', { minutes });
    await endIn(act, exchange, 'undo', { grant, reason: 'undone' });
  });
}

/** By the clock: nobody took it for 14 days, or its day is more than 7 days past. */
export async function expireExchange(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.cancel', async (act, { exchange }) => {
    const unmatched = exchange.state !== 'matched' && exchange.since < act.now - UNMATCHED_DAYS * 86_400_000;
    const past = exchange.plannedOn !== null && addDays(exchange.plannedOn, PAST_DAYS) < act.today;
    if (!unmatched && !past) throw new Refusal('state_moved', { state: exchange.state });
    await endIn(act, exchange, 'expire', { reason: past ? 'day_passed' : 'nobody_came_forward' });
  });
}
