/** A second officer agrees to a correction, and it is posted in the same unit; or it is declined, or taken back by its proposer. */
import type { Act } from '#db/act';
import { addDays, addMonths, firstOfMonth } from '#domain/day';
import { readAccountId } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { correct, onlyLineOf, prolong } from '#ledger/correct';
import { entriesOfEvent, type Shortfall } from '#ledger/reverse';
import { note } from '#records/audit';
import { type Correction, decideCorrection, findCorrection } from '#records/correction';
import { refuseUnfit } from '#records/hands';
import { partiesOf, townsOf } from '#usecases/correction/parties';
import type { Desk } from '#usecases/desk';
import { tellOfBook, tellTown } from '#usecases/telling/tell-of-book';
import { grantOver } from '#usecases/under';

/**
 * @param accepted the shortfalls that the officer was shown and accepts
 * @throws Refusal not_found · already_done · four_eyes (the proposer, and whoever approved the entry) · own_record ·
 *   own_family_decision · correction_short · reversal_twice · state_moved (more would be owed than was shown)
 */
export async function acceptCorrection(desk: Desk, asked: { id: string; accepted: Shortfall[] }): Promise<void> {
  const journals = await desk.read(async (act) => {
    const { eventId } = await findCorrection(act, asked.id, 'correction.accept');
    return (await entriesOfEvent(act, eventId)).map(({ journal }) => journal);
  });
  const phones = desk.house.sendsToPhones ?? false;
  await desk.write(journals, async (act) => {
    const correction = await findCorrection(act, asked.id, 'correction.accept');
    const { id, otherCode, reason } = correction;
    if (correction.state !== 'proposed') throw new Refusal('already_done');
    const grant = grantOver(act, 'correction.accept', otherCode);
    await refuseUnfitFor(act, correction);
    const { reversal, replacement } = await correct(act, correction, asked.accepted);
    if (correction.event === 'lapse') await giveTime(act, correction);
    const posted = { reversal: reversal.eventId, replacement: replacement?.eventId ?? null };
    await decideCorrection(act, id, { state: 'accepted', ...posted });
    const told = { id, event: 'corrected' } as const;
    await tellOfBook(act, told, await partiesOf(act, correction.eventId), phones);
    await tellTown(act, told, await townsOf(act, correction.eventId));
    await note(act, { verb: 'accept', noun: 'correction', subjectId: id, regionCode: otherCode, grant, reason });
  });
}

/** Neither who proposed it, nor who had approved the entry, nor whose minutes they are, nor the family of any of them. */
export async function refuseUnfitFor(act: Act, { eventId, proposedBy }: Correction): Promise<void> {
  const [entry] = await entriesOfEvent(act, eventId);
  await refuseUnfit(act, { parties: await partiesOf(act, eventId), hands: [proposedBy, entry?.approverId ?? null] });
}

/** What had lapsed may be used as long as if it were given this month: past its own day it would lapse again tonight. */
async function giveTime(act: Act, { eventId, countyCode }: Correction): Promise<void> {
  const { from } = must(await onlyLineOf(act, eventId));
  if (readAccountId(from.id).kind !== 'granted') return;
  const months = act.policy.get('grant.lapseMonths', countyCode, act.today);
  await prolong(act, from, addDays(addMonths(firstOfMonth(act.today), months), -1));
}

/** 不同意, or 撤回 by whoever proposed it. @throws Refusal not_found · already_done */
export async function declineCorrection(desk: Desk, { id }: { id: string }): Promise<void> {
  await desk.write([], async (act) => {
    const found = await findCorrection(act, id, 'correction.read');
    const mine = found.proposedBy === act.actor.id;
    const regionCode = mine ? found.countyCode : found.otherCode;
    const grant = grantOver(act, mine ? 'correction.propose' : 'correction.accept', regionCode);
    await decideCorrection(act, id, { state: 'declined' });
    const row = { subjectId: id, regionCode, grant };
    if (mine) await note(act, { verb: 'withdraw', noun: 'correction', ...row });
    else await note(act, { verb: 'decline', noun: 'correction', ...row });
  });
}
