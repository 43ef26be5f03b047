/**
 * 录入服务确认表: what she said of a visit that was printed for her, with her thumb and a witness. Sheet and line are its key, as
 * of every line: the same answer again is the one that is there, another is refused. Yes confirms the record, no sends it back;
 * whoever wrote the paper and whoever keys it in are both hands in it.
 */
import { createHash } from 'node:crypto';
import type { Act } from '#db/act';
import { normalPhone } from '#domain/digits';
import type { Why } from '#domain/reason';
import { must, Refusal } from '#domain/refusal';
import { isAsPrinted } from '#domain/sheet';
import { addEvidence } from '#records/evidence';
import { idsByPhone } from '#records/person';
import { fillLine, findSheet, takeLine } from '#records/sheet';
import { asksOf, type SheetAsk } from '#records/sheet-ask';
import { humansBehind, userById } from '#records/user';
import type { Desk } from '#usecases/desk';
import { confirmIn } from '#usecases/exchange/confirm';
import { denyOnPaper } from '#usecases/exchange/deny';
import { partiesOf, refuseFamilyRecord } from '#usecases/exchange/eyes';
import { type Reached, reachExchange } from '#usecases/exchange/reach';
import { handlersOf } from '#usecases/sheet/read';

export interface PaperAnswer {
  sheet: string;
  line: number;
  /** Who wrote the paper. */
  handledBy: string;
  /** Why it was not so; null when it was. */
  no: Why | null;
  witnessName: string;
  witnessPhone: string;
}

/**
 * @returns the record, and whether the line was answered already
 * @throws Refusal not_found · missing (经办人) · line_taken · state_moved · line_changed · family_record · own_record · four_eyes ·
 *   reason_needed · witness_needed · witness_not_independent
 */
export async function answerLine(desk: Desk, answer: PaperAnswer): Promise<{ id: string; again: boolean }> {
  const { sheet: number, line, handledBy, no, ...witness } = answer;
  const bodyHash = createHash('sha256').update(JSON.stringify({ handledBy, no, witness })).digest('hex');
  return desk.write([], async (act) => {
    const { sheet, ask, memberId } = await askedOn(act, number, line);
    if (!(await handlersOf(act, sheet.regionCode)).has(handledBy)) throw new Refusal('missing', { field: 'handledBy' });
    const row = { sheet: number, line, bodyHash, handledBy, enteredBy: act.actor.id, enteredAt: act.now };
    const before = await takeLine(act, { ...row, answer: no ? 'no' : 'yes' });
    if (before && before.bodyHash !== bodyHash) throw new Refusal('line_taken', { field: 'line', line });
    if (before) return { id: before.exchangeId, again: true };
    const reached = await reachExchange(act, ask.exchangeId, 'exchange.confirm');
    await refuseUnfitPaper(act, reached, ask, answer);
    // First whoever wrote it, so that the word itself is the last that was added.
    if (handledBy !== act.actor.id) {
      await addEvidence(act, ask.exchangeId, { kind: 'handled', byId: handledBy, cardLine: line, sheet: number });
    }
    const where = { sheet: number, line, ...witness };
    if (no) await denyOnPaper(act, reached, { ...no, ...where, memberId });
    else await confirmIn(act, reached, { means: 'wallCard', ...where, of: memberId });
    await fillLine(act, row, ask.exchangeId);
    return { id: ask.exchangeId, again: false };
  });
}

async function askedOn(act: Act, number: string, line: number) {
  const sheet = await findSheet(act, number, 'sheet.key');
  if (sheet.form !== 'confirmation') throw new Refusal('not_found');
  const ask = must((await asksOf(act, number)).find((one) => one.line === line));
  return { sheet, ask, memberId: must(sheet.memberId) };
}

/** It is still what she was asked about, and nobody had a hand in the paper who may have none. */
async function refuseUnfitPaper(act: Act, { exchange }: Reached, ask: SheetAsk, answer: PaperAnswer): Promise<void> {
  if (exchange.state !== 'logged') throw new Refusal('state_moved', { state: exchange.state });
  if (!isAsPrinted(ask.printed, exchange)) throw new Refusal('line_changed');
  const { handledBy, witnessPhone } = answer;
  const parties = partiesOf(exchange);
  const hands = [...(await humansBehind(act, [handledBy, act.actor.id]))];
  if (hands.some((id) => parties.includes(id))) throw new Refusal('own_record');
  await refuseFamilyRecord(act, parties, (await userById(act, handledBy))?.personId ?? null);
  const witnesses = witnessPhone.trim() ? await idsByPhone(act, normalPhone(witnessPhone)) : [];
  if (witnesses.some((id) => hands.includes(id))) {
    throw new Refusal('witness_not_independent', { field: 'witnessPhone' });
  }
}
