/**
 * 终审入账: the town approves a checked record and its minutes are posted, exactly once. What was held is settled, what lacked
 * a hold is paid by the same rules of cover, the rest is released; nothing is ever paid from nothing.
 */
import { randomBytes } from 'node:crypto';
import type { Act } from '#db/act';
import { allocate } from '#domain/allocate';
import { type AccountRef, ownAccount, pendingAccount } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { accountAt } from '#ledger/balance';
import { openHolds, releaseLines } from '#ledger/hold';
import { journalFor } from '#ledger/journal';
import { decisionCommitment, SALT_BYTES } from '#ledger/leaf';
import { type Line, post } from '#ledger/post';
import { writeDecision } from '#records/decision';
import { evidenceOf } from '#records/evidence';
import { type Exchange, moveExchange } from '#records/exchange';
import { flagsFor } from '#records/flag';
import { personsById } from '#records/person';
import { writeCredited } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { coverFor, poolOf } from '#usecases/exchange/cover';
import { refuseOwnDecision } from '#usecases/exchange/eyes';
import { decide, type Reached } from '#usecases/exchange/reach';
import { closeOf } from '#usecases/exchange/reflag';
import { gradeFor, type Worth, worthOf } from '#usecases/exchange/value';

/** What pays: a hold that is settled, or an account that had no hold. */
type Payer = { hold: string } | { account: AccountRef };

export type Credited = { credited: number } | { short: number };

/**
 * @returns minutes credited; or how many are short: the record then stays confirmed, the county sees 待补公益时间
 * @throws Refusal not_found · state_moved · not_checked · month_closed (only the county may) · evidence_thin ·
 *   own_record · own_family_decision · four_eyes
 */
export async function creditExchange(desk: Desk, { id }: { id: string }): Promise<Credited> {
  return decide(desk, id, 'exchange.credit', async (act, reached) => {
    await refuseUnready(act, reached);
    const worth = await worthOf(act, reached.exchange);
    const total = worth.reduce((sum, one) => sum + one.minutes, 0);
    const held = await openHolds(act, id);
    const payers = await payersFor(act, reached.exchange, held, total);
    if (payers.short > 0) return waitForCover(act, reached, payers.short);
    return book(act, reached, worth, total, payers.lines, held);
  });
}

async function refuseUnready(act: Act, { exchange, grant }: Reached): Promise<void> {
  if (exchange.state !== 'confirmed') throw new Refusal('state_moved', { state: exchange.state });
  if (exchange.checkedAt === null) throw new Refusal('not_checked');
  await refuseOwnDecision(act, exchange, 'credit');
  const closed = act.today > closeOf(act, exchange.regionCode, must(exchange.servedOn));
  if (closed && grant?.role !== 'county') throw new Refusal('month_closed');
  const { lacks } = await gradeFor(act, exchange, true);
  if (lacks) throw new Refusal('evidence_thin', { why: lacks });
}

type Paid = { payer: Payer; minutes: number };

/** Holds first, in the order they were made; then whatever the rules of cover still allow. */
async function payersFor(act: Act, exchange: Exchange, held: Awaited<ReturnType<typeof openHolds>>, total: number) {
  const lines: Paid[] = [];
  let need = total;
  for (const hold of held) {
    const minutes = Math.min(hold.left, need);
    if (minutes > 0) lines.push({ payer: { hold: hold.id }, minutes });
    need -= minutes;
  }
  if (need === 0) return { lines, short: 0 };
  const cover = await coverFor(act, { ...exchange, minutes: need });
  for (const { account, minutes } of cover.lines) lines.push({ payer: { account }, minutes });
  return { lines, short: cover.short };
}

/** Nothing is refused and nothing is paid from nothing: it stays confirmed until somebody fills the pool. */
async function waitForCover(act: Act, { exchange, grant }: Reached, short: number): Promise<Credited> {
  await moveExchange(act, exchange, 'check', { coverShort: short }, { grant, reason: 'cover_short' });
  return { short };
}

