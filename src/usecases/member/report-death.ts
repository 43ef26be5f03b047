/**
 * 离世: reported by whoever walks the village, so that nobody knocks from the same day on. What was asked for her is given
 * back, what was owed to her is owed no more, her pairs end without anybody's fault; visits dated later are flagged. A
 * mistaken report is undone by the town (domain.md; village-practice finding 18).
 */
import type { Act } from '#db/act';
import { type Day, isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { alertsOf, moveAlert } from '#records/alert';
import { type Exchange, moveExchange, openOf, servedBetween } from '#records/exchange';
import { findMember, memberMovesOf, moveMember } from '#records/member';
import { personsById } from '#records/person';
import { dropDues, oweAgain } from '#records/visit-due';
import { withdrawVolunteer } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { endIn } from '#usecases/exchange/end';
import { journalsFor } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';
import { lapsePairings } from '#usecases/pairing/lapse';
import { keepRegister } from '#usecases/register/keep';
import { grantOver } from '#usecases/under';

/** Why what was hers ended. */
const DIED = 'died';

/** @throws Refusal not_found · state_moved · day_not_understood · day_in_future */
export async function reportDeath(desk: Desk, input: { id: string; diedOn: Day; note: string | null }): Promise<void> {
  const { id, diedOn, note } = input;
  const journals = await desk.read(async (act) => {
    const lists = await journalsFor(act, await openOf(act, id));
    return [...new Set([...lists.values()].flat())].sort();
  });
  await desk.write(journals, async (act) => {
    const member = await findMember(act, id, 'member.correct');
    if (!isDay(diedOn) || diedOn < member.bornOn) throw new Refusal('day_not_understood', { field: 'diedOn' });
    if (diedOn > act.today) throw new Refusal('day_in_future', { field: 'diedOn' });
    const grant = grantOver(act, 'member.correct', member.regionCode);
    const moved = await moveMember(act, member, 'reportDeath', { diedOn }, { grant, reason: note, note });
    for (const exchange of await openOf(act, id)) await endOpen(act, exchange, id);
    await lapsePairings(act, id, DIED, grant);
    await dropDues(act, { memberId: id, reason: DIED });
    await closeAlerts(act, id, diedOn);
    await keepRegister(act, moved);
    await reflagAfter(act, id, diedOn);
  });
}

/** What she had asked for ends; where others are left whom it is for, or she was to come as a volunteer, it goes on without her. */
async function endOpen(act: Act, exchange: Exchange, id: string): Promise<void> {
  const persons = await personsById(act, exchange.beneficiaryIds);
  const left = exchange.beneficiaryIds.some((one) => one !== id && persons.get(one)?.state !== 'deceased');
  if (!left) return endIn(act, exchange, exchange.state === 'returned' ? 'drop' : 'cancel', { reason: DIED });
  if (exchange.state !== 'matched' || !exchange.volunteers.some(({ memberId }) => memberId === id)) return;
  await withdrawVolunteer(act, exchange.id, id);
  if (exchange.volunteers.length === 1) await moveExchange(act, exchange, 'withdraw', {}, { reason: DIED });
}

/** Nobody is looked after any more; what was found stays on file. */
async function closeAlerts(act: Act, memberId: string, diedOn: Day): Promise<void> {
  for (const alert of await alertsOf(act, memberId, 20)) {
    if (alert.state === 'closed') continue;
    const closed = { closedBy: act.actor.id, closedAt: act.now, closeReason: DIED, closeNote: diedOn };
    await moveAlert(act, alert, 'close', closed, { reason: DIED, note: diedOn });
  }
}

/** What is on record for later days. */
async function reflagAfter(act: Act, id: string, day: Day): Promise<void> {
  const later = await servedBetween(act, { volunteerIds: [], beneficiaryIds: [id] }, day, act.today);
  for (const exchange of later) await reflag(act, exchange);
}

/** It was a mistake: she is on every list again. Pairs are proposed anew. @throws Refusal not_found · state_moved · reason_needed */
export async function undoDeath(desk: Desk, input: { id: string; reason: string }): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  await desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.suspend');
    const grant = grantOver(act, 'member.suspend', member.regionCode);
    const died = (await memberMovesOf(act, member.id)).findLast(({ move }) => move === 'reportDeath');
    const moved = await moveMember(act, member, 'undoDeath', { diedOn: null }, { grant, reason }, died?.fromState);
    await oweAgain(act, member.id, DIED);
    await keepRegister(act, moved);
    if (member.diedOn) await reflagAfter(act, member.id, member.diedOn);
  });
}
