/**
 * 探访, written down at her door with no signal; and what a phone said of an elder beside a service. Both go the way of the desk's
 * form: what is owed is met, and something wrong has an owner from the moment that it comes here.
 */
import type { Act } from '#db/act';
import { type Day, halfDayOf, minuteOfDay } from '#domain/day';
import type { ReadClock } from '#domain/field/clock';
import type { DutyRecord, VisitRecord } from '#domain/field/record';
import { pairingServed } from '#records/pairing';
import type { Writer } from '#usecases/exchange/writer';
import { recordVisitIn } from '#usecases/visit/record';
import type { Found } from '#usecases/visit/with-service';

/**
 * In the unit of whoever takes the record in.
 * @returns the visit's id
 * @throws Refusal not_found · family_record · what a visit refuses
 */
export function dutyIn(act: Act, record: DutyRecord, clock: ReadClock, writer: Writer): Promise<{ id: string }> {
  const { found, memberIds, ago, on } = record;
  // Only of a visit that was kept the same day does the clock say at which time of day it was.
  const sure = clock.verdict === 'good' && ago === 0 && on === '';
  const halfDay = sure ? halfDayOf(minuteOfDay(clock.savedAt)) : null;
  const visit = { ...found, memberId: memberIds[0] ?? '', visitedOn: clock.servedOn, halfDay };
  return recordVisitIn(act, { ...visit, volunteerId: null, exchangeId: null }, writer);
}

/** Of a round, what was said at the door of whoever is paired; else what was ticked. Undefined: nothing was said, and all was well. */
export async function foundBeside(act: Act, record: VisitRecord, servedOn: Day): Promise<Found | undefined> {
  const { doors, memberIds, volunteers } = record;
  if (doors.length === 0) return record.found ?? undefined;
  const volunteerIds = volunteers.map(({ memberId }) => memberId);
  const pairing = await pairingServed(act, { memberIds, volunteerIds, servedOn });
  const door = doors.find(({ memberId }) => memberId === pairing?.elderId);
  return door && { mode: door.found === 'phone' ? 'phone' : 'seen', findings: [], note: door.note };
}
