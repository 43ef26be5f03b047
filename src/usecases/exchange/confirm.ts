/**
 * 确认: the recipient's side says that it was so. By her PIN, by kin on their own phone, by her thumb on the wall card with a
 * witness, or because a third person asked her. The confirmer is neither volunteer, logger nor approver.
 */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { whyNotConfirm } from '#domain/foureyes';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { liveCardsOf } from '#records/card';
import { addEvidence, type EvidenceRow, evidenceOf, type NewEvidence, voidConfirmation } from '#records/evidence';
import { type Exchange, findExchange, moveExchange } from '#records/exchange';
import { humansBehind } from '#records/user';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { decide, type Reached } from '#usecases/exchange/reach';
import { reflagRelatives, reflagTrust } from '#usecases/exchange/reflag';
import { independentWitness } from '#usecases/exchange/witness';
import { tryPin } from '#usecases/pin/try';

/** A line of a wall card with her thumb and its witness. */
export interface CardLine {
  line: number;
  witnessName: string;
  witnessPhone: string;
  /** The number that is printed on it; left out for the card that hangs there now. */
  sheet?: string;
  /** Whose thumb it is, of a couple. */
  of?: string;
}

export type Means =
  | { means: 'pin'; memberId: string; pin: string }
  | { means: 'self' }
  | { means: 'kin' }
  | ({ means: 'wallCard' } & CardLine)
  | { means: 'callBack' | 'homeCheck'; note: string | null };

const WALL_CARD_LINES = 10;
const MINUTE_MS = 60_000;

/** What one must be allowed to do: a PIN is the recipient's own word, wherever it is typed. */
const NEEDS: Record<Means['means'], Action> = {
  pin: 'exchange.read',
  self: 'exchange.confirm',
  kin: 'exchange.confirm',
  wallCard: 'exchange.confirm',
  callBack: 'exchange.callBack',
  homeCheck: 'exchange.callBack',
};

/**
 * @throws Refusal not_found · state_moved · pin_wrong · pin_locked · pin_not_set · witness_needed · witness_not_independent ·
 *   own_record · four_eyes · family_record
 */
export async function confirmExchange(desk: Desk, { id, ...means }: { id: string } & Means): Promise<void> {
  if (means.means === 'pin') await checkPin(desk, id, means);
  await decide(desk, id, NEEDS[means.means], (act, reached) => confirmIn(act, reached, means));
}

/** The same in a unit of somebody else's. A PIN was compared before it began. */
export async function confirmIn(act: Act, reached: Reached, means: Means): Promise<void> {
  await confirm(act, reached, await factsFor(act, reached.exchange, means));
}

/** The try is counted and compared before the unit begins; only somebody who sees the record may try at all. */
async function checkPin(desk: Desk, id: string, { memberId, pin }: { memberId: string; pin: string }): Promise<void> {
  const exchange = await desk.read(async (act) => findExchange(act, id, 'exchange.read'));
  if (!exchange.beneficiaryIds.includes(memberId)) throw new Refusal('not_found');
  await tryPin(desk, memberId, pin);
}

async function confirm(act: Act, { exchange, grant }: Reached, facts: NewEvidence[]): Promise<void> {
  const confirmerId = must(facts[0]).byId;
  const why = whyNotConfirm({
    confirmerIds: [...(await humansBehind(act, [confirmerId]))],
    volunteerIds: exchange.volunteers.map((volunteer) => volunteer.memberId),
    loggerIds: [...(await humansBehind(act, [exchange.loggedBy]))],
  });
  if (why) throw new Refusal(why);
  await moveExchange(act, exchange, 'confirm', { confirmedBy: confirmerId, confirmedAt: act.now }, { grant });
  for (const fact of facts) await addEvidence(act, exchange.id, fact);
  await reflagTrust(act, exchange);
  if (facts.some(({ kind }) => kind === 'witness')) await reflagRelatives(act, exchange);
}

async function factsFor(act: Act, exchange: Exchange, means: Means): Promise<NewEvidence[]> {
  const { actor } = act;
  const mine = actor.kind === 'member' && exchange.beneficiaryIds.includes(actor.id);
  switch (means.means) {
    case 'pin':
      return [{ kind: 'pin', byId: means.memberId }];
    case 'self':
      if (!mine) throw new Refusal('not_found');
      return [{ kind: 'pin', byId: actor.id }];
    case 'kin':
      if (mine || actor.kind !== 'member') throw new Refusal('not_found');
      return [{ kind: 'kin_tap', byId: actor.id }];
    case 'wallCard':
      return wallCardFacts(act, exchange, means);
    default:
      await refuseFamilyRecord(act, exchange.beneficiaryIds);
      return [{ kind: means.means === 'callBack' ? 'call_back' : 'home_check', byId: actor.id, note: means.note }];
  }
}

/** Her thumb on a line of the card, and a named neighbour outside both households. @throws Refusal what a witness refuses */
export async function wallCardFacts(act: Act, exchange: Exchange, card: CardLine): Promise<NewEvidence[]> {
  if (act.actor.kind !== 'staff') throw new Refusal('not_found');
  if (!Number.isInteger(card.line) || card.line < 1 || card.line > WALL_CARD_LINES) {
    throw new Refusal('not_understood', { field: 'cardLine' });
  }
  const witness = await independentWitness(act, exchange, card.witnessName, card.witnessPhone);
  // A form says whose thumb it asks for.
  const elderId = must(exchange.beneficiaryIds.find((id) => !card.of || id === card.of));
  // The one that hangs there now: its photograph serves all of its lines.
  const hung = card.sheet ? null : (await liveCardsOf(act, elderId)).findLast(({ kind }) => kind === 'wall');
  return [
    { kind: 'wall_card', byId: elderId, cardLine: card.line, sheet: card.sheet ?? hung?.number ?? null },
    { kind: 'witness', byId: witness.id, witnessName: witness.name, witnessPhone: witness.phone },
  ];
}

/** 收回: whoever gave the confirmation takes it back within the undo window. @throws Refusal undo_too_late */
export async function takeBackConfirmation(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.takeBack', async (act, { exchange, grant }) => {
    const minutes = act.policy.get('redeem.undoWindowMin', exchange.regionCode, act.today);
    const late = act.now > takeBackUntil(act, exchange);
    const gave = gaveConfirmation(act, exchange, await evidenceOf(act, id));
    if (late || !gave) throw new Refusal('undo_too_late', { minutes });
    const changes = { confirmedBy: null, confirmedAt: null, checkedBy: null, checkedAt: null };
    await moveExchange(act, exchange, 'takeBack', changes, { grant, reason: 'taken_back' });
    await voidConfirmation(act, id);
    await reflagTrust(act, exchange);
    await reflagRelatives(act, exchange);
  });
}

/** Until when a confirmation may be taken back. */
export const takeBackUntil = (act: Act, exchange: Exchange): Instant =>
  (exchange.confirmedAt ?? 0) + act.policy.get('redeem.undoWindowMin', exchange.regionCode, act.today) * MINUTE_MS;

/** Was it this actor who gave it, or typed it in? */
export const gaveConfirmation = (act: Act, exchange: Exchange, facts: readonly EvidenceRow[]): boolean =>
  exchange.confirmedBy === act.actor.id ||
  facts.some((fact) => fact.at === exchange.confirmedAt && fact.enteredBy === act.actor.id);
