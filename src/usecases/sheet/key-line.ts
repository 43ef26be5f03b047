/**
 * 录入: a line of a paper sheet is keyed in at the station. Sheet and line are its key, whoever keys it and however often: the
 * same content again is the record that is there, other content under the same line is refused and shown. Record, her thumb with
 * its witness, and the line are written in one unit or not at all. Whoever keys it in is the logger; whoever wrote the paper is
 * named beside her (经办人), and neither checks or approves it.
 */
import { createHash } from 'node:crypto';
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { hasLines, SHEET_LINES } from '#domain/sheet';
import { NO_LINES } from '#records/attachment';
import { addEvidence } from '#records/evidence';
import { again } from '#records/exchange';
import type { Photo } from '#records/photo';
import { fillLine, findSheet, linesOf, type Sheet, takeLine } from '#records/sheet';
import { userById } from '#records/user';
import { keepPhoto } from '#usecases/attachment/add';
import type { Desk } from '#usecases/desk';
import { bearWitnessIn, type Witness } from '#usecases/exchange/bear-witness';
import { confirmIn } from '#usecases/exchange/confirm';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { logVisitIn, type Visit } from '#usecases/exchange/log-visit';
import { reachExchange } from '#usecases/exchange/reach';
import { joinCardIn } from '#usecases/exchange/same-visit';
import { writerOf } from '#usecases/exchange/writer';
import { handlersOf } from '#usecases/sheet/read';

export interface PaperLine {
  sheet: string;
  line: number;
  /** Who wrote the paper. */
  handledBy: string;
  visit: Omit<Visit, 'order' | 'reason'>;
  /** Answered when an open order or a record may be this visit. */
  order: string | null;
  /** Her thumb stands on the line, with this witness; null when it does not. */
  thumb: Witness | null;
  /** Without a thumb; left out where nobody stood by. */
  witness?: Witness;
}

/**
 * @returns the record, and whether it was there already
 * @throws Refusal not_found · line_taken · missing (经办人) · which_order · which_record · what logging and the witness refuse
 */
export async function keyLine(desk: Desk, keyed: PaperLine): Promise<{ id: string; again: boolean }> {
  const { sheet: number, line, handledBy, visit, order, thumb, witness } = keyed;
  const body = JSON.stringify({ handledBy, visit, thumb, witness });
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return desk.write([], async (act) => {
    const sheet = await sheetFor(act, number, line);
    if (!(await handlersOf(act, sheet.regionCode)).has(handledBy)) throw new Refusal('missing', { field: 'handledBy' });
    const row = { sheet: number, line, bodyHash, handledBy, enteredBy: act.actor.id, enteredAt: act.now };
    const before = await takeLine(act, row);
    if (before && before.bodyHash !== bodyHash) throw new Refusal('line_taken', { field: 'line', line });
    if (before) return { id: before.exchangeId, again: true };
    const personId = (await userById(act, handledBy))?.personId ?? null;
    const parties = [...visit.memberIds, ...visit.volunteers.map(({ memberId }) => memberId)];
    await refuseFamilyRecord(act, parties, personId);
    // Two lines of one sheet are two visits.
    const apart = (await linesOf(act, number)).map(({ exchangeId }) => exchangeId);
    const asking = { orders: true, records: true, apart };
    const log = { ...visit, order, reason: 'found_on_visit' };
    const { id, joined } = await logVisitIn(act, log, writerOf(act), asking);
    // The line is known without a thumb too, so that the photograph of the sheet shows with the record.
    const stands = thumb ? {} : { cardLine: line, sheet: number };
    if (handledBy !== act.actor.id || !thumb)
      await addEvidence(act, id, { kind: 'helper_word', byId: handledBy, ...stands });
    if (thumb) {
      const card = { line, sheet: number, ...thumb };
      if (joined) await joinCardIn(act, id, card, joined);
      else await confirmIn(act, await reachExchange(act, id, 'exchange.confirm'), { means: 'wallCard', ...card });
    }
    if (witness) await bearWitnessIn(act, await again(act, { id }), witness);
    await fillLine(act, row, id);
    return { id, again: false };
  });
}

async function sheetFor(act: Act, number: string, line: number): Promise<Sheet> {
  const sheet = await findSheet(act, number, 'sheet.key');
  if (!hasLines(sheet.form) || line < 1 || line > SHEET_LINES) throw new Refusal('not_found');
  return sheet;
}

/** One photograph of the sheet serves every line that was keyed in by then. @throws Refusal not_found */
export async function addSheetPhoto(desk: Desk, { number, photo }: { number: string; photo: Photo }): Promise<void> {
  await desk.write([], async (act) => {
    const { regionCode } = await findSheet(act, number, 'sheet.key');
    const last = (await linesOf(act, number)).at(-1);
    const lines = last ? { from: 1, to: last.line } : NO_LINES;
    await keepPhoto(act, photo, number, lines, regionCode);
  });
}
