/** What a visit does to the book: minutes held for it, given back, or settled and posted with the town's decision. */
import type { By, Life, Plan } from '#cli/grow/life';
import { step } from '#cli/grow/life';
import { freeOn, ownOf, type Purse, poolOf } from '#cli/grow/purse';
import type { Stage } from '#cli/grow/stage';
import { planCover } from '#domain/cover';
import { creditMinutes, leftOf } from '#domain/credit';
import { ageOn, type Day, type Instant } from '#domain/day';
import { gradeOf } from '#domain/evidence';
import { type AccountRef, ownAccount, pendingAccount } from '#domain/ledger';
import type { LocalLine } from '#ledger/apply';
import { releaseLines } from '#ledger/hold';
import { decisionCommitment } from '#ledger/leaf';
import type { Line } from '#ledger/post';
import { decisionRecord } from '#usecases/exchange/credit';
import { creditLines, type Paid, paidByHolds } from '#usecases/exchange/plan-credit';

/** Who pays, from the accounts as they stand in the county's book. */
export function coverOf(purse: Purse, { elders, village }: Plan, minutes: number, day: Day) {
  const granted = elders.flatMap((elder) => purse.granted.get(elder.actor.id) ?? []);
  const pool = poolOf(purse, village.town);
  const own = elders.map((elder) => ownOf(purse, elder));
  const plan = planCover<AccountRef>({
    minutes,
    purpose: 'asked',
    wantsOwn: false,
    granted: granted
      .filter(({ lapsesOn }) => lapsesOn >= day)
      .map((one) => ({ ...one, available: freeOn(purse, one.account) })),
    poolAvailable: freeOn(purse, pool),
    poolAllowed: elders.some((elder) => elder.hardship),
    ownAvailable: own.reduce((sum, account) => sum + freeOn(purse, account), 0),
    ownAllowed: elders.some((elder) => ageOn(elder.bornOn, day) >= 60),
  });
  let left = 0;
  const lines = plan.lines.flatMap((line) => {
    if (line.kind === 'granted') return [{ account: line.account, minutes: line.minutes }];
    if (line.kind === 'pool') return [{ account: pool, minutes: line.minutes }];
    left = line.minutes;
    return own.flatMap((account) => {
      const drawn = Math.min(left, freeOn(purse, account));
      left -= drawn;
      return drawn > 0 ? [{ account, minutes: drawn }] : [];
    });
  });
  return { lines, short: plan.short };
}

/** 已约: set aside what is to pay. @param approverId the town, where it decided */
export function hold(
  stage: Stage,
  purse: Purse,
  life: Life,
  by: By,
  at: Instant,
  cover: readonly { account: AccountRef; minutes: number }[],
  approverId: string | undefined,
) {
  const { ids } = stage.hand(by.actor, at);
  life.held = cover.map(({ account, minutes }) => ({ id: ids('hld'), left: minutes, accountId: account.id }));
  const lines = life.held.map(
    ({ id, left, accountId }): LocalLine => ({ kind: 'hold', from: accountId, to: null, minutes: left, hold: id }),
  );
  const { id, version } = life.exchange;
  // As the use cases key it: by rule before the move, by the town after it.
  const key = `hold:${id}:${approverId ? version : version - 1}`;
  purse.post(stage, { id: by.actor.id, at }, { event: 'hold', subjectId: id, lines, key, approverId });
}

/** Give back what is held; nothing is posted when nothing is. */
export function release(
  stage: Stage,
  purse: Purse,
  { exchange, held }: Life,
  by: { id: string; at: Instant },
  why: { key: string; reason: string },
) {
  if (held.length === 0) return;
  const lines = releaseLines(held).map((line) => local(held, line));
  purse.post(stage, by, { event: 'release', subjectId: exchange.id, lines, ...why });
}

/** What has been credited to whom, for the caps. */
export interface Tally {
  of(key: string): number;
  add(key: string, minutes: number): void;
}

