/**
 * 终审入账: the town approves a checked record and its minutes are posted, exactly once. What was held is settled, what lacked
 * a hold is paid by the same rules of cover, the rest is released; nothing is ever paid from nothing.
 */
import type { Act, Hand } from '#db/act';
import type { Grade } from '#domain/evidence';
import { must, Refusal } from '#domain/refusal';
import { decisionCommitment, newSalt } from '#ledger/leaf';
import { post } from '#ledger/post';
import { writeDecision } from '#records/decision';
import { type EvidenceRow, evidenceOf } from '#records/evidence';
import { type Exchange, moveExchange } from '#records/exchange';
import { flagsFor } from '#records/flag';
import type { Circle } from '#records/hands';
import { writeCredited } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { circleOf, type Waiting, whyBarredIn } from '#usecases/exchange/eyes';
import { type CreditPlan, planCredit } from '#usecases/exchange/plan-credit';
import { decide, decideWith, type Reached } from '#usecases/exchange/reach';
import { closeOf } from '#usecases/exchange/reflag';
import { gradeFrom, type Worth } from '#usecases/exchange/value';

export type Credited = { credited: number } | { short: number };

/**
 * @returns minutes credited; or how many are short: the record then stays confirmed, the county sees 待补公益时间
 * @throws Refusal not_found · state_moved · not_checked · month_closed (only the county may) · evidence_thin ·
 *   own_record · own_family_decision · four_eyes
 */
export const creditExchange = (desk: Desk, { id }: { id: string }): Promise<Credited> =>
  decide(desk, id, 'exchange.credit', credit);

/** The same where the journals are known. @param journals that `journalsFor` named */
export const creditWith = (desk: Desk, id: string, journals: readonly string[]): Promise<Credited> =>
  decideWith(desk, journals, id, 'exchange.credit', credit);

async function credit(act: Act, reached: Reached): Promise<Credited> {
  const { exchange } = reached;
  if (exchange.state !== 'confirmed') throw new Refusal('state_moved', { state: exchange.state });
  if (exchange.checkedAt === null) throw new Refusal('not_checked');
  // What several questions ask of is read once.
  const facts = await evidenceOf(act, exchange.id);
  const waiting: Waiting = { exchange, stage: 'credit', facts };
  const circle = await circleOf(act, [waiting]);
  const grade = gradeIfReady(act, reached, waiting, circle);
  const plan = await planCredit(act, exchange, { bonds: circle.bonds });
  return plan.short > 0 ? waitForCover(act, reached, plan.short) : book(act, reached, plan, { facts, grade });
}

function gradeIfReady(act: Act, { exchange, grant }: Reached, waiting: Waiting, circle: Circle): Grade {
  const [barred] = whyBarredIn(circle, act.actor, [waiting]);
  if (barred) throw new Refusal(barred);
  const closed = act.today > closeOf(act, exchange.regionCode, must(exchange.servedOn));
  if (closed && grant?.role !== 'county') throw new Refusal('month_closed');
  const { grade, lacks } = gradeFrom(act, exchange, true, waiting.facts, circle.humansBehind);
  if (lacks) throw new Refusal('evidence_thin', { why: lacks });
  return grade;
}

/** Nothing is refused and nothing is paid from nothing: it stays confirmed until somebody fills the pool. */
async function waitForCover(act: Act, { exchange, grant }: Reached, short: number): Promise<Credited> {
  await moveExchange(act, exchange, 'wait', { coverShort: short }, { grant, reason: 'cover_short' });
  return { short };
}

interface Proved {
  facts: readonly EvidenceRow[];
  grade: Grade;
}

async function book(
  act: Act,
  { exchange, grant }: Reached,
  { worth, total, lines }: CreditPlan,
  { facts, grade }: Proved,
): Promise<Credited> {
  const decision = await writeDown(act, exchange, { worth, facts, grade });
  const changes = {
    creditedBy: act.actor.id,
    creditedAt: act.now,
    creditedMinutes: total,
    grade,
    coverShort: null,
  };
  await moveExchange(act, exchange, 'credit', changes, { grant });
  for (const one of worth) await writeCredited(act, exchange.id, one.memberId, one.minutes, one.reasons);
  if (lines.length > 0) {
    await post(act, {
      event: 'credit',
      subjectId: exchange.id,
      lines,
      key: `credit:${exchange.id}`,
      servedOn: must(exchange.servedOn),
      grade,
      approverId: act.actor.id,
      decision,
    });
  }
  return { credited: total };
}

/** The decision in full beside the exchange; the leaf carries only its commitment. */
async function writeDown(act: Act, exchange: Exchange, found: Proved & { worth: Worth[] }): Promise<string> {
  const flags = (await flagsFor(act, [exchange.id])).get(exchange.id) ?? [];
  const record = decisionRecord(act, exchange, { ...found, flags });
  const salt = newSalt();
  const commitment = decisionCommitment(record, salt).toString('hex');
  await writeDecision(act, { exchangeId: exchange.id, record, salt, commitment });
  return commitment;
}

/** What is kept of a decision: who did what before it, on which facts, and what it was worth to each. */
export function decisionRecord(
  by: Pick<Hand, 'actor' | 'policy' | 'now'>,
  exchange: Exchange,
  decided: { worth: readonly Worth[]; facts: readonly EvidenceRow[]; flags: readonly string[]; grade: string },
): Record<string, unknown> {
  const { worth, facts, flags, grade } = decided;
  return {
    exchange: exchange.id,
    service: exchange.serviceCode,
    region: exchange.regionCode,
    beneficiaries: exchange.beneficiaryIds,
    volunteers: worth.map(({ memberId, served, minutes, reasons }) => ({
      id: memberId,
      served,
      credited: minutes,
      reasons,
    })),
    servedOn: must(exchange.servedOn),
    logger: exchange.loggedBy,
    confirmer: exchange.confirmedBy,
    checker: exchange.checkedBy,
    approver: by.actor.id,
    evidence: facts.map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      by: fact.byId,
      enteredBy: fact.enteredBy,
      at: fact.at,
    })),
    flags: [...flags],
    grade,
    policyVersion: by.policy.version,
    decidedAt: by.now,
  };
}
