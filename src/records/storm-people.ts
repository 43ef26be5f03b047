/** 临灾名单: who must be told before a storm, by whom, and what became of it. One row an elder and storm. */
import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, ne, not, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { stormPeople, storms } from '#db/schema/storm';
import { dues, visitRegister } from '#db/schema/visit';
import type { Day } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import type { Risk } from '#domain/risk';
import { markLife, type StormMark, type StormMarkName, type StormState } from '#domain/storm';
import { awayNow } from '#records/away-now';
import type { Because } from '#records/because';
import type { RegisterRow } from '#records/register';
import { codeWithin, regionScope } from '#records/scope';
import { type StormRow, writeStormMove } from '#records/storm';

export type StormPerson = typeof stormPeople.$inferSelect;
export type NewStormPerson = Pick<
  StormPerson,
  'stormId' | 'memberId' | 'regionCode' | 'risk' | 'reasons' | 'addedWhy' | 'liaisonKind' | 'liaisonId'
> &
  Partial<Pick<StormPerson, 'mark' | 'said' | 'markedBy' | 'markedAt'>>;

/** On the register of a place at one of these bands, and not away today. Not scoped: the caller answers for the place. */
export const registeredAt = (act: Act, region: RegionCode, risks: readonly Risk[]): Promise<RegisterRow[]> => {
  const away = awayNow(act, visitRegister.memberId);
  return act.tx
    .select()
    .from(visitRegister)
    .where(and(codeWithin(visitRegister.regionCode, [region]), inArray(visitRegister.risk, [...risks]), not(away)))
    .orderBy(asc(visitRegister.regionCode), asc(visitRegister.memberId));
};

/** Rows that a database takes at a time. */
const CHUNK = 400;

export async function insertStormPeople(act: Act, rows: readonly NewStormPerson[]): Promise<void> {
  const waiting = { mark: 'waiting' as const, said: null, markedBy: null, markedAt: null, version: 1 };
  for (let at = 0; at < rows.length; at += CHUNK) {
    const some = rows.slice(at, at + CHUNK).map((row) => ({ ...waiting, ...row }));
    await act.tx.insert(stormPeople).values(some).onConflictDoNothing();
  }
}

/** Null for whoever is not on that list. Not scoped: the caller has found the elder, or the storm. */
export async function onList(act: Act, stormId: string, memberId: string): Promise<StormPerson | null> {
  const [row] = await act.tx
    .select()
    .from(stormPeople)
    .where(and(eq(stormPeople.stormId, stormId), eq(stormPeople.memberId, memberId)));
  return row ?? null;
}

/** The lists on which these people stand, of storms in these states. Not scoped: the caller has found them. */
export const listsOf = (
  act: Act,
  memberIds: readonly string[],
  states: readonly StormState[],
): Promise<{ person: StormPerson; storm: StormRow }[]> =>
  memberIds.length === 0
    ? Promise.resolve([])
    : act.tx
        .select({ person: stormPeople, storm: storms })
        .from(stormPeople)
        .innerJoin(storms, eq(storms.id, stormPeople.stormId))
        .where(
          and(
            inArray(stormPeople.memberId, [...memberIds]),
            inArray(storms.state, [...states]),
            ne(stormPeople.mark, 'off'),
          ),
        )
        .orderBy(asc(storms.declaredAt), asc(storms.id));

/** @throws Refusal `state_moved` when somebody was faster */
export async function markPerson(
  act: Act,
  storm: StormRow,
  person: StormPerson,
  move: StormMarkName,
  changes: Partial<StormPerson>,
  because: Because,
): Promise<void> {
  const { stormId, memberId, mark, version } = person;
  if (!markLife.mayStart(move, mark)) throw new Refusal('state_moved', { state: mark });
  const [row] = await act.tx
    .update(stormPeople)
    .set({
      ...{ mark: markLife.after(move, mark), markedBy: act.actor.id, markedAt: act.now, version: version + 1 },
      ...changes,
    })
    .where(and(eq(stormPeople.stormId, stormId), eq(stormPeople.memberId, memberId), eq(stormPeople.version, version)))
    .returning();
  must(row, 'state_moved', { state: mark });
  await writeStormMove(
    act,
    { id: stormId, regionCode: person.regionCode || storm.regionCode },
    { move, memberId },
    because,
  );
}

