/** 签到 · 签退: the volunteer's own phone at the elder's card, in and out. The minutes are the server's, counted by nobody. */
import { dayOf, halfDayOf, type Instant, instantOf, MINUTES_A_DAY, minuteOfDay } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { isUnlikely } from '#domain/served';
import { cardOf } from '#records/card';
import { addEvidence } from '#records/evidence';
import { moveExchange } from '#records/exchange';
import { findService } from '#records/service';
import { writeServed } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { decide } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';

const MINUTE_MS = 60_000;

/** Whole minutes that somebody who signed in has been there. */
export const minutesSince = (signedInAt: Instant, now: Instant): number => Math.floor((now - signedInAt) / MINUTE_MS);

/**
 * @param card the number or code on the elder's card, as typed or scanned: it shows that the volunteer is there
 * @param deviceAt what the phone's clock says, kept beside the server's
 * @throws Refusal not_found · state_moved · card_wrong
 */
export async function signIn(desk: Desk, visit: { id: string; card: string; deviceAt: number | null }): Promise<void> {
  await decide(desk, visit.id, 'exchange.signIn', async (act, { exchange }) => {
    const card = await cardOf(act, visit.card);
    if (!card || !exchange.beneficiaryIds.includes(card.memberId)) throw new Refusal('card_wrong', { field: 'card' });
    const volunteers = exchange.volunteers.map((volunteer) => volunteer.memberId);
    if (!volunteers.includes(act.actor.id)) throw new Refusal('not_found');
    await moveExchange(act, exchange, 'signIn', { signedInAt: act.now });
    await addEvidence(act, exchange.id, { kind: 'sign_in', byId: act.actor.id, deviceAt: visit.deviceAt });
  });
}

export interface SignOut {
  id: string;
  deviceAt: number | null;
  /** She was asked whether it really was that long, and said so. */
  sure?: boolean;
}

/**
 * Minutes from sign-in to sign-out, begun minutes not counted; a visit over midnight belongs to the day it began.
 * @returns minutes served
 * @throws Refusal not_found · not_signed_in · minutes_zero · long_visit (to be asked about) · signed_in_too_long (above a day:
 *   forgotten, and written down by hand)
 */
export async function signOut(desk: Desk, visit: SignOut): Promise<number> {
  return decide(desk, visit.id, 'exchange.signIn', async (act, { exchange }) => {
    const signedInAt = must(exchange.state === 'in_service' ? exchange.signedInAt : null, 'not_signed_in');
    const minutes = minutesSince(signedInAt, act.now);
    if (minutes <= 0) throw new Refusal('minutes_zero');
    if (minutes > MINUTES_A_DAY) throw new Refusal('signed_in_too_long');
    const { maxMinutes } = await findService(act, exchange.serviceCode);
    if (!visit.sure && isUnlikely(minutes, maxMinutes)) throw new Refusal('long_visit', { minutes, field: 'sure' });
    const servedOn = dayOf(signedInAt);
    const startMinute = minuteOfDay(signedInAt);
    const moved = await moveExchange(act, exchange, 'signOut', {
      servedOn,
      startMinute,
      endMinute: minuteOfDay(instantOf(servedOn, startMinute) + minutes * MINUTE_MS),
      halfDay: halfDayOf(startMinute),
      servedMinutes: minutes,
      loggedBy: act.actor.id,
      loggedAt: act.now,
      loggedDevice: act.device,
    });
    await addEvidence(act, exchange.id, { kind: 'sign_out', byId: act.actor.id, deviceAt: visit.deviceAt });
    const served = exchange.volunteers.map(({ memberId, relative }) => ({ memberId, minutes, relative }));
    await writeServed(act, exchange, servedOn, served);
    await reflag(act, moved);
    return minutes;
  });
}
