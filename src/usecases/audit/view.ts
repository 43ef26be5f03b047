/** 留痕: read the trail of what was done. Looking at it is itself written down, on the disk before anything is shown. */
import { addDays, type Day, instantOf } from '#domain/day';
import { mayEver } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { type AuditPlace, type AuditRow, auditTrail, note } from '#records/audit';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { actorsCalled, officerNames } from '#records/user-list';
import type { Desk } from '#usecases/desk';

export interface TrailQuestion {
  day: Day | null;
  /** A name, a login or an id; '' for anybody. */
  actor: string;
  noun: string;
  subjectId: string;
  before: AuditPlace | null;
}

export interface Trail {
  rows: AuditRow[];
  /** Where the next page begins; null on the last one. */
  older: AuditPlace | null;
  /** Officers by id. Members are shown by id alone. */
  names: Map<string, string>;
  paths: Map<RegionCode, PlaceName[]>;
  /** Nobody is called what was typed. */
  unknownActor: boolean;
}

const PAGE = 50;

/** @throws Refusal `not_yours` */
export async function readTrail(desk: Desk, question: TrailQuestion): Promise<Trail> {
  if (!mayEver(desk.actor, 'audit.read')) throw new Refusal('not_yours');
  const { day, actor, noun, subjectId, before } = question;
  // Only an id is kept of what was looked for: somebody may have typed a name.
  const looked = /^[a-z]{3}_\w{1,40}$/.test(subjectId) ? subjectId : 'audit';
  await desk.write([], (act) => note(act, { verb: 'look', noun: 'audit', subjectId: looked }));
  return desk.read(async (act) => {
    const actorIds = actor === '' ? undefined : await actorsCalled(act, actor);
    const filter = {
      ...(day ? { from: instantOf(day), to: instantOf(addDays(day, 1)) } : {}),
      ...(actorIds ? { actorIds } : {}),
      ...(noun ? { noun } : {}),
      ...(subjectId ? { subjectId } : {}),
    };
    const unknownActor = actorIds?.length === 0;
    const found = unknownActor ? [] : await auditTrail(act, filter, { before, limit: PAGE + 1 });
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    return {
      rows,
      older: found.length > PAGE && last ? { at: last.at, id: last.id } : null,
      names: await officerNames(
        act,
        rows.flatMap((row) => [row.actorId, row.actingForId]),
      ),
      paths: await placePaths(
        act,
        rows.flatMap((row) => row.regionCode ?? []),
      ),
      unknownActor,
    };
  });
}
