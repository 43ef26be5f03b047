/** 意外: found through scope, moved by compare-and-set, every step written down. */
import { and, asc, count, desc, eq, lt, ne, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { incidentMoves, incidents } from '#db/schema/incident';
import { type IncidentMoveName, type IncidentState, incidentLife } from '#domain/incident';
import { type Action, allows } from '#domain/permission';
import { membersFor } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { type Because, decided } from '#records/because';
import { amongIds, regionScope } from '#records/scope';

export type Incident = typeof incidents.$inferSelect;
export type IncidentMoveRow = typeof incidentMoves.$inferSelect;

export type NewIncident = Pick<
  Incident,
  | 'regionCode'
  | 'kind'
  | 'happenedOn'
  | 'happenedMinute'
  | 'place'
  | 'told'
  | 'elderId'
  | 'volunteerId'
  | 'pairingId'
  | 'exchangeId'
  | 'insuranceId'
  | 'knownAt'
  | 'dueAt'
>;
type Changes = Partial<Omit<Incident, 'id' | 'state' | 'version'>>;

/** Staff reach it by where it happened; a member as one of the two, as kin of the elder, or as whoever told of it. */
function incidentScope(act: Act, action: Action): SQL | undefined {
  const { actor } = act;
  if (actor.kind !== 'member') return regionScope(act, action, incidents.regionCode);
  const asElder = amongIds(incidents.elderId, membersFor(actor, action));
  if (!allows(action, 'member')) return asElder;
  return or(asElder, eq(incidents.volunteerId, actor.id), eq(incidents.toldBy, actor.id));
}

/** @throws Refusal `not_found` */
export async function findIncident(act: Act, id: string, action: Action): Promise<Incident> {
  const [row] = await act.tx
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, id), incidentScope(act, action)));
  return must(row);
}

/** Not scoped: for what somebody was told of. */
export async function incidentsById(act: Act, ids: readonly string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  return act.tx.select().from(incidents).where(amongIds(incidents.id, ids));
}

export const INCIDENT_LISTS = ['open', 'late', 'closed'] as const;
export type IncidentList = (typeof INCIDENT_LISTS)[number];

/** `late` = nobody has reported it and the time is over: what the floors above look at first. */
function onList(act: Act, list: IncidentList): SQL | undefined {
  const which = {
    open: ne(incidents.state, 'closed'),
    late: and(eq(incidents.state, 'told'), lt(incidents.dueAt, act.now)),
    closed: eq(incidents.state, 'closed'),
  }[list];
  return and(which, incidentScope(act, 'incident.read'));
}

/** Open ones: what has no report first, by its deadline; closed ones the newest first. */
export async function incidentsOn(act: Act, list: IncidentList, limit: number, offset: number): Promise<Incident[]> {
  const order =
    list === 'closed'
      ? [desc(incidents.closedAt), desc(incidents.id)]
      : [desc(incidents.state), asc(incidents.dueAt), asc(incidents.id)];
  return act.tx
    .select()
    .from(incidents)
    .where(onList(act, list))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

export async function countIncidents(act: Act, list: IncidentList): Promise<number> {
  const [row] = await act.tx.select({ rows: count() }).from(incidents).where(onList(act, list));
  return Number(row?.rows ?? 0);
}

/** @param state `reported` where an officer begins with the report */
export async function insertIncident(
  act: Act,
  values: NewIncident,
  state: Exclude<IncidentState, 'closed'>,
  because: Because,
): Promise<Incident> {
  const reported = state === 'reported' ? { reportedBy: act.actor.id, reportedAt: act.now } : {};
  const [row] = await act.tx
    .insert(incidents)
    .values({
      ...values,
      ...reported,
      ...{ id: act.ids('inc'), state, toldBy: act.actor.id, toldAt: act.now, version: 1 },
    })
    .returning();
  const incident = must(row);
  await writeMove(act, incident, state === 'reported' ? 'report' : 'tell', because);
  return incident;
}

/** @throws Refusal `state_moved` when somebody was faster */
export async function moveIncident(
  act: Act,
  incident: Incident,
  move: IncidentMoveName,
  changes: Changes,
  because: Because,
): Promise<Incident> {
  const { id, state, version } = incident;
  if (!incidentLife.mayStart(move, state)) throw new Refusal('state_moved', { state });
  const [row] = await act.tx
    .update(incidents)
    .set({ ...changes, state: incidentLife.after(move, state), version: version + 1 })
    .where(and(eq(incidents.id, id), eq(incidents.version, version)))
    .returning();
  const moved = must(row, 'state_moved', { state });
  await writeMove(act, moved, move, because);
  return moved;
}

async function writeMove(act: Act, { id, regionCode }: Incident, move: IncidentMoveName, because: Because) {
  const { grant = null, reason = null } = because;
  const moved = { id: act.ids('imv'), incidentId: id, move, requestId: act.requestId };
  await act.tx.insert(incidentMoves).values({ ...moved, ...decided(act, because) });
  await note(act, { verb: move, noun: 'incident', subjectId: id, regionCode, grant, reason });
}

/** Everything that was done about it, in order. */
export const incidentMovesOf = (act: Act, incidentId: string): Promise<IncidentMoveRow[]> =>
  act.tx
    .select()
    .from(incidentMoves)
    .where(eq(incidentMoves.incidentId, incidentId))
    .orderBy(asc(incidentMoves.at), asc(incidentMoves.id));
