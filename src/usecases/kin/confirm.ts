/**
 * 核实亲属: clerk or town has seen the proof. Not whoever declared it, and not for themselves or their family. `mayAct`
 * lets the relative ask and confirm for her: only with her own consent to that (purpose kinActs).
 */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { hasConsent } from '#records/consent';
import { refuseUnfit } from '#records/hands';
import { confirmKin as confirm, findKin, type Proof } from '#records/kin';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Confirmation {
  id: string;
  proof: Proof | null;
  mayAct: boolean;
}

/** @throws Refusal proof_needed · not_found · four_eyes · own_record · own_family_decision · consent_needed · already_done */
export async function confirmKin(desk: Desk, input: Confirmation): Promise<{ mayAct: boolean }> {
  return desk.write([], async (act) => {
    const { regionCode, ...bond } = await findKin(act, input.id, 'kin.confirm');
    const proof = input.proof ?? bond.proof;
    if (!proof) throw new Refusal('proof_needed', { field: 'proof' });
    await refuseUnfit(act, { parties: [bond.memberId, bond.relativeId], hands: [bond.declaredBy] });
    if (input.mayAct && !(await hasConsent(act, bond.memberId, 'kinActs'))) {
      throw new Refusal('consent_needed', { field: 'mayAct' });
    }
    const grant = grantOver(act, 'kin.confirm', regionCode);
    await confirm(act, bond.id, proof, input.mayAct);
    await note(act, { verb: 'confirm', noun: 'kin', subjectId: bond.id, regionCode, grant, reason: proof });
    return { mayAct: input.mayAct };
  });
}
