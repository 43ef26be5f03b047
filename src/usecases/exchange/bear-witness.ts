/**
 * 见证: somebody from outside both families says that a visit was so. Asked for between relatives (domain.md, People), and kept
 * wherever it was given; her thumb is another thing, and a witness alone confirms nothing.
 */
import type { Act } from '#db/act';
import { addEvidence, evidenceOf } from '#records/evidence';
import type { Exchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';
import { decide } from '#usecases/exchange/reach';
import { reflagRelatives } from '#usecases/exchange/reflag';
import { independentMember, independentWitness, type StoodBy } from '#usecases/exchange/witness';

export interface Witness {
  witnessName: string;
  witnessPhone: string;
}

/** @throws Refusal not_found · witness_needed · phone_wrong · witness_not_independent */
export const bearWitness = (desk: Desk, { id, ...witness }: Witness & { id: string }): Promise<void> =>
  decide(desk, id, 'exchange.log', (act, { exchange }) => bearWitnessIn(act, exchange, witness));

/** The same in a unit of somebody else's. Said twice it stands there once. */
export const bearWitnessIn = async (act: Act, exchange: Exchange, witness: Witness): Promise<void> =>
  keepWitness(act, exchange, await independentWitness(act, exchange, witness.witnessName, witness.witnessPhone));

/** By somebody who is a member here: her file says her name. @throws Refusal not_found · witness_not_independent */
export const bearMembersWitnessIn = async (act: Act, exchange: Exchange, memberId: string): Promise<void> =>
  keepWitness(act, exchange, await independentMember(act, exchange, memberId));

async function keepWitness(act: Act, exchange: Exchange, { id: byId, name, phone }: StoodBy): Promise<void> {
  const known = await evidenceOf(act, exchange.id);
  if (known.some((fact) => fact.kind === 'witness' && fact.byId === byId && fact.witnessName === name)) return;
  await addEvidence(act, exchange.id, { kind: 'witness', byId, witnessName: name, witnessPhone: phone });
  await reflagRelatives(act, exchange);
}
