/**
 * 登记: a visit that was asked for is written down by the volunteer or the helper; the same day or late, with times or only
 * the half-day. Also the correction of a record that came back: it re-enters where it was.
 */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { askIfUnlikely, readServed, type Times } from '#domain/served';
import { addEvidence, voidConfirmation } from '#records/evidence';
import { again, type Exchange, moveExchange } from '#records/exchange';
import { personsById } from '#records/person';
import { findService } from '#records/service';
import { withdrawVolunteer, writeServed } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { decide, type Reached } from '#usecases/exchange/reach';
import { reflag } from '#usecases/exchange/reflag';
import { type Writer, writerOf } from '#usecases/exchange/writer';
import { type Found, visitCorrected, visitWith } from '#usecases/visit/with-service';

export interface Log {
  servedOn: Day;
  times: Times;
  /** Who served; empty = those who were to come. Minutes only where they differ from the visit's. */
  volunteers: { memberId: string; minutes?: number; relative?: boolean }[];
  /** What was done in the end, where it is not what was asked for. */
  serviceCode?: string;
  /** Whether it really was far longer than usual; false = nobody was asked yet. See `askIfUnlikely`. */
  sure?: boolean;
  /** How an elder of a pairing was met; left out = in person, and all was well. */
  found?: Found;
}

/**
 * @param told the elder stood beside it and was told what is written down
 * @throws Refusal not_found · state_moved · family_record · service_unknown · long_log · what `readServed` refuses
 */
export const logExchange = (
  desk: Desk,
  { told = false, ...log }: Log & { id: string; told?: boolean },
): Promise<void> =>
  decide(desk, log.id, 'exchange.log', (act, reached) => {
    act.aloud = told;
    return logIn(act, reached, log);
  });

/** The same in a unit of somebody else's. */
export const logIn = (act: Act, reached: Reached, log: Log, writer = writerOf(act)): Promise<void> =>
  writeLog(act, reached, 'log', log, writer);

/** @throws Refusal as for logging */
export const correctExchange = (desk: Desk, log: Log & { id: string }): Promise<void> =>
  decide(desk, log.id, 'exchange.correct', (act, reached) => correctIn(act, reached, log));

/** The same in a unit of somebody else's. */
export const correctIn = (act: Act, reached: Reached, log: Log, writer = writerOf(act)): Promise<void> =>
  writeLog(act, reached, 'correct', log, writer);

async function writeLog(
  act: Act,
  { exchange, grant }: Reached,
  move: 'log' | 'correct',
  log: Log,
  writer: Writer,
): Promise<void> {
  if (exchange.stateBefore === 'requested') throw new Refusal('state_moved', { state: exchange.state });
  const served = readServed(act.today, log.servedOn, log.times);
  const volunteers =
    log.volunteers.length > 0 ? log.volunteers : exchange.volunteers.map(({ memberId }) => ({ memberId }));
  const ids = volunteers.map((one) => one.memberId);
  await refuseStrangers(act, ids, exchange.beneficiaryIds);
  await refuseFamilyRecord(act, [...exchange.beneficiaryIds, ...ids], writer.personId);
  const service = await findService(act, log.serviceCode ?? exchange.serviceCode);
  askIfUnlikely(served.minutes, service.maxMinutes, log.sure);
  const changes = {
    serviceCode: service.code,
    servedOn: log.servedOn,
    startMinute: served.start,
    endMinute: served.end,
    halfDay: served.halfDay,
    servedMinutes: served.minutes,
    loggedBy: writer.id,
    loggedAt: exchange.loggedAt ?? act.now,
    loggedDevice: writer.device,
    stateBefore: null,
  };
  // What was confirmed is no longer what the record says: it is confirmed anew.
  if (move === 'correct') await voidConfirmation(act, exchange.id);
  const unconfirmed = move === 'correct' ? { confirmedBy: null, confirmedAt: null } : {};
  await moveExchange(act, exchange, move, { ...changes, ...unconfirmed }, { grant }, true);
  // Who was to come and did not: whoever came in their place is credited, and nobody else.
  for (const { memberId } of exchange.volunteers) {
    if (!ids.includes(memberId)) await withdrawVolunteer(act, exchange.id, memberId);
  }
  const before = move === 'correct' ? exchange : null;
  const written = { servedOn: log.servedOn, volunteers, minutes: served.minutes, before };
  await writeVolunteers(act, exchange.id, written, writer);
  const { servedOn, found } = log;
  const visit = { exchangeId: exchange.id, memberIds: exchange.beneficiaryIds, volunteerIds: ids, servedOn };
  const at = { ...visit, halfDay: served.halfDay };
  await (move === 'correct' ? visitCorrected(act, at, writer) : visitWith(act, at, found, writer));
}

/** Volunteers are on file as such, and nobody serves herself. @throws Refusal missing · volunteer_unknown · own_record */
export async function refuseStrangers(
  act: Act,
  ids: readonly string[],
  beneficiaryIds: readonly string[],
): Promise<void> {
  if (ids.length === 0) throw new Refusal('missing', { field: 'volunteerId' });
  const serving = await personsById(act, ids);
  if (ids.some((id) => !serving.get(id)?.serves)) throw new Refusal('volunteer_unknown', { field: 'volunteerId' });
  if (ids.some((id) => beneficiaryIds.includes(id))) throw new Refusal('own_record');
}

export interface Written {
  servedOn: Day;
  volunteers: Log['volunteers'];
  /** Of the visit: each one's where they say nothing else. */
  minutes: number;
  /** The record before it was corrected. */
  before?: Exchange | null;
}

/** What every log ends with: the writer's word, each one's minutes, and the flags of all visits concerned. */
export async function writeVolunteers(act: Act, id: string, written: Written, writer: Writer): Promise<void> {
  const { servedOn, volunteers, minutes, before } = written;
  const kind = act.actor.kind === 'member' ? 'self_word' : 'helper_word';
  await addEvidence(act, id, { kind, byId: writer.id, deviceAt: writer.deviceAt });
  const each = volunteers.map((one) => ({
    memberId: one.memberId,
    minutes: one.minutes ?? minutes,
    relative: one.relative ?? false,
  }));
  await writeServed(act, await again(act, { id }), servedOn, each);
  await reflag(act, await again(act, { id }), before);
}
