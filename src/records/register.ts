/** 在册老人: who is owed a visit, at what risk, and when somebody last saw or heard her. One row an elder, derived from facts. */
import { and, asc, count, eq, exists, gt, gte, inArray, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { inserting } from '#db/prepared';
import { memberAways, members } from '#db/schema/people';
import { visitRegister } from '#db/schema/visit';
import { type Day, firstOfMonth } from '#domain/day';
import type { RegionCode } from '#domain/region';
import { meetsDue, type VisitMode, wasSeen } from '#domain/visit';
import { codeWithin, regionScope } from '#records/scope';

export type RegisterRow = typeof visitRegister.$inferSelect;

/** What is derived; what somebody saw is kept beside it. */
export type Registered = Pick<RegisterRow, 'memberId' | 'regionCode' | 'risk' | 'reasons'>;

const insertRow = inserting(visitRegister, 'insert_register');

/** Put her on, or write down what follows from her facts now. */
export async function register(act: Act, row: Registered, before: RegisterRow | undefined): Promise<void> {
  if (before) {
    const { memberId, ...derived } = row;
    await act.tx
      .update(visitRegister)
      .set({ ...derived, derivedAt: act.now })
      .where(eq(visitRegister.memberId, memberId));
    return;
  }
  const never = { seenOn: null, heardOn: null, unseenTimes: 0 };
  await insertRow(act.tx, { ...row, ...never, onSince: act.today, derivedAt: act.now });
}

export async function strike(act: Act, memberId: string): Promise<void> {
  await act.tx.delete(visitRegister).where(eq(visitRegister.memberId, memberId));
}

/** Not scoped: the caller has found them. */
export async function registeredById(act: Act, memberIds: readonly string[]): Promise<Map<string, RegisterRow>> {
  if (memberIds.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(visitRegister)
    .where(inArray(visitRegister.memberId, [...memberIds]));
  return new Map(rows.map((row) => [row.memberId, row]));
}

/** Pages of the whole register for the night's work, in the order of ids. */
export const registerAfter = (act: Act, after: string, limit: number): Promise<RegisterRow[]> =>
  act.tx
    .select()
    .from(visitRegister)
    .where(gt(visitRegister.memberId, after))
    .orderBy(asc(visitRegister.memberId))
    .limit(limit);

/** Pages of everybody on file, whether or not she joined, in the order of ids. */
export const memberIdsAfter = async (act: Act, after: string, limit: number): Promise<string[]> => {
  const rows = await act.tx
    .select({ id: members.id })
    .from(members)
    .where(and(gt(members.id, after), sql`${members.duplicateOfId} is null`))
    .orderBy(asc(members.id))
    .limit(limit);
  return rows.map(({ id }) => id);
};

/** What a visit says of when she was seen; an older visit that comes later changes no newer day. */
export async function noteSeen(
  act: Act,
  row: RegisterRow,
  { mode, on }: { mode: VisitMode; on: Day },
): Promise<RegisterRow> {
  const later = (day: Day | null) => (day === null || day < on ? on : day);
  const heardOn = meetsDue(mode) ? later(row.heardOn) : row.heardOn;
  const news = row.heardOn === null || on >= row.heardOn;
  const unseenTimes = meetsDue(mode) ? (news ? 0 : row.unseenTimes) : row.unseenTimes + (news ? 1 : 0);
  const seen = { seenOn: wasSeen(mode) ? later(row.seenOn) : row.seenOn, heardOn, unseenTimes };
  await act.tx.update(visitRegister).set(seen).where(eq(visitRegister.memberId, row.memberId));
  return { ...row, ...seen };
}

const inReach = (act: Act, within: readonly RegionCode[]): SQL | undefined =>
  and(regionScope(act, 'visit.read', visitRegister.regionCode), codeWithin(visitRegister.regionCode, within));

/** 见到本人 this month. */
const seen = (act: Act): SQL => gte(visitRegister.seenOn, firstOfMonth(act.today));

/** Says in SQL what `isAway` says of today. */
const away = (act: Act): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(memberAways)
      .where(
        and(
          eq(memberAways.memberId, visitRegister.memberId),
          lte(memberAways.fromDay, act.today),
          or(isNull(memberAways.toDay), gte(memberAways.toDay, act.today)),
        ),
      ),
  );

/** Where and whom one asks about; `stormy` = places where nobody is sent today. */
export interface RegisterWithin {
  within: readonly RegionCode[];
  stormy: readonly RegionCode[];
}

/**
 * 本月还没见到: on the register, at home, nobody has seen her this month, and somebody may be sent to her. The number and the
 * list are made of this.
 */
const unseen = (act: Act, { within, stormy }: RegisterWithin): SQL | undefined =>
  and(
    inReach(act, within),
    or(isNull(visitRegister.seenOn), lt(visitRegister.seenOn, firstOfMonth(act.today))),
    not(away(act)),
    stormy.length > 0 ? not(codeWithin(visitRegister.regionCode, stormy)) : undefined,
  );

/** Of one place and this month: on the register, seen, and away, or in a storm, without having been seen. */
export async function registerCounts(
  act: Act,
  asked: RegisterWithin,
): Promise<{ all: number; seen: number; away: number }> {
  const rows = async (where: SQL | undefined) => {
    const [row] = await act.tx.select({ rows: count() }).from(visitRegister).where(where);
    return Number(row?.rows ?? 0);
  };
  const all = await rows(inReach(act, asked.within));
  const met = await rows(and(inReach(act, asked.within), seen(act)));
  return { all, seen: met, away: all - met - (await rows(unseen(act, asked))) };
}

/** Those whom nobody has seen this month: whoever was seen longest ago first, whoever never was before all. */
export const unseenIn = (act: Act, asked: RegisterWithin, limit: number): Promise<RegisterRow[]> =>
  act.tx
    .select()
    .from(visitRegister)
    .where(unseen(act, asked))
    .orderBy(sql`coalesce(${visitRegister.seenOn}, '')`, asc(visitRegister.memberId))
    .limit(limit);

/** The same by the place below: codes of so many digits. */
export async function unseenByPlace(act: Act, asked: RegisterWithin, digits: number): Promise<Map<RegionCode, number>> {
  // Digits are a constant of ours: said as a parameter, the two places that name it would be two different expressions.
  const place = sql<string>`substr(${visitRegister.regionCode}, 1, ${sql.raw(String(digits))})`;
  const rows = await act.tx
    .select({ place, rows: count() })
    .from(visitRegister)
    .where(unseen(act, asked))
    .groupBy(place);
  return new Map(rows.map((row) => [row.place, Number(row.rows)]));
}
