/** 旧时间转入: proposed by whoever brought the list, posted when somebody else agrees; each line once, under its import and number. */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import { issuanceAccount, ownAccount } from '#domain/ledger';
import { Refusal } from '#domain/refusal';
import { post } from '#ledger/post';
import { note } from '#records/audit';
import { refuseUnfit } from '#records/hands';
import { findOpening, moveOpening, type Opening, type OpeningLineRow, openingLinesOf } from '#records/opening';
import type { Desk } from '#usecases/desk';
import { tellOfBook } from '#usecases/telling/tell-of-book';
import { grantOver } from '#usecases/under';

/** Unique in the journal: a second run posts nothing. */
export const keyOf = ({ id }: Pick<Opening, 'id'>, { line }: Pick<OpeningLineRow, 'line'>): string =>
  `opening:${id}:${line}`;

/** @throws Refusal not_found · already_done · opening_again (the same list waits or is in the book) */
export async function proposeOpening(desk: Desk, { id }: { id: string }): Promise<void> {
  const work = desk.write([], async (act) => {
    const opening = await findOpening(act, id, 'opening.propose');
    if (opening.state !== 'draft' || opening.proposedBy !== act.actor.id) throw new Refusal('already_done');
    const { countyCode: regionCode } = opening;
    await refuseOwnLines(act, opening, []);
    await moveOpening(act, opening, { state: 'proposed', proposedAt: act.now });
    const grant = grantOver(act, 'opening.propose', regionCode);
    await note(act, { verb: 'propose', noun: 'opening', subjectId: id, regionCode, grant });
  });
  await work.catch((error: unknown) => {
    if (error instanceof Conflict && error.constraint === 'openings_once') throw new Refusal('opening_again');
    throw error;
  });
}

/** @throws Refusal not_found · already_done · four_eyes · own_record · own_family_decision */
export async function acceptOpening(desk: Desk, { id }: { id: string }): Promise<{ lines: number }> {
  const { journal } = await desk.read((act) => findOpening(act, id, 'opening.accept'));
  return desk.write([journal], async (act) => {
    const opening = await findOpening(act, id, 'opening.accept');
    if (opening.state !== 'proposed') throw new Refusal('already_done');
    const { countyCode: regionCode } = opening;
    await refuseOwnLines(act, opening, [opening.proposedBy]);
    const grant = grantOver(act, 'opening.accept', regionCode);
    await moveOpening(act, opening, { state: 'accepted', decidedBy: act.actor.id, decidedAt: act.now });
    const lines = await openingLinesOf(act, id);
    for (const line of lines) await bookLine(act, opening, line);
    const whose = lines.map(({ memberId }) => memberId);
    await tellOfBook(act, { id, event: 'opened' }, whose, desk.house.sendsToPhones ?? false);
    await note(act, { verb: 'accept', noun: 'opening', subjectId: id, regionCode, grant });
    return { lines: lines.length };
  });
}

/** Her own from the start: it was earned and counted elsewhere, so no cap cuts it and no notice waits for it. */
const bookLine = (act: Act, opening: Opening, line: OpeningLineRow) =>
  post(act, {
    event: 'opening',
    subjectId: line.memberId,
    lines: [
      {
        kind: 'post',
        from: issuanceAccount(opening.journal),
        to: ownAccount(opening.journal, line.memberId),
        minutes: line.minutes,
      },
    ],
    key: keyOf(opening, line),
    approverId: act.actor.id,
    reason: opening.id,
  });

/** Nobody brings in, or agrees to, minutes of their own or their family's. */
export async function refuseOwnLines(act: Act, { id }: Opening, hands: string[]): Promise<void> {
  const parties = (await openingLinesOf(act, id)).map(({ memberId }) => memberId);
  await refuseUnfit(act, { parties, hands });
}

/** Not agreed to, or thrown away by whoever brought it. @throws Refusal not_found · already_done */
export async function declineOpening(desk: Desk, { id }: { id: string }): Promise<void> {
  await desk.write([], async (act) => {
    const opening = await findOpening(act, id, 'opening.read');
    if (opening.state !== 'draft' && opening.state !== 'proposed') throw new Refusal('already_done');
    const { countyCode: regionCode } = opening;
    const mine = opening.proposedBy === act.actor.id;
    const grant = grantOver(act, mine ? 'opening.propose' : 'opening.accept', regionCode);
    await moveOpening(act, opening, { state: 'declined', decidedBy: act.actor.id, decidedAt: act.now });
    await note(act, { verb: 'decline', noun: 'opening', subjectId: id, regionCode, grant });
  });
}
