/** 意外 as they are worked through, and the file of one; a member reads that it is being looked after, and no more. */
import type { Act } from '#db/act';
import { isLate } from '#domain/incident';
import { must } from '#domain/refusal';
import { type Answering, answeringFor } from '#records/answering';
import { type PhotoSeen, photosOf, sealedPhoto } from '#records/attachment';
import { note } from '#records/audit';
import {
  countIncidents,
  findIncident,
  type Incident,
  type IncidentList,
  type IncidentMoveRow,
  incidentMovesOf,
  incidentsOn,
} from '#records/incident';
import { type InsuranceRow, insuranceById } from '#records/insurance';
import { namesOf } from '#records/name';
import type { Pairing } from '#records/pairing';
import { type Person, personsById } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { type PlaceName, placeNames } from '#records/place';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { restingOf } from '#usecases/incident/tell';
import { grantOver } from '#usecases/under';

export interface IncidentLine {
  incident: Incident;
  elder: Person | null;
  volunteer: Person | null;
  place: PlaceName | null;
  late: boolean;
}

export const INCIDENTS_A_PAGE = 50;

/** @param page from 1 */
export const listIncidents = (
  desk: Desk,
  list: IncidentList,
  page: number,
): Promise<{ lines: IncidentLine[]; counts: Record<IncidentList, number> }> =>
  desk.read(async (act) => ({
    lines: await incidentLines(act, await incidentsOn(act, list, INCIDENTS_A_PAGE, (page - 1) * INCIDENTS_A_PAGE)),
    counts: {
      open: await countIncidents(act, 'open'),
      late: await countIncidents(act, 'late'),
      closed: await countIncidents(act, 'closed'),
    },
  }));

/** A handful of reads, however many. */
export async function incidentLines(act: Act, rows: readonly Incident[]): Promise<IncidentLine[]> {
  const people = await personsById(
    act,
    rows.flatMap(({ elderId, volunteerId }) => [elderId ?? '', volunteerId ?? '']),
  );
  const places = await placeNames(
    act,
    rows.map(({ regionCode }) => regionCode),
  );
  return rows.map((incident) => ({
    incident,
    elder: people.get(incident.elderId ?? '') ?? null,
    volunteer: people.get(incident.volunteerId ?? '') ?? null,
    place: places.get(incident.regionCode) ?? null,
    late: isLate(incident, act.now),
  }));
}

export interface IncidentFile extends IncidentLine {
  moves: (IncidentMoveRow & { by: string | null })[];
  photos: PhotoSeen[];
  insurance: InsuranceRow | null;
  /** The pair that rests because of it. */
  resting: Pairing | null;
  toldBy: string | null;
  numbers: PhoneNumber[];
  /** Who answers for the place: helper, town, county. */
  answering: Answering[];
}

/** @throws Refusal not_found */
export const viewIncident = (desk: Desk, id: string): Promise<IncidentFile> =>
  desk.read(async (act) => {
    const incident = await findIncident(act, id, 'incident.read');
    const { insuranceId, regionCode, toldBy, elderId, volunteerId } = incident;
    const [line] = await incidentLines(act, [incident]);
    const moves = await incidentMovesOf(act, id);
    const names = await namesOf(act, [...moves.map(({ actorId }) => actorId), toldBy]);
    const called = (who: string) => names.get(who) ?? null;
    return {
      ...must(line),
      moves: moves.map((move) => ({ ...move, by: called(move.actorId) })),
      photos: await photosOf(act, id, []),
      insurance: insuranceId ? await insuranceById(act, insuranceId) : null,
      resting: await restingOf(act, incident),
      toldBy: called(toldBy),
      numbers: await numbersOf(
        act,
        [volunteerId, elderId].filter((one) => one !== null),
      ),
      answering: (await answeringFor(act, [regionCode])).get(regionCode) ?? [],
    };
  });

export interface OwnIncident {
  incident: Incident;
  mine: boolean;
  insurance: InsuranceRow | null;
  helper: { name: string; phone: string } | null;
}

/** @throws Refusal not_found */
export const viewOwnIncident = (desk: Desk, id: string): Promise<OwnIncident> =>
  desk.read(async (act) => {
    const incident = await findIncident(act, id, 'incident.read');
    return {
      incident,
      mine: incident.toldBy === act.actor.id,
      insurance: incident.insuranceId ? await insuranceById(act, incident.insuranceId) : null,
      helper: await findHelper(act.tx, incident.regionCode, act.today),
    };
  });

/** A look is written down before anything is shown. @returns a JPEG. @throws Refusal not_found */
export async function lookAtIncidentPhoto(desk: Desk, asked: { id: string; photoId: string }): Promise<Buffer> {
  const sealed = await desk.write([], async (act) => {
    const { regionCode } = await findIncident(act, asked.id, 'incident.read');
    const photos = await photosOf(act, asked.id, []);
    must(photos.find(({ id }) => id === asked.photoId));
    const grant = grantOver(act, 'incident.read', regionCode);
    await note(act, { verb: 'reveal', noun: 'attachment', subjectId: asked.photoId, regionCode, grant });
    return sealedPhoto(act, asked.photoId);
  });
  return desk.house.vault.openBytes(sealed);
}
