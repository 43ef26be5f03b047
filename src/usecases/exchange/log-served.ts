/** 先服务后登记: a visit that nobody had asked for in advance: written down after it was made, without a hold. */
import type { Act } from '#db/act';
import { type Action, reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { townOf } from '#domain/region';
import { askIfUnlikely, readServed } from '#domain/served';
import { journalFor } from '#ledger/journal';
import { openExchange } from '#records/exchange';
import { pairingServed } from '#records/pairing';
import { findPersons, type Person, personsById } from '#records/person';
import { findService } from '#records/service';
import { once } from '#records/submission';
import { addVolunteer } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { type Log, refuseStrangers, writeVolunteers } from '#usecases/exchange/log';
import { writerOf } from '#usecases/exchange/writer';
import { visitWith } from '#usecases/visit/with-service';

/** A visit that nobody had asked for, as it was written down. */
export interface Unasked extends Log {
  memberIds: string[];
  serviceCode: string;
  /** Why it was not asked for before: `urgent`, `found_on_visit`, `forgot`. */
  reason: string;
  /** Of a round: how many doors it had. */
  doors?: number;
}

export interface ServedLog extends Unasked {
  key: string;
}

/**
 * By the helper for people of her village, or by a volunteer for a visit of her own.
 * @throws Refusal not_found · member_not_approved · own_record · family_record · service_unknown · long_log · key_reused · what `readServed` refuses
 */
export async function logServed(desk: Desk, log: ServedLog): Promise<{ id: string }> {
  const { key, ...body } = log;
  return desk.write([], (act) => once(act, key, body, () => logServedIn(act, log)));
}

/** The same in a unit of somebody else's. */
export async function logServedIn(act: Act, log: Unasked, writer = writerOf(act)): Promise<{ id: string }> {
  const served = readServed(act.today, log.servedOn, log.times);
  const volunteerIds = log.volunteers.map((one) => one.memberId);
  const persons = await personsServed(act, 'exchange.log', log.memberIds, volunteerIds);
  await refuseStrangers(act, volunteerIds, log.memberIds);
  await refuseFamilyRecord(act, [...log.memberIds, ...volunteerIds], writer.personId);
  const service = await findService(act, log.serviceCode);
  askIfUnlikely(served.minutes, service.maxMinutes, log.sure);
  const { regionCode } = must(persons[0]);
  const pairing = await pairingServed(act, { ...log, volunteerIds });
  const reach = reachFor(act.actor, 'exchange.log', { regionCodes: [regionCode], memberIds: volunteerIds });
  const exchange = await openExchange(
    act,
    'logServed',
    {
      journal: await journalFor(act, regionCode),
      regionCode,
      recipientTown: townOf(regionCode),
      serviceCode: service.code,
      // Nobody asked for a visit of a pairing: it is never paid with her own time.
      purpose: pairing ? 'pairing' : 'asked',
      pairingId: pairing?.id ?? null,
      wantsOwn: false,
      urgent: log.reason === 'urgent',
      servedOn: log.servedOn,
      startMinute: served.start,
      endMinute: served.end,
      halfDay: served.halfDay,
      servedMinutes: served.minutes,
      loggedBy: writer.id,
      loggedAt: act.now,
      loggedDevice: writer.device,
      doors: log.doors ?? null,
    },
    log.memberIds,
    { grant: reach?.by === 'region' ? reach.grant : null, reason: log.reason },
  );
  for (const id of volunteerIds) await addVolunteer(act, exchange.id, id, 'logged');
  const { servedOn, volunteers } = log;
  await writeVolunteers(act, exchange.id, { servedOn, volunteers, minutes: served.minutes }, writer);
  const { memberIds, found } = log;
  await visitWith(
    act,
    { ...{ exchangeId: exchange.id, memberIds, volunteerIds, servedOn }, halfDay: served.halfDay },
    found,
    writer,
  );
  return { id: exchange.id };
}

/**
 * Who is served. Staff name people in their reach; a volunteer names herself as the one who serves, and people of her own town.
 * @throws Refusal not_found · member_not_approved
 */
export async function personsServed(
  act: Act,
  action: Action,
  memberIds: readonly string[],
  volunteerIds: readonly string[],
): Promise<Person[]> {
  const { actor } = act;
  if (actor.kind !== 'member') return approved(await findPersons(act, memberIds, action));
  if (volunteerIds.length !== 1 || volunteerIds[0] !== actor.id) {
    throw new Refusal('not_found', { field: 'volunteerId' });
  }
  const known = await personsById(act, memberIds);
  const persons = memberIds.map((id) => must(known.get(id)));
  if (persons.some((person) => townOf(person.regionCode) !== townOf(actor.regionCode))) throw new Refusal('not_found');
  return approved(persons);
}

function approved(persons: Person[]): Person[] {
  // Of somebody who has died: what was done before is written down, what is dated after is kept and flagged.
  const stranger = persons.find(({ state }) => state !== 'approved' && state !== 'deceased');
  if (stranger) throw new Refusal('member_not_approved', { name: stranger.name });
  return persons;
}
