/** 不是这样: the recipient's side says that a record is not so. It goes back to whoever logged it, and the word stays on it. */
import type { Act } from '#db/act';
import { whyNotConfirm } from '#domain/foureyes';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { addEvidence } from '#records/evidence';
import { moveExchange } from '#records/exchange';
import { humansBehind } from '#records/user';
import type { Desk } from '#usecases/desk';
import type { Decision } from '#usecases/exchange/end';
import { decide, type Reached } from '#usecases/exchange/reach';
import { independentWitness } from '#usecases/exchange/witness';

/** Her thumb stands on this line of a form, and a neighbour outside both households was there. */
export interface PaperNo extends Why {
  memberId: string;
  sheet: string;
  line: number;
  witnessName: string;
  witnessPhone: string;
}

/**
 * By the recipient or her kin, never by staff for her: what she only said to somebody is theirs to return.
 * @throws Refusal not_found · state_moved · reason_needed
 */
export async function denyExchange(desk: Desk, decision: Decision): Promise<void> {
  const { reason, note } = reasoned(decision);
  if (desk.actor.kind !== 'member') throw new Refusal('not_found');
  await decide(desk, decision.id, 'exchange.confirm', async (act, { exchange }) => {
    const changes = { stateBefore: exchange.state, reason, reasonNote: note };
    await moveExchange(act, exchange, 'deny', changes, { reason, note });
  });
}

/**
 * On paper it is her own word, whoever types it in: her thumb, with a witness, on a line of a form. It proves no service.
 * @throws Refusal not_found · state_moved · reason_needed · own_record · four_eyes · witness_needed · witness_not_independent
 */
export async function denyOnPaper(act: Act, { exchange, grant }: Reached, word: PaperNo): Promise<void> {
  const { reason, note } = reasoned(word);
  const { memberId, sheet, line } = word;
  if (act.actor.kind !== 'staff' || !exchange.beneficiaryIds.includes(memberId)) throw new Refusal('not_found');
  const why = whyNotConfirm({
    confirmerIds: [...(await humansBehind(act, [memberId]))],
    volunteerIds: exchange.volunteers.map((volunteer) => volunteer.memberId),
    loggerIds: [...(await humansBehind(act, [exchange.loggedBy]))],
  });
  if (why) throw new Refusal(why);
  const witness = await independentWitness(act, exchange, word.witnessName, word.witnessPhone);
  await moveExchange(
    act,
    exchange,
    'deny',
    { stateBefore: exchange.state, reason, reasonNote: note },
    { grant, reason, note },
  );
  const at = { cardLine: line, sheet, witnessName: witness.name, witnessPhone: witness.phone };
  await addEvidence(act, exchange.id, { kind: 'denied', byId: memberId, ...at });
}
