/**
 * Four eyes: who may not decide on this exchange, whatever their role (domain.md, Care).
 * The approver is none of: logger, confirmer, checker, a party, their family; and the same human under another login is the same human.
 */
import type { Act } from '#db/act';
import type { Actor } from '#domain/actor';
import { type NotDecide, whyNotLog } from '#domain/foureyes';
import { Refusal } from '#domain/refusal';
import { bondsOf, familyIn } from '#records/bond';
import { type EvidenceRow, evidenceOf } from '#records/evidence';
import { type Exchange, requestersOf } from '#records/exchange';
import { type Circle, circleAround, type Decided, whyUnfitIn } from '#records/hands';

/** request: on what was asked · check: on what was logged · credit: on what was checked */
export type Stage = 'request' | 'check' | 'credit';

/** @throws Refusal own_record · own_family_decision · four_eyes */
export async function refuseOwnDecision(act: Act, exchange: Exchange, stage: Stage): Promise<void> {
  const why = await whyBarred(act, exchange, stage);
  if (why) throw new Refusal(why);
}

/** Why this officer may not decide on a record at this stage, told before they try; asked again when they do. */
export async function whyBarred(act: Act, exchange: Exchange, stage: Stage): Promise<NotDecide | null> {
  const facts = await evidenceOf(act, exchange.id);
  const [why] = await whyBarredFrom(act, [{ exchange, stage, facts }]);
  return why ?? null;
}

/** A record at a stage, with the evidence that stands. */
export interface Waiting {
  exchange: Exchange;
  stage: Stage;
  facts: readonly EvidenceRow[];
  /** Who brought the request into the house: of a file somebody else than who wrote it. Asked about at stage `request` only. */
  broughtBy?: string | null;
}

/** The same for a list whose evidence is at hand, in its order. */
export async function whyBarredFrom(act: Act, list: readonly Waiting[]): Promise<(NotDecide | null)[]> {
  const requested = list.filter(({ stage }) => stage === 'request').map(({ exchange }) => exchange.id);
  const brought = await requestersOf(act, requested);
  const known = list.map((one) => ({ ...one, broughtBy: brought.get(one.exchange.id) ?? null }));
  return whyBarredIn(await circleOf(act, known), act.actor, known);
}

/** Everybody that four eyes are asked about, read once. @param others of whom it will be asked which human they are */
export const circleOf = (
  act: Act,
  list: readonly Waiting[],
  others: readonly (string | null)[] = [],
): Promise<Circle> => circleAround(act, list.map(decided), others);

/** The same where their circle is at hand too. */
export const whyBarredIn = (circle: Circle, actor: Actor, list: readonly Waiting[]): (NotDecide | null)[] =>
  actor.kind === 'job' ? list.map(() => null) : whyUnfitIn(circle, actor, list.map(decided));

const decided = (waiting: Waiting): Decided => ({ parties: partiesOf(waiting.exchange), hands: handsOn(waiting) });

const THIRD_PERSON: readonly string[] = ['call_back', 'home_check'];

/** Everybody who did an earlier step. */
export function handsOn({ exchange, stage, facts, broughtBy = null }: Waiting): (string | null)[] {
  // Anybody can edit a file: whoever handed the request in is a hand of it as much as whoever is said to have written it.
  if (stage === 'request') return [exchange.requestedBy, broughtBy];
  // Whoever telephoned the elder may also check the record: that is the social worker's first review. Never approve it.
  const said = stage === 'check' ? facts.filter((fact) => !THIRD_PERSON.includes(fact.kind)) : facts;
  const before = stage === 'check' ? [] : [exchange.confirmedBy, exchange.checkedBy];
  return [exchange.loggedBy, ...before, ...said.flatMap((fact) => [fact.byId, fact.enteredBy])];
}

/** Which pair of eyes a record waits for. */
export const stageOf = ({ state, checkedAt }: Pick<Exchange, 'state' | 'checkedAt'>): Stage => {
  if (state === 'requested') return 'request';
  return state === 'credited' || (state === 'confirmed' && checkedAt !== null) ? 'credit' : 'check';
};

/**
 * Staff write nothing down for their own family.
 * @param alsoPersonId the person behind whoever wrote what this officer hands in
 * @throws Refusal family_record
 */
export async function refuseFamilyRecord(
  act: Act,
  partyIds: readonly string[],
  alsoPersonId: string | null = null,
): Promise<void> {
  if (act.actor.kind !== 'staff') return;
  const persons = [act.actor.personId, alsoPersonId].filter((id) => id !== null);
  if (persons.length === 0) return;
  const bonds = await bondsOf(act, [...partyIds, ...persons]);
  const familyOf = (personId: string) => familyIn(bonds, personId);
  for (const loggerPersonId of persons) {
    const why = whyNotLog({ loggerPersonId, partyIds, familyOf });
    if (why) throw new Refusal(why);
  }
}

export const partiesOf = (exchange: Exchange): string[] => [
  ...exchange.beneficiaryIds,
  ...exchange.volunteers.map((volunteer) => volunteer.memberId),
];