/** She lives elsewhere in it: no move of hers. */
export async function movePersonHome(
  act: Act,
  { stormId, memberId }: StormPerson,
  home: Partial<StormPerson>,
): Promise<void> {
  await act.tx
    .update(stormPeople)
    .set(home)
    .where(and(eq(stormPeople.stormId, stormId), eq(stormPeople.memberId, memberId)));
}

/** Of one list in these places, in reach; whoever came off it is not on it. */
const listed = (act: Act, stormIds: readonly string[], within: readonly RegionCode[]): SQL | undefined =>
  and(
    inArray(stormPeople.stormId, [...stormIds, '']),
    ne(stormPeople.mark, 'off'),
    regionScope(act, 'storm.read', stormPeople.regionCode),
    codeWithin(stormPeople.regionCode, within),
  );

interface ListedWithin {
  within: readonly RegionCode[];
  /** Only whoever stands like this. */
  marks?: readonly StormMark[];
  memberId?: string;
  limit: number;
}

/** Village by village. */
export const stormPeopleIn = (
  act: Act,
  stormId: string,
  { within, marks, memberId, limit }: ListedWithin,
): Promise<StormPerson[]> =>
  act.tx
    .select()
    .from(stormPeople)
    .where(
      and(
        listed(act, [stormId], within),
        marks ? inArray(stormPeople.mark, [...marks]) : undefined,
        memberId ? eq(stormPeople.memberId, memberId) : undefined,
      ),
    )
    .orderBy(asc(stormPeople.regionCode), asc(stormPeople.memberId))
    .limit(limit);

/** How many stand how, village by village: every number of a storm's pages is made of this one. */
export async function stormCounts(
  act: Act,
  stormId: string,
  within: readonly RegionCode[],
): Promise<{ regionCode: RegionCode; mark: StormMark; rows: number }[]> {
  const rows = await act.tx
    .select({ regionCode: stormPeople.regionCode, mark: stormPeople.mark, rows: count() })
    .from(stormPeople)
    .where(listed(act, [stormId], within))
    .groupBy(stormPeople.regionCode, stormPeople.mark);
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}

/** On these lists and inside the place, but for where another storm still holds: those who are seen now. */
export const standingOnLists = (
  act: Act,
  stormIds: readonly string[],
  within: RegionCode,
  but: readonly RegionCode[],
): Promise<StormPerson[]> =>
  act.tx
    .select()
    .from(stormPeople)
    .where(
      and(
        inArray(stormPeople.stormId, [...stormIds, '']),
        ne(stormPeople.mark, 'off'),
        codeWithin(stormPeople.regionCode, [within]),
        but.length > 0 ? not(codeWithin(stormPeople.regionCode, but)) : undefined,
      ),
    )
    .orderBy(asc(stormPeople.memberId));

/** From this day on a visit is owed to them. */
export async function oweFrom(
  act: Act,
  stormIds: readonly string[],
  memberIds: readonly string[],
  day: Day,
): Promise<void> {
  for (let at = 0; at < memberIds.length; at += CHUNK) {
    await act.tx
      .update(stormPeople)
      .set({ dueFrom: day })
      .where(
        and(
          inArray(stormPeople.stormId, [...stormIds]),
          inArray(stormPeople.memberId, memberIds.slice(at, at + CHUNK)),
          ne(stormPeople.mark, 'off'),
        ),
      );
  }
}

/** The visit that is owed to somebody of this list. */
const theirDue = and(
  eq(dues.memberId, stormPeople.memberId),
  eq(dues.kind, 'storm'),
  eq(dues.fromDay, stormPeople.dueFrom),
);

const unseen = (act: Act, stormId: string, within: readonly RegionCode[]): SQL | undefined =>
  and(listed(act, [stormId], within), isNull(dues.metBy), isNull(dues.droppedAt));

