/** 签到 · 签退: the volunteer's own phone at the elder's card, in and out. The minutes are the server's, counted by nobody. */
import type { Act } from '#db/act';
import { dayOf, halfDayOf, type Instant, instantOf, MINUTES_A_DAY, minuteOfDay } from '#domain/day';
import type { Shown } from '#domain/evidence';
import { must, Refusal } from '#domain/refusal';
import { isUnlikely } from '#domain/served';
import { cardByToken, cardOf } from '#records/card';
import { addEvidence } from '#records/evidence';
import { type Exchange, moveExchange } from '#records/exchange';
import { findService } from '#records/service';
import { writeServed } from '#records/volunteering';
import { triedCard } from '#usecases/card/try';
import type { Desk } from '#usecases/desk';
import { decide } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';
import { writerOf } from '#usecases/exchange/writer';
import { ALL_WELL, visitWith } from '#usecases/visit/with-service';

const MINUTE_MS = 60_000;

/** Whole minutes that somebody who signed in has been there. */
export const minutesSince = (signedInAt: Instant, now: Instant): number => Math.floor((now - signedInAt) / MINUTE_MS);

/** The code of her card, scanned, or its number as typed: only the code shows that somebody stands before it. */
export type Showing = { token: string } | { typed: string };

/**
 * @param shown the elder's card
 * @param deviceAt what the phone's clock says, kept beside the server's
 * @throws Refusal not_found · state_moved · card_wrong · card_locked
 */
export async function signIn(
  desk: Desk,
  visit: { id: string; shown: Showing; deviceAt: number | null },
): Promise<void> {
  const come = () =>
    decide(desk, visit.id, 'exchange.signIn', async (act, { exchange }) => {
      const shown = await shownAt(act, exchange, visit.shown);
      const volunteers = exchange.volunteers.map((volunteer) => volunteer.memberId);
      if (!volunteers.includes(act.actor.id)) throw new Refusal('not_found');
      await moveExchange(act, exchange, 'signIn', { signedInAt: act.now });
      await addEvidence(act, exchange.id, { kind: 'sign_in', byId: act.actor.id, deviceAt: visit.deviceAt, shown });
    });
  await ('typed' in visit.shown ? triedCard(desk, come) : come());
}

/** @throws Refusal card_wrong: no live card, or nobody's of this visit */
async function shownAt(act: Act, { beneficiaryIds }: Exchange, showing: Showing): Promise<Shown> {
  const card = 'token' in showing ? await cardByToken(act, showing.token) : await cardOf(act, showing.typed);
  if (!card || !beneficiaryIds.includes(card.memberId)) throw new Refusal('card_wrong', { field: 'card' });
  return 'token' in showing ? 'token' : 'number';
}

export interface SignOut {
  id: string;
  /** Null where she signs out from anywhere: it is kept, and proves less. */
  shown: { token: string } | null;
  deviceAt: number | null;
  /** She was asked whether it really was that long, and said so. */
  sure?: boolean;
}

/**
 * Minutes from sign-in to sign-out, begun minutes not counted; a visit over midnight belongs to the day it began.
 * @returns minutes served
 * @throws Refusal not_found · not_signed_in · card_wrong · minutes_zero · long_visit (to be asked about) · signed_in_too_long (above a day:
 *   forgotten, and written down by hand)
 */
export async function signOut(desk: Desk, visit: SignOut): Promise<number> {
  return decide(desk, visit.id, 'exchange.signIn', async (act, { exchange }) => {
    const signedInAt = must(exchange.state === 'in_service' ? exchange.signedInAt : null, 'not_signed_in');
    const shown = visit.shown ? await shownAt(act, exchange, visit.shown) : 'none';
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
    await addEvidence(act, exchange.id, { kind: 'sign_out', byId: act.actor.id, deviceAt: visit.deviceAt, shown });
    const served = exchange.volunteers.map(({ memberId, relative }) => ({ memberId, minutes, relative }));
    await writeServed(act, exchange, servedOn, served);
    await reflag(act, moved);
    const volunteerIds = served.map(({ memberId }) => memberId);
    const at = { exchangeId: exchange.id, memberIds: exchange.beneficiaryIds, volunteerIds, servedOn };
    await visitWith(act, { ...at, halfDay: halfDayOf(startMinute) }, ALL_WELL, writerOf(act));
    return minutes;
  });
}
