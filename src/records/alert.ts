/** 异常: opened by a visit, owned from the first minute, moved by compare-and-set; every move written down. */
import { and, asc, count, desc, eq, inArray, lt, ne, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { alertMoves, alerts } from '#db/schema/visit';
import { type AlertKind, type AlertMoveName, alertLife } from '#domain/alert';
import type { Instant } from '#domain/day';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { type Because, decided } from '#records/because';
import { codeWithin, regionScope } from '#records/scope';

export type AlertRow = typeof alerts.$inferSelect;
export type AlertMoveRow = typeof alertMoves.$inferSelect;
type Changes = Partial<Omit<AlertRow, 'id' | 'state' | 'version'>>;

/** @throws Refusal `not_found` */
export async function findAlert(act: Act, id: string, action: Action): Promise<AlertRow> {
  const [row] = await act.tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.id, id), regionScope(act, action, alerts.regionCode)));
  return must(row);
}

/** The one of this kind that stands; nobody has two of a kind at a time. Not scoped: the caller has found her. */
export async function standingAlert(act: Act, memberId: string, kind: AlertKind): Promise<AlertRow | null> {
  const [row] = await act.tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.memberId, memberId), eq(alerts.kind, kind), ne(alerts.state, 'closed')));
  return row ?? null;
}

/** Not scoped: whoever asks has found what it was found on. */
export async function alertById(act: Act, id: string): Promise<AlertRow> {
  const [row] = await act.tx.select().from(alerts).where(eq(alerts.id, id));
  return must(row);
}

/** Not scoped: whoever asks has found what they were found on. */
export const alertsById = (act: Act, ids: readonly string[]): Promise<AlertRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : act.tx
        .select()
        .from(alerts)
        .where(inArray(alerts.id, [...ids]));

/** What is not closed, in reach, the one that must be seen to first on top. */
export const openAlerts = (act: Act, limit: number, where?: SQL): Promise<AlertRow[]> =>
  act.tx
    .select()
    .from(alerts)
    .where(and(inArray(alerts.state, ['open', 'taken']), regionScope(act, 'alert.read', alerts.regionCode), where))
    .orderBy(asc(alerts.dueAt), asc(alerts.id))
    .limit(limit);

/** How many are not closed, in reach, by the village. */
export async function openAlertsByPlace(act: Act, within: readonly RegionCode[]): Promise<Map<RegionCode, number>> {
  const rows = await act.tx
    .select({ code: alerts.regionCode, rows: count() })
    .from(alerts)
    .where(
      and(
        inArray(alerts.state, ['open', 'taken']),
        regionScope(act, 'alert.read', alerts.regionCode),
        codeWithin(alerts.regionCode, within),
      ),
    )
    .groupBy(alerts.regionCode);
  return new Map(rows.map(({ code, rows: many }) => [code, Number(many)]));
}

/** Of which place one looks at the alerts. */
export const alertsWithin = (place: RegionCode): SQL => codeWithin(alerts.regionCode, [place]);

/** What was closed lately, in reach, the newest first. */
export const closedAlerts = (act: Act, limit: number, where?: SQL): Promise<AlertRow[]> =>
  act.tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.state, 'closed'), regionScope(act, 'alert.read', alerts.regionCode), where))
    .orderBy(desc(alerts.closedAt), desc(alerts.id))
    .limit(limit);

/** What is not closed in one village. Not scoped: for what follows from its post. */
export const alertsAt = (act: Act, regionCode: RegionCode): Promise<AlertRow[]> =>
  act.tx
    .select()
    .from(alerts)
    .where(and(inArray(alerts.state, ['open', 'taken']), eq(alerts.regionCode, regionCode)))
    .orderBy(asc(alerts.dueAt), asc(alerts.id));

/** How many are not closed, in reach. */
export async function countAlerts(act: Act): Promise<number> {
  const [row] = await act.tx
    .select({ rows: count() })
    .from(alerts)
    .where(and(inArray(alerts.state, ['open', 'taken']), regionScope(act, 'alert.read', alerts.regionCode)));
  return Number(row?.rows ?? 0);
}

/** All of one elder's, newest first. Not scoped: the caller has found her. */
export const alertsOf = (act: Act, memberId: string, limit: number): Promise<AlertRow[]> =>
  act.tx
    .select()
    .from(alerts)
    .where(eq(alerts.memberId, memberId))
    .orderBy(desc(alerts.openedAt), desc(alerts.id))
    .limit(limit);

/** Of each the newest, and the newest that could not wait: what says something of her, and not of us who came too late. */
export async function latestAlerts(
  act: Act,
  memberIds: readonly string[],
): Promise<Map<string, { last: AlertRow; crisis: AlertRow | null }>> {
  if (memberIds.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(alerts)
    .where(and(inArray(alerts.memberId, [...memberIds]), ne(alerts.kind, 'storm')))
    .orderBy(desc(alerts.openedAt), desc(alerts.id));
  const latest = new Map<string, { last: AlertRow; crisis: AlertRow | null }>();
  for (const row of rows) {
    const known = latest.get(row.memberId) ?? { last: row, crisis: null };
    latest.set(row.memberId, { ...known, crisis: known.crisis ?? (row.urgency === 'now' ? row : null) });
  }
  return latest;
}

/** Their deadline has passed: ids only, for the clock. */
export async function overdueAlerts(act: Act, now: Instant, limit: number): Promise<string[]> {
  const rows = await act.tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(lt(alerts.dueAt, now), ne(alerts.state, 'closed'), ne(alerts.floor, 'county')))
    .orderBy(asc(alerts.dueAt), asc(alerts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

type NewAlert = Pick<
  AlertRow,
  'memberId' | 'regionCode' | 'kind' | 'urgency' | 'findings' | 'note' | 'ownerId' | 'dueAt'
>;

export async function openAlert(act: Act, values: NewAlert, because: Because): Promise<AlertRow> {
  const [row] = await act.tx
    .insert(alerts)
    .values({
      ...values,
      ...{ id: act.ids('alt'), state: alertLife.after('open', null), floor: 'village', version: 1 },
      ...{ openedBy: act.actor.id, openedAt: act.now },
    })
    .returning();
  const alert = must(row);
  await writeMove(act, alert, 'open', because);
  return alert;
}

/** @throws Refusal `state_moved` when somebody was faster */
export async function moveAlert(
  act: Act,
  alert: AlertRow,
  move: AlertMoveName,
  changes: Changes,
  because: Because,
): Promise<AlertRow> {
  const { id, state, version } = alert;
  if (!alertLife.mayStart(move, state)) throw new Refusal('state_moved', { state });
  const [row] = await act.tx
    .update(alerts)
    .set({ ...changes, state: alertLife.after(move, state), version: version + 1 })
    .where(and(eq(alerts.id, id), eq(alerts.version, version)))
    .returning();
  const moved = must(row, 'state_moved', { state });
  await writeMove(act, moved, move, because);
  return moved;
}

async function writeMove(act: Act, { id, regionCode }: AlertRow, move: AlertMoveName, because: Because): Promise<void> {
  await act.tx.insert(alertMoves).values({ id: act.ids('amv'), alertId: id, move, ...decided(act, because) });
  const { grant = null, reason = null } = because;
  await note(act, { verb: move, noun: 'alert', subjectId: id, regionCode, grant, reason });
}

/** Everything that was done about it, in order. */
export const alertMovesOf = (act: Act, alertId: string): Promise<AlertMoveRow[]> =>
  act.tx
    .select()
    .from(alertMoves)
    .where(eq(alertMoves.alertId, alertId))
    .orderBy(asc(alertMoves.at), asc(alertMoves.id));
