/** 应急: weather mode of a region, found by whoever has a part in it, moved by compare-and-set; every move written down. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { stormMoves, storms } from '#db/schema/storm';
import { addDays } from '#domain/day';
import type { Action } from '#domain/permission';
import { prefixesFor } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { type RegionCode, upwards } from '#domain/region';
import { type StormMarkName, type StormMoveName, type StormState, stormLife } from '#domain/storm';
import { note } from '#records/audit';
import { type Because, decidedFor } from '#records/because';
import { regionScope } from '#records/scope';
import { touchWithin } from '#records/visit-count';

export type StormRow = typeof storms.$inferSelect;
export type StormMoveRow = typeof stormMoves.$inferSelect;
type Changes = Partial<Omit<StormRow, 'id' | 'state' | 'version'>>;

/** What is decided from above, over all of it. */
const OVER: readonly Action[] = ['storm.declare', 'storm.close'];

/** A storm over the town is also the village's: its helper reads it, and tells her part of the list. */
function stormScope(act: Act, action: Action): SQL | undefined {
  const over = regionScope(act, action, storms.regionCode);
  if (OVER.includes(action) || act.actor.kind === 'job') return over;
  const above = prefixesFor(act.actor, action).flatMap(upwards);
  return or(over, inArray(storms.regionCode, [...new Set(above), '']));
}

/** @throws Refusal `not_found` */
export async function findStorm(act: Act, id: string, action: Action): Promise<StormRow> {
  const [row] = await act.tx
    .select()
    .from(storms)
    .where(and(eq(storms.id, id), stormScope(act, action)));
  return must(row);
}

/** Not scoped: for what somebody was told of. */
export const stormsById = (act: Act, ids: readonly string[]): Promise<StormRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : act.tx
        .select()
        .from(storms)
        .where(inArray(storms.id, [...ids]));

/** In these states, in reach, the newest first. */
export const stormsIn = (act: Act, states: readonly StormState[], limit: number): Promise<StormRow[]> =>
  act.tx
    .select()
    .from(storms)
    .where(and(inArray(storms.state, [...states]), stormScope(act, 'storm.read')))
    .orderBy(desc(storms.declaredAt), desc(storms.id))
    .limit(limit);

/** In these states over a place: weather is no secret, so nobody's reach is asked. */
export const stormsOverPlace = (act: Act, code: RegionCode, states: readonly StormState[]): Promise<StormRow[]> =>
  act.tx
    .select()
    .from(storms)
    .where(and(inArray(storms.regionCode, upwards(code)), inArray(storms.state, [...states])))
    .orderBy(asc(storms.declaredAt), asc(storms.id));

/** In these states, anywhere: for rules, which ask of many places at once. */
export const stormsEverywhere = (act: Act, states: readonly StormState[]): Promise<StormRow[]> =>
  act.tx
    .select()
    .from(storms)
    .where(inArray(storms.state, [...states]))
    .orderBy(asc(storms.declaredAt), asc(storms.id));

/** What was owed longer ago than this is late whatever the weather was. */
const REMEMBERED_DAYS = 400;

/** Storms that have begun, whose days still matter to what is owed: a handful, read once for any list. */
export const stormDays = (act: Act): Promise<StormRow[]> =>
  act.tx
    .select()
    .from(storms)
    .where(
      and(isNotNull(storms.fromDay), or(isNull(storms.toDay), gte(storms.toDay, addDays(act.today, -REMEMBERED_DAYS)))),
    )
    .orderBy(asc(storms.fromDay), asc(storms.id));

export async function insertStorm(
  act: Act,
  values: Pick<StormRow, 'regionCode' | 'kind' | 'level' | 'note'>,
  because: Because,
): Promise<StormRow> {
  const [row] = await act.tx
    .insert(storms)
    .values({
      ...values,
      ...{ id: act.ids('stm'), state: stormLife.after('declare', null), version: 1 },
      ...{ declaredBy: act.actor.id, declaredAt: act.now },
    })
    .returning();
  const storm = must(row);
  await writeStormMove(act, storm, { move: 'declare', memberId: null }, because);
  return storm;
}

/** @throws Refusal `state_moved` when somebody was faster */
export async function moveStorm(
  act: Act,
  storm: StormRow,
  move: StormMoveName,
  changes: Changes,
  because: Because,
): Promise<StormRow> {
  const { id, state, version } = storm;
  if (!stormLife.mayStart(move, state)) throw new Refusal('state_moved', { state });
  const [row] = await act.tx
    .update(storms)
    .set({ ...changes, state: stormLife.after(move, state), version: version + 1 })
    .where(and(eq(storms.id, id), eq(storms.version, version)))
    .returning();
  const moved = must(row, 'state_moved', { state });
  await writeStormMove(act, moved, { move, memberId: null }, because);
  return moved;
}

/** @param made a move of the storm, or of somebody on its list */
export async function writeStormMove(
  act: Act,
  { id, regionCode }: Pick<StormRow, 'id' | 'regionCode'>,
  { move, memberId }: { move: StormMoveName | StormMarkName; memberId: string | null },
  because: Because,
): Promise<void> {
  const moved = { id: act.ids('smv'), stormId: id, memberId, move };
  await act.tx.insert(stormMoves).values({ ...moved, ...decidedFor(act, because) });
  const { grant = null, reason = null } = because;
  await touchWithin(act, regionCode);
  await note(act, { verb: move, noun: 'storm', subjectId: memberId ?? id, regionCode, grant, reason });
}

/** What happened to it, in order; of those on its list what was said of one, or of nobody. */
export const stormMovesOf = (act: Act, stormId: string, memberId: string | null = null): Promise<StormMoveRow[]> =>
  act.tx
    .select()
    .from(stormMoves)
    .where(
      and(
        eq(stormMoves.stormId, stormId),
        memberId === null ? isNull(stormMoves.memberId) : eq(stormMoves.memberId, memberId),
      ),
    )
    .orderBy(asc(stormMoves.at), asc(stormMoves.id));
