/**
 * 冲正: a credit that should not have been is mirrored, never edited. One officer proposes it, alone or with what it should have
 * been; another accepts it, and neither took part in the record. Minutes already spent become a debt (欠) of exactly the
 * shortfall, named in the entry.
 */
import type { Act } from '#db/act';
import { reasoned } from '#domain/reason';
import { must, Refusal } from '#domain/refusal';
import { creditOf, reverse, type Shortfall, shortfallsOf } from '#ledger/reverse';
import { evidenceOf } from '#records/evidence';
import { type Exchange, moveExchange } from '#records/exchange';
import { refuseUnfit } from '#records/hands';
import { proposedFor, settleReplacement } from '#records/replacement';
import type { Desk } from '#usecases/desk';
import type { Decision } from '#usecases/exchange/end';
import { handsOn, partiesOf, refuseOwnDecision } from '#usecases/exchange/eyes';
import { draftOf } from '#usecases/exchange/plan-replacement';
import { decide, decidingJournals, journalsFor, reachExchange } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';
import { proposeInstead, type Rewritten, replaceIn } from '#usecases/exchange/replace';

/**
 * @param instead what should stand; left out where it is only taken back
 * @throws Refusal not_found · state_moved · already_done · reason_needed · own_record · own_family_decision · four_eyes ·
 *   what `proposeInstead` refuses
 */
export async function proposeReversal(
  desk: Desk,
  { instead = null, ...proposed }: Decision & { instead?: Rewritten | null },
): Promise<void> {
  const { reason, note } = reasoned(proposed);
  await decide(desk, proposed.id, 'exchange.reverse', async (act, { exchange, grant }) => {
    if (exchange.state === 'reversed') throw new Refusal('reversal_twice');
    if (exchange.reversalAt !== null) throw new Refusal('already_done');
    await refuseOwnDecision(act, exchange, 'credit');
    const changes = { reversalBy: act.actor.id, reversalAt: act.now, reversalReason: reason };
    await moveExchange(act, exchange, 'proposeReversal', changes, { grant, reason, note });
    if (instead) await proposeInstead(act, exchange, instead);
  });
}

/** 不撤销: it stays as it was credited. By whoever might have proposed it. @throws Refusal not_found · state_moved · already_done */
export async function dropReversal(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.reverse', async (act, { exchange, grant }) => {
    if (exchange.state !== 'credited') throw new Refusal('state_moved', { state: exchange.state });
    if (exchange.reversalAt === null) throw new Refusal('already_done');
    const proposed = await proposedFor(act, id);
    if (proposed) await settleReplacement(act, proposed.id, { state: 'declined' });
    const changes = { reversalBy: null, reversalAt: null, reversalReason: null };
    await moveExchange(act, exchange, 'dropReversal', changes, { grant, reason: exchange.reversalReason });
  });
}

/** What accepting would leave owed, to be read before it is accepted. */
export async function reversalShortfalls(desk: Desk, { id }: { id: string }): Promise<Shortfall[]> {
  return desk.read(async (act) => {
    const credit = await creditOf(act, id);
    return credit ? shortfallsOf(act, credit.eventId) : [];
  });
}

/**
 * In one unit the credit is taken back and, where it was proposed, what should have been is credited.
 * @param accepted the shortfalls that the officer was shown and accepts
 * @returns the id of the record that stands instead, or null
 * @throws Refusal not_found · state_moved · reversal_twice · four_eyes (the proposer, whoever had a hand in the record, and
 *   whoever credited it) · own_record · own_family_decision · what `replaceIn` refuses
 */
export async function acceptReversal(
  desk: Desk,
  { id, accepted }: { id: string; accepted: Shortfall[] },
): Promise<string | null> {
  const journals = await desk.read((act) => reversingJournals(act, id));
  return desk.write(journals, async (act) => {
    const { exchange, grant } = await reachExchange(act, id, 'exchange.acceptReversal');
    if (exchange.state === 'reversed') throw new Refusal('reversal_twice');
    if (exchange.reversalAt === null) throw new Refusal('state_moved', { state: exchange.state });
    await refuseSecond(act, exchange);
    const reason = exchange.reversalReason ?? 'reversed';
    const reversed = await moveExchange(act, exchange, 'reverse', {}, { grant, reason });
    await reflag(act, reversed);
    const proposed = await proposedFor(act, id);
    const credit = await creditOf(act, id);
    if (credit) {
      await reverse(act, credit.eventId, { approverId: act.actor.id, reason, key: `reversal:${id}`, accepted });
    }
    return proposed && replaceIn(act, reversed, proposed, grant);
  });
}

/** Those of the record, and of the people who should have served. */
async function reversingJournals(act: Act, id: string): Promise<string[]> {
  const own = await decidingJournals(act, id, 'exchange.acceptReversal');
  const proposed = await proposedFor(act, id);
  if (!proposed) return own;
  const { exchange } = await reachExchange(act, id, 'exchange.acceptReversal');
  const draft = draftOf(exchange, proposed);
  const theirs = must((await journalsFor(act, [draft])).get(draft.id));
  return [...new Set([...own, ...theirs])].sort();
}

/** Nobody who had a hand in it, under whatever login, nor their family: neither in the record, nor in its credit, nor in the proposal. */
export async function refuseSecond(act: Act, exchange: Exchange): Promise<void> {
  const facts = await evidenceOf(act, exchange.id);
  const hands = handsOn({ exchange, stage: 'credit', facts });
  await refuseUnfit(act, {
    parties: partiesOf(exchange),
    hands: [...hands, exchange.creditedBy, exchange.reversalBy],
  });
}
