/** What a visit is worth in minutes for each volunteer, and the evidence grade: by the policy of the day it was served. */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { creditMinutes, leftOf } from '#domain/credit';
import { type Day, monthOf } from '#domain/day';
import { evidenceLacks, type Grade, type GradeQuestion, gradeOf } from '#domain/evidence';
import { must } from '#domain/refusal';
import { closestBond } from '#records/bond';
import type { Exchange } from '#records/exchange';
import { type HumansBehind, humansAround } from '#records/user';
import { creditedFor, creditedTo } from '#records/volunteering';
import { partiesOf } from '#usecases/exchange/eyes';
import type { Grading } from '#usecases/exchange/grading';
import type { Reckoning } from '#usecases/exchange/reckoning';

export interface Worth {
  memberId: string;
  served: number;
  minutes: number;
  /** Why credited differs from served, as codes; empty when it does not. */
  reasons: string[];
}

/**
 * Credited minutes of each volunteer, in order; what one is given counts against the recipient's day for the next.
 * @param without a credited record that is looked at as if it were taken back
 */
export async function worthOf(
  act: Act,
  { services, bonds, onDuty, afterDeath }: Reckoning,
  exchange: Exchange,
  without: Exchange | null = null,
): Promise<Worth[]> {
  const servedOn = must(exchange.servedOn, 'state_moved', { state: exchange.state });
  const service = must(services.get(exchange.serviceCode), 'service_unknown', { field: 'serviceCode' });
  const rule = rulesOn(act, exchange.regionCode, servedOn);
  const doors = exchange.doors ?? 1;
  let recipientUsed = Math.max(
    0,
    ...(await Promise.all(
      exchange.beneficiaryIds.map(
        async (id) => (await creditedFor(act, id, servedOn)) - receivedIn(without, id, servedOn),
      ),
    )),
  );
  const worth: Worth[] = [];
  for (const { memberId, servedMinutes } of exchange.volunteers) {
    const all = await creditedTo(act, memberId, servedOn);
    const gone = earnedIn(without, memberId, servedOn);
    const used = { day: all.day - gone.day, month: all.month - gone.month };
    const served = servedMinutes ?? exchange.servedMinutes ?? 0;
    const { minutes, reasons } = creditMinutes({
      served,
      bond: closestBond(bonds, memberId, exchange.beneficiaryIds),
      serviceMaximum: service.maxMinutes,
      dayLeft: leftOf(rule.dailyCap, used.day),
      monthLeft: leftOf(rule.monthlyCap, used.month),
      // Two hours around twelve doors are ten minutes at each.
      recipientDayLeft: leftOf(rule.recipientDailyCap, recipientUsed) * doors,
      minSession: rule.minSession,
      granularity: rule.granularity,
      rounding: rule.rounding,
      duty: onDuty(memberId, exchange.regionCode, servedOn),
      afterDeath: afterDeath(exchange, servedOn),
    });
    recipientUsed += Math.ceil(minutes / doors);
    worth.push({ memberId, served, minutes, reasons });
  }
  return worth;
}

/** What this record counts against a volunteer's caps of that day and its month. */
function earnedIn(record: Exchange | null, memberId: string, day: Day): { day: number; month: number } {
  const minutes = record?.volunteers.find((one) => one.memberId === memberId)?.creditedMinutes ?? 0;
  const servedOn = record?.servedOn ?? null;
  if (servedOn === null || monthOf(servedOn) !== monthOf(day)) return { day: 0, month: 0 };
  return { day: servedOn === day ? minutes : 0, month: minutes };
}

/** The same for whoever received it. */
const receivedIn = (record: Exchange | null, memberId: string, day: Day): number =>
  record?.servedOn === day && record.beneficiaryIds.includes(memberId)
    ? Math.ceil((record.creditedMinutes ?? 0) / (record.doors ?? 1))
    : 0;

/** Earning rules hold by the day of service. */
const rulesOn = (act: Act, regionCode: string, servedOn: Day) => ({
  dailyCap: act.policy.get('earn.dailyCapMin', regionCode, servedOn),
  monthlyCap: act.policy.get('earn.monthlyCapMin', regionCode, servedOn),
  recipientDailyCap: act.policy.get('earn.recipientDailyCapMin', regionCode, servedOn),
  minSession: act.policy.get('credit.minSessionMin', regionCode, servedOn),
  granularity: act.policy.get('credit.granularityMin', regionCode, servedOn),
  rounding: act.policy.get('credit.rounding', regionCode, servedOn),
});

function writtenIn({ servedOn, servedMinutes, volunteers }: Exchange): GradeQuestion['written'] {
  if (servedOn === null) return undefined;
  const minutesOf = (id: string) =>
    volunteers.find(({ memberId }) => memberId === id)?.servedMinutes ?? servedMinutes ?? 0;
  return { servedOn, minutesOf };
}

export interface Graded {
  grade: Grade;
  lacks: string | null;
}

/** The grade of the evidence, and what it still lacks. With `approving`, the actor is the one who approves it. */
export async function gradeFor(act: Act, exchange: Exchange, approving: boolean, grading: Grading): Promise<Graded> {
  return gradeFrom(act, exchange, approving, grading, await humansAround(act, [exchange.loggedBy]));
}

/** The same where what it is taken from is at hand. */
export function gradeFrom(
  act: Act,
  exchange: Exchange,
  approving: boolean,
  grading: Grading,
  humansBehind: HumansBehind,
): Graded {
  const facts = grading.factsOf(exchange);
  const loggers = [...humansBehind([exchange.loggedBy])];
  const grade = gradeOf(facts, {
    ...grading.knownOf(exchange),
    loggerId: exchange.loggedBy ?? '',
    loggerPersonId: loggers.find((id) => id !== exchange.loggedBy) ?? null,
    loggerDevice: exchange.loggedDevice,
    approverId: approving ? act.actor.id : undefined,
    approverPersonId: approving ? personOf(act.actor) : undefined,
    approverDevice: approving ? act.device : undefined,
    partyIds: partiesOf(exchange),
    volunteerIds: exchange.volunteers.map((volunteer) => volunteer.memberId),
    written: writtenIn(exchange),
  });
  const minKinds = act.policy.get('verify.minEvidence', exchange.regionCode, exchange.servedOn ?? act.today);
  return { grade, lacks: evidenceLacks(facts, { minKinds, loggerIds: loggers }) };
}
