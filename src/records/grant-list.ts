/** 名单: whom a county gives minutes to. A yearly list replaces what was; a change sheet (增减名单) adds and removes. */
import { and, asc, count, desc, eq, gte, inArray, lte, or, type SQL, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grantListLines, grantLists } from '#db/schema/county';
import { members } from '#db/schema/people';
import { type Action, grantsFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { countyOf, type RegionCode, reaches } from '#domain/region';
import { regionScope } from '#records/scope';

export type GrantList = typeof grantLists.$inferSelect;
export type GrantListLine = typeof grantListLines.$inferSelect;
export type NewLine = Omit<GrantListLine, 'listId'>;

/** Lines a statement: both databases bound the number of its parameters. */
const CHUNK = 500;

/** A town officer works on the list of their county, which is wider than their reach: the list is the county's. */
export const mayForCounty = (act: Act, action: Action, countyCode: RegionCode) =>
  grantsFor(act.actor, action).find(
    ({ regionCode }) => reaches(regionCode, countyCode) || reaches(countyCode, regionCode),
  ) ?? null;

/** A proposal of before that nobody signed is withdrawn: of two open lists the wrong one would be signed one day. */
export async function insertGrantList(
  act: Act,
  list: Pick<GrantList, 'journal' | 'countyCode' | 'kind' | 'month'>,
  lines: readonly NewLine[],
): Promise<GrantList> {
  await act.tx
    .update(grantLists)
    .set({ state: 'withdrawn' })
    .where(and(eq(grantLists.countyCode, list.countyCode), eq(grantLists.state, 'proposed')));
  const [row] = await act.tx
    .insert(grantLists)
    .values({
      ...list,
      id: act.ids('gls'),
      state: 'proposed',
      proposedBy: act.actor.id,
      proposedAt: act.now,
      policyVersion: act.policy.version,
    })
    .returning();
  const made = must(row);
  for (let at = 0; at < lines.length; at += CHUNK) {
    await act.tx
      .insert(grantListLines)
      .values(lines.slice(at, at + CHUNK).map((line) => ({ ...line, listId: made.id })));
  }
  return made;
}

/** @throws Refusal `not_found` */
export async function findGrantList(
  act: Act,
  id: string,
  action: 'grantList.read' | 'grantList.sign',
): Promise<GrantList> {
  const [row] = await act.tx.select().from(grantLists).where(eq(grantLists.id, id));
  const list = must(row);
  const reached = action === 'grantList.read' ? mayForCounty(act, action, list.countyCode) : inReach(act, list);
  must(reached || null);
  return list;
}

const inReach = (act: Act, list: GrantList): boolean =>
  grantsFor(act.actor, 'grantList.sign').some(({ regionCode }) => reaches(regionCode, list.countyCode));

/** Counties whose lists a town officer may read, one each: the same reach as `mayForCounty`, in SQL. */
function countyScope(act: Act): SQL | undefined {
  const above = grantsFor(act.actor, 'grantList.read').map(({ regionCode }) => countyOf(regionCode));
  const inside = regionScope(act, 'grantList.read', grantLists.countyCode);
  return above.length > 0 ? or(inside, inArray(grantLists.countyCode, above)) : inside;
}

/** Lists of the counties in reach, newest first. */
export async function listGrantLists(act: Act, limit: number, offset = 0): Promise<GrantList[]> {
  return act.tx
    .select()
    .from(grantLists)
    .where(countyScope(act))
    .orderBy(desc(grantLists.proposedAt), desc(grantLists.id))
    .limit(limit)
    .offset(offset);
}

export interface NamedLine extends GrantListLine {
  name: string;
  bornOn: string;
  regionCode: RegionCode;
}

/**
 * The lines with names: a town sees its own people, whoever reaches the county all of them, also somebody who has moved
 * away since, because it is the county that takes her off its list.
 */
export async function linesOf(act: Act, listId: string): Promise<NamedLine[]> {
  const rows = await act.tx
    .select({ line: grantListLines, name: members.name, bornOn: members.bornOn, regionCode: members.regionCode })
    .from(grantListLines)
    .innerJoin(members, eq(members.id, grantListLines.memberId))
    .innerJoin(grantLists, eq(grantLists.id, grantListLines.listId))
    .where(
      and(
        eq(grantListLines.listId, listId),
        or(
          regionScope(act, 'grantList.read', members.regionCode),
          regionScope(act, 'grantList.read', grantLists.countyCode),
        ),
      ),
    )
    .orderBy(asc(members.regionCode), asc(members.pinyin), asc(members.id));
  return rows.map(({ line, ...person }) => ({ ...line, ...person }));
}

export interface LineCount {
  added: number;
  removed: number;
  /** What the added ones are given each month, together. */
  minutes: number;
}

/** How many lines each list has, people out of the reader's reach included: the sheet's own figures. */
export async function countLines(act: Act, listIds: readonly string[]): Promise<Map<string, LineCount>> {
  if (listIds.length === 0) return new Map();
  const { listId, change, minutes } = grantListLines;
  const rows = await act.tx
    .select({ listId, change, lines: count(), minutes: sum(minutes) })
    .from(grantListLines)
    .where(inArray(listId, [...listIds]))
    .groupBy(listId, change);
  const of = (id: string, which: 'add' | 'remove') => rows.find((row) => row.listId === id && row.change === which);
  return new Map(
    listIds.map((id) => {
      const [plus, minus] = [of(id, 'add'), of(id, 'remove')];
      return [id, { added: plus?.lines ?? 0, removed: minus?.lines ?? 0, minutes: Number(plus?.minutes ?? 0) }];
    }),
  );
}

/** @throws Refusal `state_moved` when it was signed or withdrawn in between */
export async function signGrantList(act: Act, id: string): Promise<GrantList> {
  const [row] = await act.tx
    .update(grantLists)
    .set({ state: 'signed', signedBy: act.actor.id, signedAt: act.now })
    .where(and(eq(grantLists.id, id), eq(grantLists.state, 'proposed')))
    .returning();
  if (!row) throw new Refusal('state_moved');
  return row;
}

/** The signed sheets of a county that hold for a month, in their order: the newest yearly list that has begun, with every change sheet since. */
async function sheetsIn(act: Act, countyCode: RegionCode, month: string): Promise<GrantList[]> {
  const signed = and(
    eq(grantLists.countyCode, countyCode),
    eq(grantLists.state, 'signed'),
    lte(grantLists.month, month),
  );
  const [yearly] = await act.tx
    .select()
    .from(grantLists)
    .where(and(signed, eq(grantLists.kind, 'yearly')))
    .orderBy(desc(grantLists.month), desc(grantLists.signedAt), desc(grantLists.id))
    .limit(1);
  const changes = await act.tx
    .select()
    .from(grantLists)
    .where(and(signed, eq(grantLists.kind, 'change'), yearly ? gte(grantLists.month, yearly.month) : undefined))
    .orderBy(asc(grantLists.signedAt), asc(grantLists.id));
  const since = changes.filter((list) => !yearly || (list.signedAt ?? 0) >= (yearly.signedAt ?? 0));
  return yearly ? [yearly, ...since] : since;
}

/**
 * Who is on the signed list of a county for a month.
 * @param month 'YYYY-MM'
 */
export async function listedIn(act: Act, countyCode: RegionCode, month: string): Promise<Map<string, NewLine>> {
  const listed = new Map<string, NewLine>();
  for (const list of await sheetsIn(act, countyCode, month)) {
    for (const line of await bareLinesOf(act, list.id)) {
      if (line.change === 'add') listed.set(line.memberId, line);
      else listed.delete(line.memberId);
    }
  }
  return listed;
}

/** Minutes that one elder is given each month by that list; 0 for whoever is not on it. Of the list only her lines are read. */
export async function givenMonthly(act: Act, memberId: string, countyCode: RegionCode, month: string): Promise<number> {
  const sheets = (await sheetsIn(act, countyCode, month)).map(({ id }) => id);
  const hers = await act.tx.select().from(grantListLines).where(eq(grantListLines.memberId, memberId));
  const last = hers
    .filter(({ listId }) => sheets.includes(listId))
    .sort((a, b) => sheets.indexOf(a.listId) - sheets.indexOf(b.listId))
    .at(-1);
  return last?.change === 'add' ? last.minutes : 0;
}

const bareLinesOf = (act: Act, listId: string): Promise<GrantListLine[]> =>
  act.tx.select().from(grantListLines).where(eq(grantListLines.listId, listId)).orderBy(asc(grantListLines.memberId));
