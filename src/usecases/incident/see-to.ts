/** 处理意外: reported to town and county, looked after step by step, closed by the county, opened again where it was not over. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { INCIDENT_ENDS, INCIDENT_MOVES, type IncidentMoveName } from '#domain/incident';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { NO_LINES } from '#records/attachment';
import { refuseUnfit } from '#records/hands';
import { findIncident, type Incident, moveIncident } from '#records/incident';
import type { Photo } from '#records/photo';
import { keepPhoto } from '#usecases/attachment/add';
import type { Desk } from '#usecases/desk';
import { phonesOf, restingOf } from '#usecases/incident/tell';
import { tellOfIncident } from '#usecases/incident/telling';
import { resumeIn } from '#usecases/pairing/rest';
import { grantOver } from '#usecases/under';

const decideOn = (
  desk: Desk,
  id: string,
  move: IncidentMoveName,
  work: (act: Act, incident: Incident, grant: Grant | null) => Promise<unknown>,
): Promise<void> =>
  desk.write([], async (act) => {
    const { needs } = INCIDENT_MOVES[move];
    const incident = await findIncident(act, id, needs);
    await work(act, incident, grantOver(act, needs, incident.regionCode));
  });

/** 首报: what was done at once stands in it. @throws Refusal not_found · state_moved · missing */
export const reportIncident = (desk: Desk, { id, note }: { id: string; note: string }): Promise<void> =>
  decideOn(desk, id, 'report', async (act, incident, grant) => {
    if (!note.trim()) throw new Refusal('missing', { field: 'note' });
    const reported = { reportedBy: act.actor.id, reportedAt: act.now };
    const moved = await moveIncident(act, incident, 'report', reported, { grant, note });
    await tellOfIncident(act, moved, 'incidentReported', phonesOf(desk));
  });

export interface Step {
  id: string;
  /** What was done, or the number under which police or insurer know of it. */
  move: 'step' | 'police' | 'claim';
  note: string;
  photo: Photo | null;
}

/** @throws Refusal not_found · state_moved · missing */
export const stepIncident = (desk: Desk, { id, move, note, photo }: Step): Promise<void> =>
  decideOn(desk, id, move, async (act, incident, grant) => {
    if (!note.trim()) throw new Refusal('missing', { field: 'note' });
    const set = { step: {}, police: { policeNumber: note }, claim: { claimNumber: note } }[move];
    await moveIncident(act, incident, move, set, { grant, note });
    if (photo) await keepPhoto(act, photo, id, NO_LINES, incident.regionCode);
  });

/**
 * Over, in words; and whether the pair goes on, which is asked again as the two stand today.
 * @throws Refusal not_found · state_moved · reason_needed · missing · four_eyes (who told or reported it does not close it) ·
 *   own_record · own_family_decision · pair_*
 */
export const closeIncident = (
  desk: Desk,
  { id, resume, ...why }: { id: string; resume: boolean } & Why,
): Promise<void> =>
  decideOn(desk, id, 'close', async (act, incident, grant) => {
    const { reason, note } = reasoned(why);
    if (!INCIDENT_ENDS.some((end) => end === reason)) throw new Refusal('reason_needed', { field: 'reason' });
    if (!note?.trim()) throw new Refusal('missing', { field: 'note' });
    const { elderId, volunteerId, toldBy, reportedBy } = incident;
    const parties = [elderId, volunteerId].filter((one) => one !== null);
    await refuseUnfit(act, { parties, hands: [toldBy, reportedBy] });
    const closed = { closedBy: act.actor.id, closedAt: act.now, closeReason: reason, closeNote: note };
    const moved = await moveIncident(act, incident, 'close', closed, { grant, reason, note });
    const resting = await restingOf(act, incident);
    if (resume && resting) await resumeIn(act, resting, grant);
    await tellOfIncident(act, moved, 'incidentClosed', phonesOf(desk));
  });

/** It was not over. @throws Refusal not_found · state_moved · reason_needed */
export const reopenIncident = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  decideOn(desk, id, 'reopen', async (act, incident, grant) => {
    if (!note?.trim()) throw new Refusal('reason_needed', { field: 'note' });
    const open = { closedBy: null, closedAt: null, closeReason: null, closeNote: null };
    await moveIncident(act, incident, 'reopen', open, { grant, note });
  });