async function book(
  act: Act,
  { exchange, grant }: Reached,
  worth: Worth[],
  total: number,
  payers: Paid[],
  held: Awaited<ReturnType<typeof openHolds>>,
): Promise<Credited> {
  const { grade } = await gradeFor(act, exchange, true);
  const decision = await writeDown(act, exchange, worth, grade);
  const changes = {
    creditedBy: act.actor.id,
    creditedAt: act.now,
    creditedMinutes: total,
    grade,
    coverShort: null,
  };
  await moveExchange(act, exchange, 'credit', changes, { grant });
  for (const one of worth) await writeCredited(act, exchange.id, one.memberId, one.minutes, one.reasons);
  const lines = await linesOf(act, exchange, worth, payers, held);
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

/** Settle and post to each volunteer, then release what was held and not needed. */
async function linesOf(
  act: Act,
  exchange: Exchange,
  worth: Worth[],
  payers: Paid[],
  held: Awaited<ReturnType<typeof openHolds>>,
): Promise<Line[]> {
  const payees = await payeesFor(act, exchange, worth);
  const paid =
    payees.length === 0
      ? []
      : allocate(
          payers.map(({ payer, minutes }) => ({ account: payer, minutes })),
          payees,
        );
  const lines: Line[] = paid.map(({ from, to, minutes }) =>
    'hold' in from
      ? { kind: 'settle', hold: from.hold, to, minutes }
      : { kind: 'post', from: from.account, to, minutes },
  );
  const used = new Map<string, number>();
  for (const { payer, minutes } of payers) if ('hold' in payer) used.set(payer.hold, minutes);
  const unused = held
    .map((hold) => ({ ...hold, left: hold.left - (used.get(hold.id) ?? 0) }))
    .filter((hold) => hold.left > 0);
  return [...lines, ...releaseLines(unused)];
}

/** Each volunteer's own account, or pending while the notice gates credits; what is above the storage cap goes to the pool. */
async function payeesFor(
  act: Act,
  exchange: Exchange,
  worth: Worth[],
): Promise<{ account: AccountRef; minutes: number }[]> {
  const persons = await personsById(
    act,
    worth.map((one) => one.memberId),
  );
  const gated = act.policy.get('notice.gate', exchange.regionCode, act.today);
  const payees: { account: AccountRef; minutes: number }[] = [];
  for (const { memberId, minutes } of worth) {
    if (minutes === 0) continue;
    const { regionCode } = must(persons.get(memberId));
    const journal = await journalFor(act, regionCode);
    const own = gated ? pendingAccount(journal, memberId) : ownAccount(journal, memberId);
    const cap = act.policy.get('balance.storageCapMin', regionCode, act.today);
    const room =
      cap === null ? minutes : Math.max(0, cap - (await accountAt(act, ownAccount(journal, memberId))).balance);
    const kept = Math.min(minutes, room);
    if (kept > 0) payees.push({ account: own, minutes: kept });
    if (minutes > kept) payees.push({ account: await poolOf(act, regionCode), minutes: minutes - kept });
  }
  return payees;
}

/** The decision in full beside the exchange; the leaf carries only its commitment. */
async function writeDown(act: Act, exchange: Exchange, worth: Worth[], grade: string): Promise<string> {
  const facts = await evidenceOf(act, exchange.id);
  const flags = (await flagsFor(act, [exchange.id])).get(exchange.id) ?? [];
  const record = {
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
    approver: act.actor.id,
    evidence: facts.map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      by: fact.byId,
      enteredBy: fact.enteredBy,
      at: fact.at,
    })),
    flags: [...flags],
    grade,
    policyVersion: act.policy.version,
    decidedAt: act.now,
  };
  const salt = randomBytes(SALT_BYTES);
  const commitment = decisionCommitment(record, salt).toString('hex');
  await writeDecision(act, { exchangeId: exchange.id, record, salt, commitment });
  return commitment;
}
