/**
 * 报意外: whoever was there says what happened, in a minute. The pair rests at once and without fault; town and county are told
 * in the same unit, and the first report is due from when somebody knew.
 */
import type { Act } from '#db/act';
import type { Day, Instant, MinuteOfDay } from '#domain/day';
import { dayOf } from '#domain/day';
import { type IncidentKind, reportDueAt } from '#domain/incident';
import { reachFor } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { NO_LINES } from '#records/attachment';
import { type Incident, insertIncident } from '#records/incident';
import { openPairingsOf, type Pairing } from '#records/pairing';
import type { Photo } from '#records/photo';
import { keepPhoto } from '#usecases/attachment/add';
import type { Desk } from '#usecases/desk';
import { type About, aboutIn, showAbout } from '#usecases/incident/about';
import { tellOfIncident } from '#usecases/incident/telling';
import { pauseIn } from '#usecases/pairing/rest';

export interface Told {
  of: string;
  kind: IncidentKind;
  happenedOn: Day;
  happenedMinute: MinuteOfDay | null;
  place: string | null;
  told: string;
  /** When somebody first knew; null = now. */
  knownAt: Instant | null;
  /** An officer's word is the first report at once. */
  report: boolean;
  photo: Photo | null;
}

/**
 * @returns its id
 * @throws Refusal not_found · incident_nobody · day_in_future: it has not happened, or was known before it did
 */
export const tellIncident = (desk: Desk, { of, report, photo, ...told }: Told): Promise<string> =>
  desk.write([], async (act) => {
    if (told.happenedOn > act.today) throw new Refusal('day_in_future', { field: 'happenedOn' });
    const knownAt = told.knownAt ?? act.now;
    if (knownAt > act.now || dayOf(knownAt) < told.happenedOn) {
      throw new Refusal('day_in_future', { field: 'knownOn' });
    }
    const about = await showAbout(act, await aboutIn(act, of), told.happenedOn);
    const { regionCode, elderId, volunteerId, exchangeId, insurance } = about;
    const reports = report && reachFor(act.actor, 'incident.report', { regionCodes: [regionCode] }) !== null;
    const grant = grantIn(act, about);
    const pairing = await pairingOf(act, about);
    const hours = act.policy.get('incident.firstReportHours', regionCode, told.happenedOn);
    const incident = await insertIncident(
      act,
      {
        ...{ ...told, knownAt, regionCode, elderId, volunteerId, exchangeId },
        ...{ pairingId: pairing?.id ?? about.pairingId, insuranceId: insurance?.id ?? null },
        dueAt: reportDueAt(knownAt, hours),
      },
      reports ? 'reported' : 'told',
      { grant, note: told.told },
    );
    if (photo) await keepPhoto(act, photo, incident.id, NO_LINES, regionCode);
    if (pairing?.state === 'active') await pauseIn(act, pairing, { reason: 'incident', note: null }, grant);
    await tellOfIncident(act, incident, reports ? 'incidentReported' : 'incidentTold', phonesOf(desk));
    return incident.id;
  });

export const phonesOf = ({ house }: Desk): boolean => house.sendsToPhones ?? false;

/** @throws Refusal not_found: an officer out of reach; a member has found what it is about */
function grantIn(act: Act, { regionCode, elderId, volunteerId }: About) {
  const memberIds = [elderId, volunteerId].filter((id) => id !== null);
  const reach = reachFor(act.actor, 'incident.tell', { regionCodes: [regionCode], memberIds });
  if (!reach) throw new Refusal('not_found');
  return reach.by === 'region' ? reach.grant : null;
}

/** The pair that the two of them are, whatever it was told on. */
async function pairingOf(act: Act, { elderId, volunteerId }: About): Promise<Pairing | null> {
  if (elderId === null || volunteerId === null) return null;
  const open = await openPairingsOf(act, [elderId]);
  return open.find((one) => one.volunteerId === volunteerId) ?? null;
}

/** What rests because of it, and still does. */
export async function restingOf(act: Act, { pairingId, elderId }: Incident): Promise<Pairing | null> {
  if (pairingId === null || elderId === null) return null;
  const open = await openPairingsOf(act, [elderId]);
  return open.find(({ id, state, reason }) => id === pairingId && state === 'paused' && reason === 'incident') ?? null;
}
