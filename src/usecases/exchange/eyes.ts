/**
 * Four eyes: who may not decide on this exchange, whatever their role (domain.md, Care).
 * The approver is none of: logger, confirmer, checker, a party, their family; and the same human under another login is the same human.
 */
import type { Act } from '#db/act';
import { whyNotLog } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { bondsOf, familyIn } from '#records/bond';
import { evidenceOf } from '#records/evidence';
import type { Exchange } from '#records/exchange';
import { refuseUnfit } from '#records/hands';

/** request: on what was asked · check: on what was logged · credit: on what was checked */
export type Stage = 'request' | 'check' | 'credit';

/** @throws Refusal own_record · own_family_decision · four_eyes */
export async function refuseOwnDecision(act: Act, exchange: Exchange, stage: Stage): Promise<void> {
  if (act.actor.kind === 'job') return;
  await refuseUnfit(act, { parties: partiesOf(exchange), hands: await handsOn(act, exchange, stage) });
}

const THIRD_PERSON: readonly string[] = ['call_back', 'home_check'];

/** Everybody who did an earlier step. */
async function handsOn(act: Act, exchange: Exchange, stage: Stage): Promise<(string | null)[]> {
  if (stage === 'request') return [exchange.requestedBy];
  const facts = await evidenceOf(act, exchange.id);
  // Whoever telephoned the elder may also check the record: that is the social worker's first review. Never approve it.
  const said = stage === 'check' ? facts.filter((fact) => !THIRD_PERSON.includes(fact.kind)) : facts;
  const before = stage === 'check' ? [] : [exchange.confirmedBy, exchange.checkedBy];
  return [exchange.loggedBy, ...before, ...said.flatMap((fact) => [fact.byId, fact.enteredBy])];
}

/** Staff write nothing down for their own family. @throws Refusal family_record */
export async function refuseFamilyRecord(act: Act, partyIds: readonly string[]): Promise<void> {
  if (act.actor.kind !== 'staff' || act.actor.personId === null) return;
  const bonds = await bondsOf(act, [...partyIds, act.actor.personId]);
  const why = whyNotLog({
    loggerPersonId: act.actor.personId,
    partyIds,
    familyOf: (personId) => familyIn(bonds, personId),
  });
  if (why) throw new Refusal(why);
}

export const partiesOf = (exchange: Exchange): string[] => [
  ...exchange.beneficiaryIds,
  ...exchange.volunteers.map((volunteer) => volunteer.memberId),
];