/** The town approves: minutes as the policy of that day makes them, from what is held and what covers the rest. */
export function credit(stage: Stage, purse: Purse, life: Life, at: Instant, tally: Tally): void {
  const { plan, exchange } = life;
  const { officer } = plan.village.town;
  const worth = worthOf(stage, life, tally);
  const { paid, need } = paidByHolds(life.held, worth.minutes);
  const cover = need > 0 ? coverOf(purse, plan, need, plan.servedOn) : { lines: [], short: 0 };
  if (cover.short > 0) {
    step(stage, life, officer, at, 'wait', { coverShort: cover.short }, { reason: 'cover_short' });
    return;
  }
  const payers: Paid[] = [...paid, ...cover.lines.map(({ account, minutes }) => ({ payer: { account }, minutes }))];
  const grade = gradeFor(life, stage);
  const record = decisionRecord(stage.hand(officer.actor, at), exchange, {
    worth: [worth],
    facts: life.facts,
    flags: [],
    grade,
  });
  const salt = stage.dice.salt();
  const commitment = decisionCommitment(record, salt).toString('hex');
  life.decision = { exchangeId: exchange.id, record, salt, commitment };
  const decided = {
    creditedBy: officer.actor.id,
    creditedAt: at,
    creditedMinutes: worth.minutes,
    grade,
    coverShort: null,
  };
  step(stage, life, officer, at, 'credit', decided);
  life.exchange.volunteers = exchange.volunteers.map((row) => ({
    ...row,
    creditedMinutes: worth.minutes,
    creditReasons: worth.reasons,
  }));
  const gated = stage.policy.get('notice.gate', exchange.regionCode, plan.servedOn);
  const account = (gated ? pendingAccount : ownAccount)(exchange.journal, plan.volunteer.actor.id);
  const payees = worth.minutes > 0 ? [{ account, minutes: worth.minutes }] : [];
  const lines = creditLines(payees, payers, life.held).map((line) => local(life.held, line));
  const { id } = exchange;
  const event = { event: 'credit', subjectId: id, key: `credit:${id}`, servedOn: plan.servedOn, grade } as const;
  const approved = { approverId: officer.actor.id, decision: commitment };
  if (lines.length > 0) purse.post(stage, { id: officer.actor.id, at }, { ...event, ...approved, lines });
  tally.add(`${plan.volunteer.actor.id} ${plan.servedOn}`, worth.minutes);
  tally.add(`${plan.volunteer.actor.id} ${plan.servedOn.slice(0, 7)}`, worth.minutes);
  for (const elderId of exchange.beneficiaryIds) tally.add(`${elderId} ${plan.servedOn}`, worth.minutes);
}

function worthOf({ policy }: Stage, { plan, exchange }: Life, tally: Tally) {
  const rule = <K extends Parameters<typeof policy.get>[0]>(key: K) =>
    policy.get(key, exchange.regionCode, plan.servedOn);
  const memberId = plan.volunteer.actor.id;
  const used = Math.max(...exchange.beneficiaryIds.map((id) => tally.of(`${id} ${plan.servedOn}`)));
  const credited = creditMinutes({
    served: plan.served,
    bond: 'none',
    serviceMaximum: plan.service.maxMinutes,
    dayLeft: leftOf(rule('earn.dailyCapMin'), tally.of(`${memberId} ${plan.servedOn}`)),
    monthLeft: leftOf(rule('earn.monthlyCapMin'), tally.of(`${memberId} ${plan.servedOn.slice(0, 7)}`)),
    recipientDayLeft: leftOf(rule('earn.recipientDailyCapMin'), used),
    minSession: rule('credit.minSessionMin'),
    granularity: rule('credit.granularityMin'),
    rounding: rule('credit.rounding'),
    duty: false,
  });
  return { memberId, served: plan.served, ...credited };
}

function gradeFor({ plan, exchange, facts, moves }: Life, stage: Stage) {
  const { actor } = plan.village.town.officer;
  return gradeOf(facts, {
    loggerId: exchange.loggedBy ?? '',
    loggerPersonId: null,
    loggerDevice: exchange.loggedDevice,
    approverId: actor.id,
    approverPersonId: null,
    approverDevice: stage.hand(actor, stage.until).device,
    partyIds: [...exchange.beneficiaryIds, plan.volunteer.actor.id],
    volunteerIds: [plan.volunteer.actor.id],
    handIds: moves.map(({ actorId }) => actorId),
    serviceMaximum: plan.service.maxMinutes,
  });
}

/** A line as the one journal sees it. */
function local(held: Life['held'], line: Line): LocalLine {
  const hold = 'hold' in line ? line.hold : null;
  const from = 'from' in line ? line.from.id : (held.find((one) => one.id === hold)?.accountId ?? '');
  return { kind: line.kind, from, to: 'to' in line ? line.to.id : null, minutes: line.minutes, hold };
}
