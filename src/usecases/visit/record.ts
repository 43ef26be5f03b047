/**
 * 记一次探访: who was seen and how. It meets what is owed, and something wrong opens an alert in the same unit, so that no
 * finding is ever without an owner (domain.md, Care).
 */
import type { Act } from '#db/act';
import { daysBetween, type HalfDay } from '#domain/day';
import { must } from '#domain/refusal';
import { checkVisit, meetsDue, UNSEEN_BEFORE_ALERT, type VisitSaid } from '#domain/visit';
import { type Pairing, pairingServed } from '#records/pairing';
import { findPersons, type Person } from '#records/person';
import { noteSeen, registeredById } from '#records/register';
import { once } from '#records/submission';
import { insertVisit } from '#records/visit';
import { meetDues } from '#records/visit-due';
import { raiseIn } from '#usecases/alert/raise';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { type Writer, writerOf } from '#usecases/exchange/writer';
import { finishSeen } from '#usecases/storm/after';

export interface VisitTold extends VisitSaid {
  memberId: string;
  halfDay: HalfDay | null;
  /** Who went, where it was not whoever writes it down: the volunteer of a pairing. */
  volunteerId: string | null;
  /** The service that was written down with the same tap. */
  exchangeId: string | null;
}

export interface Visited {
  id: string;
  /** Something is wrong, and this is where somebody sees to it. */
  alertId: string | null;
}

/** @throws Refusal not_found · family_record · key_reused · what `checkVisit` refuses */
export const recordVisit = (desk: Desk, { key, ...told }: VisitTold & { key: string }): Promise<Visited> =>
  desk.write([], (act) => once(act, key, told, () => recordVisitIn(act, told)));

/** The same in a unit of somebody else's. */
export async function recordVisitIn(act: Act, told: VisitTold, writer = writerOf(act)): Promise<Visited> {
  const [elder] = await findPersons(act, [told.memberId], 'visit.record');
  await refuseFamilyRecord(act, [told.memberId], writer.personId);
  return visitIn(act, must(elder), told, writer);
}

/** The same of somebody who was found already. */
export async function visitIn(act: Act, elder: Person, told: VisitTold, writer: Writer): Promise<Visited> {
  const { memberId, visitedOn, volunteerId } = told;
  checkVisit(told, daysBetween(visitedOn, act.today));
  const served = { memberIds: [memberId], volunteerIds: volunteerId ? [volunteerId] : [], servedOn: visitedOn };
  const pairing = volunteerId ? await pairingServed(act, served) : null;
  const afterDeath = elder.diedOn !== null && elder.diedOn < visitedOn;
  const id = act.ids('vis');
  // First what was owed before: what this visit finds is seen to by the next one.
  if (!afterDeath) await meet(act, told, id, pairing);
  if (!afterDeath && meetsDue(told.mode)) await finishSeen(act, memberId);
  const alertId = afterDeath ? null : await alertFor(act, elder, told);
  await insertVisit(act, { id, ...rowOf(told, { elder, pairing, afterDeath, alertId, writer }) }, writer.id);
  return { id, alertId };
}

function rowOf(
  { memberId, visitedOn, halfDay, mode, findings, note, volunteerId, exchangeId }: VisitTold,
  known: { elder: Person; pairing: Pairing | null; afterDeath: boolean; alertId: string | null; writer: Writer },
) {
  const { elder, pairing, afterDeath, alertId, writer } = known;
  return {
    ...{ memberId, regionCode: elder.regionCode, visitedOn, halfDay, mode, findings: [...findings], note },
    ...{ visitorId: volunteerId ?? writer.id, duty: volunteerId === null, pairingId: pairing?.id ?? null },
    ...{ exchangeId, alertId, afterDeath, device: writer.device, deviceAt: writer.deviceAt },
  };
}

/** What was found is seen to by somebody; so is not finding her, the second time running. */
async function alertFor(act: Act, elder: Person, told: VisitTold): Promise<string | null> {
  const row = (await registeredById(act, [elder.id])).get(elder.id);
  const seen = row ? await noteSeen(act, row, { mode: told.mode, on: told.visitedOn }) : null;
  const { findings, note } = told;
  if (findings.length > 0) return raiseIn(act, elder, { kind: 'found', findings, note });
  const lost = told.mode === 'notSeen' && (seen?.unseenTimes ?? 0) >= UNSEEN_BEFORE_ALERT;
  return lost ? raiseIn(act, elder, { kind: 'unseen', findings: [], note }) : null;
}

/** Nobody at home meets nothing. A visit of a pairing meets what the pairing owes, and what the house owes beside it. */
async function meet(act: Act, told: VisitTold, visitId: string, pairing: Pairing | null): Promise<void> {
  if (!meetsDue(told.mode)) return;
  const { memberId, visitedOn: on } = told;
  const kinds = ['register', 'crisis', 'storm', ...(pairing ? (['pairing'] as const) : [])] as const;
  await meetDues(act, { memberId, on, visitId, kinds });
}
