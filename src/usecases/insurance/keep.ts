/** 保险登记: a policy is written down, people are put on it and taken off, and it may end before its time. Nothing is written over. */
import { Conflict } from '#db/conflict';
import { type Day, isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { levelOf } from '#domain/region';
import { addName, endInsurance, insertInsurance, insuranceById, type NewInsurance, takeOff } from '#records/insurance';
import { findMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/**
 * @returns its id
 * @throws Refusal not_found: out of reach · not_understood: no county or town · day_in_past: it ends before it begins ·
 *   insurance_ages · insurance_number_taken
 */
export const recordInsurance = (desk: Desk, insurance: NewInsurance): Promise<string> =>
  desk
    .write([], async (act) => {
      const { regionCode, fromDay, toDay, ageFrom, ageTo } = insurance;
      const grant = grantOver(act, 'insurance.write', regionCode);
      if (!['county', 'town'].includes(levelOf(regionCode) ?? ''))
        throw new Refusal('not_understood', { field: 'regionCode' });
      if (!isDay(fromDay) || toDay < fromDay) throw new Refusal('day_in_past', { field: 'insuredTo' });
      if (ageTo !== null && ageTo < ageFrom) throw new Refusal('insurance_ages', { field: 'ageTo' });
      return (await insertInsurance(act, insurance, grant)).id;
    })
    .catch(saysTaken);

function saysTaken(error: unknown): never {
  const taken = error instanceof Conflict && error.constraint === 'insurances_number';
  throw taken ? new Refusal('insurance_number_taken', { field: 'policyNumber' }) : error;
}

/** By the number that stands on a member's file. @throws Refusal not_found · volunteer_unknown: no volunteer of the place */
export const putOn = (
  desk: Desk,
  { id, memberId, fromDay, toDay }: { id: string; memberId: string; fromDay: Day; toDay: Day | null },
): Promise<void> =>
  desk.write([], async (act) => {
    const insurance = await insuranceById(act, id);
    const grant = grantOver(act, 'insurance.write', insurance.regionCode);
    const member = await findMember(act, memberId, 'member.read');
    if (!member.serves) throw new Refusal('volunteer_unknown', { field: 'memberId' });
    if (toDay !== null && toDay < fromDay) throw new Refusal('day_in_past', { field: 'insuredTo' });
    await addName(act, insurance, { memberId, fromDay, toDay }, grant);
  });

/** From tomorrow on nothing covers her by this policy. @throws Refusal not_found · state_moved: she is not on it */
export const takeOffInsurance = (desk: Desk, { id, memberId }: { id: string; memberId: string }): Promise<void> =>
  desk.write([], async (act) => {
    const insurance = await insuranceById(act, id);
    const grant = grantOver(act, 'insurance.write', insurance.regionCode);
    await takeOff(act, insurance, { memberId, toDay: act.today }, grant);
  });

/** Given up: today is its last day. @throws Refusal not_found · state_moved · reason_needed */
export const giveUpInsurance = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  desk.write([], async (act) => {
    const insurance = await insuranceById(act, id);
    const grant = grantOver(act, 'insurance.write', insurance.regionCode);
    if (!note?.trim()) throw new Refusal('reason_needed', { field: 'note' });
    await endInsurance(act, insurance, { endedOn: act.today, endReason: note }, grant);
  });