/** Whom nobody has seen after it yet, in reach, village by village: how many, and who. */
export async function stormUnseenCounts(
  act: Act,
  stormId: string,
  within: readonly RegionCode[],
): Promise<Map<RegionCode, number>> {
  const rows = await act.tx
    .select({ regionCode: stormPeople.regionCode, rows: count() })
    .from(stormPeople)
    .innerJoin(dues, theirDue)
    .where(unseen(act, stormId, within))
    .groupBy(stormPeople.regionCode);
  return new Map(rows.map((row) => [row.regionCode, Number(row.rows)]));
}

export async function stormUnseenIn(
  act: Act,
  stormId: string,
  within: readonly RegionCode[],
  limit: number,
): Promise<StormPerson[]> {
  const rows = await act.tx
    .select({ person: stormPeople })
    .from(stormPeople)
    .innerJoin(dues, theirDue)
    .where(unseen(act, stormId, within))
    .orderBy(asc(stormPeople.regionCode), asc(stormPeople.memberId))
    .limit(limit);
  return rows.map(({ person }) => person);
}

/** Where people of this village were moved to before, as it was said: the usual places come first. */
export async function placesMovedTo(act: Act, regionCode: RegionCode, limit: number): Promise<string[]> {
  const rows = await act.tx
    .select({ said: stormPeople.said, rows: count() })
    .from(stormPeople)
    .where(
      and(
        eq(stormPeople.mark, 'moved'),
        eq(stormPeople.regionCode, regionCode),
        regionScope(act, 'storm.read', stormPeople.regionCode),
      ),
    )
    .groupBy(stormPeople.said)
    .orderBy(desc(count()), asc(stormPeople.said))
    .limit(limit);
  return rows.flatMap(({ said }) => said ?? []);
}

export interface StormDue {
  person: StormPerson;
  /** The visit that met it, and its day; null = nobody came yet. */
  dueOn: Day;
  metBy: string | null;
  metOn: Day | null;
  dropped: boolean;
}

/** What is owed to those on the list, and what came of it. Not scoped: for rules. */
export async function stormDues(act: Act, stormId: string): Promise<StormDue[]> {
  const rows = await act.tx
    .select({ person: stormPeople, due: dues })
    .from(stormPeople)
    .innerJoin(dues, theirDue)
    .where(and(eq(stormPeople.stormId, stormId), ne(stormPeople.mark, 'off')))
    .orderBy(asc(dues.dueOn), asc(stormPeople.memberId));
  return rows.map(({ person, due: { dueOn, metBy, metOn, droppedAt } }) => ({
    ...{ person, dueOn, metBy, metOn, dropped: droppedAt !== null },
  }));
}

/** Who is on the list and still to be owed a visit: another storm holds over their village. */
export async function isOwedLater(act: Act, stormId: string): Promise<boolean> {
  const rows = await act.tx
    .select({ memberId: stormPeople.memberId })
    .from(stormPeople)
    .where(and(eq(stormPeople.stormId, stormId), ne(stormPeople.mark, 'off'), isNull(stormPeople.dueFrom)))
    .limit(1);
  return rows.length > 0;
}

/** It was closed from above: what nobody met of it is owed no more, unless another storm owes it too. */
export async function dropStormDues(
  act: Act,
  stormId: string,
  memberIds: readonly string[],
  days: readonly Day[],
): Promise<void> {
  for (let at = 0; at < memberIds.length; at += CHUNK) {
    await act.tx
      .update(dues)
      .set({ droppedAt: act.now, dropReason: 'storm_closed' })
      .where(
        and(
          inArray(dues.memberId, memberIds.slice(at, at + CHUNK)),
          inArray(dues.fromDay, [...days]),
          eq(dues.kind, 'storm'),
          isNull(dues.metBy),
          isNull(dues.droppedAt),
          not(exists(owedElsewhere(act, stormId))),
        ),
      );
  }
}

const owedElsewhere = (act: Act, stormId: string) =>
  act.tx
    .select({ one: sql`1` })
    .from(stormPeople)
    .innerJoin(storms, eq(storms.id, stormPeople.stormId))
    .where(
      and(
        ne(stormPeople.stormId, stormId),
        eq(storms.state, 'after'),
        eq(stormPeople.memberId, dues.memberId),
        eq(stormPeople.dueFrom, dues.fromDay),
        isNotNull(stormPeople.dueFrom),
      ),
    );
