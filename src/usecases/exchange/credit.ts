/**
 * 终审入账: the town approves a checked record and its minutes are posted, exactly once. What was held is settled, what lacked
 * a hold is paid by the same rules of cover, the rest is released; nothing is ever paid from nothing.
 */
import type { Act, Hand } from '#db/act';
import type { Grant } from '#domain/actor';
import type { Grade } from '#domain/evidence';
import type { Flag } from '#domain/flags';
import { must, Refusal } from '#domain/refusal';
import { decisionCommitment, newSalt } from '#ledger/leaf';
import { post } from '#ledger/post';
import { writeDecision } from '#records/decision';
import { type EvidenceRow, evidenceFor } from '#records/evidence';
import { type Exchange, moveExchange } from '#records/exchange';
import { flagsFor } from '#records/flag';
import type { Circle } from '#records/hands';
import { writeCredited } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { circleOf, type Waiting, whyBarredIn } from '#usecases/exchange/eyes';
import { flagsNow, type Grading, gradingOver, tracesOf } from '#usecases/exchange/grading';
import { type CreditPlan, planCredit } from '#usecases/exchange/plan-credit';
import { decide, grantIn } from '#usecases/exchange/reach';
import { type Reckoning, reckoningFor } from '#usecases/exchange/reckoning';
import { closeOf } from '#usecases/exchange/reflag';
import { gradeFrom, type Worth } from '#usecases/exchange/value';

export type Credited = { credited: number } | { short: number };

/**
 * @returns minutes credited; or how many are short: the record then stays confirmed, the county sees 待补公益时间
 * @throws Refusal not_found · state_moved · not_checked · month_closed (only the county may) · evidence_thin ·
 *   own_record · own_family_decision · four_eyes
 */
export const creditExchange = (desk: Desk, { id }: { id: string }): Promise<Credited> =>
  decide(desk, id, 'exchange.credit', async (act, { exchange }) => {
    const docket = await docketFor(act, [exchange]);
    return book(act, docket, judge(act, docket, exchange));
  });

/** 案卷: records that lie open to be credited, with what stands beside them, read for all of them at once. */
export interface Docket {
  flags: ReadonlyMap<string, readonly Flag[]>;
  evidence: ReadonlyMap<string, readonly EvidenceRow[]>;
  circle: Circle;
  grading: Grading;
  reckoning: Reckoning;
}

export async function docketFor(act: Act, list: readonly Exchange[]): Promise<Docket> {
  const ids = list.map(({ id }) => id);
  const evidence = await evidenceFor(act, ids);
  const waiting = list.map((exchange) => waitingIn(evidence, exchange));
  const traces = await tracesOf(act, list, evidence);
  const { bonds, ...circle } = await circleOf(act, waiting, traces.people);
  const written = await flagsFor(act, ids);
  const reckoning = await reckoningFor(act, list, { bonds });
  const grading = gradingOver(act, evidence, { traces, services: reckoning.services, ...circle });
  return {
    flags: new Map(list.map((one) => [one.id, flagsNow(written.get(one.id) ?? [], grading, one)])),
    evidence,
    circle: { bonds, ...circle },
    grading,
    reckoning,
  };
}

const waitingIn = (evidence: Docket['evidence'], exchange: Exchange): Waiting => ({
  exchange,
  stage: 'credit',
  facts: evidence.get(exchange.id) ?? [],
});

/** A record that this officer may credit now, and under which grant. */
export interface Judged {
  exchange: Exchange;
  grant: Grant | null;
  facts: readonly EvidenceRow[];
  grade: Grade;
}

/** Nothing is read and nothing written. @throws Refusal what `creditExchange` refuses */
export function judge(act: Act, { evidence, circle, grading }: Docket, exchange: Exchange): Judged {
  if (exchange.state !== 'confirmed') throw new Refusal('state_moved', { state: exchange.state });
  if (exchange.checkedAt === null) throw new Refusal('not_checked');
  const waiting = waitingIn(evidence, exchange);
  const [barred] = whyBarredIn(circle, act.actor, [waiting]);
  if (barred) throw new Refusal(barred);
  const grant = grantIn(act, exchange, 'exchange.credit');
  const closed = act.today > closeOf(act, exchange.regionCode, must(exchange.servedOn));
  if (closed && grant?.role !== 'county') throw new Refusal('month_closed');
  const { grade, lacks } = gradeFrom(act, exchange, true, grading, circle.humansBehind);
  if (lacks) throw new Refusal('evidence_thin', { why: lacks });
  return { exchange, grant, facts: waiting.facts, grade };
}

/** Reckon what it is worth and who pays, and post it. */
export async function book(act: Act, docket: Docket, judged: Judged): Promise<Credited> {
  const plan = await planCredit(act, docket.reckoning, judged.exchange);
  return plan.short > 0 ? waitForCover(act, judged, plan.short) : settle(act, docket, judged, plan);
}

/** Nothing is refused and nothing is paid from nothing: it stays confirmed until somebody fills the pool. */
async function waitForCover(act: Act, { exchange, grant }: Judged, short: number): Promise<Credited> {
  await moveExchange(act, exchange, 'wait', { coverShort: short }, { grant, reason: 'cover_short' });
  return { short };
}

/** Post what was planned. */
export async function settle(
  act: Act,
  docket: Docket,
  judged: Judged,
  plan: CreditPlan,
): Promise<{ credited: number }> {
  const { exchange, grant, grade } = judged;
  const { worth, total, lines } = plan;
  const flags = docket.flags.get(exchange.id) ?? [];
  const decision = await writeDown(act, exchange, { worth, flags, ...judged });
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
async function writeDown(act: Act, exchange: Exchange, found: Found): Promise<string> {
  const record = decisionRecord(act, exchange, found);
  const salt = newSalt();
  const commitment = decisionCommitment(record, salt).toString('hex');
  await writeDecision(act, { exchangeId: exchange.id, record, salt, commitment });
  return commitment;
}

interface Found {
  worth: readonly Worth[];
  facts: readonly EvidenceRow[];
  flags: readonly string[];
  grade: string;
}

/** What is kept of a decision: who did what before it, on which facts, and what it was worth to each. */
export function decisionRecord(
  by: Pick<Hand, 'actor' | 'policy' | 'now'>,
  exchange: Exchange,
  { worth, facts, flags, grade }: Found,
): Record<string, unknown> {
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
      ...(fact.shown ? { shown: fact.shown } : {}),
      ...(fact.pinSetBy ? { pinSetBy: fact.pinSetBy } : {}),
    })),
    flags: [...flags],
    grade,
    policyVersion: by.policy.version,
    decidedAt: by.now,
  };
}
