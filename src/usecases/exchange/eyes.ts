/**
 * Four eyes: who may not decide on this exchange, whatever their role (domain.md, Care).
 * The approver is none of: logger, confirmer, checker, a party, their family; and the same human under another login is the same human.
 */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { whyNotDecide, whyNotLog } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { bondsOf, familyIn } from '#records/bond';
import { evidenceOf } from '#records/evidence';
import type { Exchange } from '#records/exchange';
import { widened } from '#records/human';

/** request: on what was asked · check: on what was logged · credit: on what was checked */
export type Stage = 'request' | 'check' | 'credit';

/** @throws Refusal own_record · own_family_decision · four_eyes */
export async function refuseOwnDecision(act: Act, exchange: Exchange, stage: Stage): Promise<void> {
  if (act.actor.kind === 'job') return;
  const parties = partiesOf(exchange);
  const hands = await handsOn(act, exchange, stage);
  const people = [...parties, ...hands.loggers, ...hands.confirmers, ...hands.checkers];
  const self = personOf(act.actor);
  const bonds = await bondsOf(act, self ? [...people, self] : people);
  const why = whyNotDecide({
    deciderUserId: act.actor.id,
    deciderPersonId: self,
    loggerIds: hands.loggers,
    confirmerIds: [...hands.confirmers, ...hands.checkers],
    checkerId: null,
    partyIds: parties,
    familyOf: (personId) => familyIn(bonds, personId),
  });
  if (why) throw new Refusal(why);
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

const THIRD_PERSON: readonly string[] = ['call_back', 'home_check'];

async function handsOn(act: Act, exchange: Exchange, stage: Stage) {
  if (stage === 'request') return { loggers: await widened(act, [exchange.requestedBy]), confirmers: [], checkers: [] };
  const facts = await evidenceOf(act, exchange.id);
  // Whoever telephoned the elder may also check the record: that is the social worker's first review. Never approve it.
  const said = stage === 'check' ? facts.filter((fact) => !THIRD_PERSON.includes(fact.kind)) : facts;
  return {
    loggers: await widened(act, [exchange.loggedBy]),
    confirmers: await widened(act, [
      stage === 'check' ? null : exchange.confirmedBy,
      ...said.flatMap((fact) => [fact.byId, fact.enteredBy]),
    ]),
    checkers: stage === 'credit' ? await widened(act, [exchange.checkedBy]) : [],
  };
}
