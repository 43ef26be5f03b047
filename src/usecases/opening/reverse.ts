/** A whole list is taken back by two people: every line of it that was not taken back by itself already. */
import type { Act } from '#db/act';
import type { CorrectionReason } from '#domain/correction';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { reverse, type Shortfall, shortageOf, standingUnder } from '#ledger/reverse';
import { note } from '#records/audit';
import { findOpening, moveOpening, type Opening, openingLinesOf } from '#records/opening';
import type { Desk } from '#usecases/desk';
import { keyOf, refuseOwnLines } from '#usecases/opening/decide';
import { tellOfBook } from '#usecases/telling/tell-of-book';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · state_moved · already_done · reason_needed · own_record · own_family_decision */
export async function proposeOpeningReversal(
  desk: Desk,
  proposed: Why<CorrectionReason> & { id: string },
): Promise<void> {
  const { reason } = reasoned(proposed);
  await desk.write([], async (act) => {
    const opening = await findOpening(act, proposed.id, 'opening.propose');
    const { id, state, countyCode: regionCode } = opening;
    if (state !== 'accepted') throw new Refusal('state_moved', { state });
    if (opening.reversalBy !== null) throw new Refusal('already_done');
    await refuseOwnLines(act, opening, []);
    const grant = grantOver(act, 'opening.propose', regionCode);
    await moveOpening(act, opening, { reversalBy: act.actor.id, reversalAt: act.now, reversalReason: reason });
    await note(act, { verb: 'reverse', noun: 'opening', subjectId: id, regionCode, grant, reason });
  });
}

/** What agreeing would leave owed, by member; the lines that still stand. */
export async function openingShortfalls(act: Act, opening: Opening): Promise<Shortfall[]> {
  const owed: Shortfall[] = [];
  for (const eventId of await standing(act, opening)) owed.push(...(await shortageOf(act, eventId)).owed);
  return owed;
}

async function standing(act: Act, opening: Opening): Promise<string[]> {
  const keys = (await openingLinesOf(act, opening.id)).map((line) => keyOf(opening, line));
  return standingUnder(act, opening.journal, keys);
}

/**
 * @param accepted the shortfalls that the officer was shown and accepts
 * @throws Refusal not_found · state_moved (nobody proposed it, or more would be owed than was shown) · four_eyes ·
 *   own_record · own_family_decision
 */
export async function acceptOpeningReversal(
  desk: Desk,
  { id, accepted }: { id: string; accepted: Shortfall[] },
): Promise<void> {
  const { journal } = await desk.read((act) => findOpening(act, id, 'opening.accept'));
  await desk.write([journal], async (act) => {
    const opening = await findOpening(act, id, 'opening.accept');
    const { state, reversalBy, reversalReason: reason, countyCode: regionCode } = opening;
    if (state !== 'accepted' || reversalBy === null || reason === null) throw new Refusal('state_moved', { state });
    await refuseOwnLines(act, opening, [reversalBy]);
    const by = { approverId: act.actor.id, reason, accepted };
    for (const eventId of await standing(act, opening))
      await reverse(act, eventId, { ...by, key: `reversal:${eventId}` });
    const whose = (await openingLinesOf(act, id)).map(({ memberId }) => memberId);
    await tellOfBook(act, { id, event: 'openingReversed' }, whose, desk.house.sendsToPhones ?? false);
    await moveOpening(act, opening, { state: 'reversed', reversedBy: act.actor.id, reversedAt: act.now });
    const grant = grantOver(act, 'opening.accept', regionCode);
    await note(act, { verb: 'accept', noun: 'opening', subjectId: id, regionCode, grant, reason });
  });
}
