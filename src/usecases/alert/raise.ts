/** 异常: opened with an owner and a deadline, or added to the one that stands. */
import type { Act } from '#db/act';
import { type AlertKind, deadlineAt } from '#domain/alert';
import { addDays } from '#domain/day';
import { FINDING_CODES, type Finding, URGENCIES, type Urgency, urgencyOf } from '#domain/visit';
import { type AlertRow, moveAlert, openAlert, standingAlert } from '#records/alert';
import { whoAnswers } from '#records/answering';
import type { Person } from '#records/person';
import { insertDues } from '#records/visit-due';
import { deriveFor } from '#usecases/register/derive';
import { owe } from '#usecases/visit/owe';

export interface Raised {
  kind: AlertKind;
  findings: readonly Finding[];
  note: string | null;
}

/** Not finding her is as urgent as what must be seen to within days. */
const UNSEEN: Urgency = 'soon';

/** @returns the alert's id: of a kind nobody has two that stand */
export async function raiseIn(act: Act, elder: Person, raised: Raised): Promise<string> {
  const standing = await standingAlert(act, elder.id, raised.kind);
  const alert = standing ? await addTo(act, standing, raised) : await openFor(act, elder, raised);
  // Her risk has changed with it, and so has what is owed to her.
  await deriveFor(act, [elder.id]);
  if (alert.urgency === 'now') await oweSoon(act, alert);
  await owe(act, [elder.id]);
  return alert.id;
}

async function openFor(act: Act, { id: memberId, regionCode }: Person, { kind, findings, note }: Raised) {
  const urgency = urgencyOf(findings) ?? UNSEEN;
  const hours = act.policy.get('alert.deadlineHours', regionCode, act.today);
  const ownerId = await whoAnswers(act, regionCode);
  const dueAt = deadlineAt(urgency, act.now, hours);
  return openAlert(act, { memberId, regionCode, kind, urgency, findings: [...findings], note, ownerId, dueAt }, {});
}

/** What was seen before still stands, the sooner deadline holds. */
async function addTo(act: Act, standing: AlertRow, { findings, note }: Raised): Promise<AlertRow> {
  const all = FINDING_CODES.filter((code) => standing.findings.includes(code) || findings.includes(code));
  const urgency = soonerOf(standing.urgency, urgencyOf(findings) ?? UNSEEN);
  const hours = act.policy.get('alert.deadlineHours', standing.regionCode, act.today);
  const dueAt = Math.min(standing.dueAt, deadlineAt(urgency, act.now, hours));
  return moveAlert(act, standing, 'add', { findings: all, urgency, dueAt }, { note });
}

const soonerOf = (a: Urgency, b: Urgency): Urgency => (URGENCIES.indexOf(a) <= URGENCIES.indexOf(b) ? a : b);

/** Within a day of a crisis somebody looks in again, whatever the rhythm says. */
const oweSoon = (act: Act, { id, memberId, regionCode }: AlertRow): Promise<void> =>
  insertDues(act, [
    {
      ...{ memberId, kind: 'crisis', fromDay: act.today, dueOn: addDays(act.today, 1) },
      ...{ regionCode, risk: 'high', alertId: id },
    },
  ]);
