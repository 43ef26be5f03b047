/** 在册老人: who is owed a visit, at what risk, and when somebody last saw or heard her. One row an elder, derived from facts. */
import { and, asc, count, eq, gt, gte, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { inserting } from '#db/prepared';
import { members } from '#db/schema/people';
import { visitRegister } from '#db/schema/visit';
import { type Day, firstOfMonth } from '#domain/day';
import type { RegionCode } from '#domain/region';
import { meetsDue, type VisitMode, wasSeen } from '#domain/visit';
import { awayNow } from '#records/away-now';
import { codeWithin, regionScope } from '#records/scope';
import { touchElders } from '#records/visit-count';

export type RegisterRow = typeof visitRegister.$inferSelect;

/** What is derived; what somebody saw is kept beside it. */
export type Registered = Pick<RegisterRow, 'memberId' | 'regionCode' | 'risk' | 'reasons'>;

const insertRow = inserting(visitRegister, 'insert_register');

/** Put her on, or write down what follows from her facts now. */
export async function register(act: Act, row: Registered, before: RegisterRow | undefined): Promise<void> {
  act.touched.add(row.regionCode);
  if (before) {
    act.touched.add(before.regionCode);
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
  await touchElders(act, [memberId]);
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
  act.touched.add(row.regionCode);
  await act.tx.update(visitRegister).set(seen).where(eq(visitRegister.memberId, row.memberId));
  return { ...row, ...seen };
}

const inReach = (act: Act, within: readonly RegionCode[]): SQL | undefined =>
  and(regionScope(act, 'visit.read', visitRegister.regionCode), codeWithin(visitRegister.regionCode, within));

/** 见到本人 this month. */
const seen = (act: Act): SQL => gte(visitRegister.seenOn, firstOfMonth(act.today));

const away = (act: Act): SQL => awayNow(act, visitRegister.memberId);

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
  and(inReach(act, within), notSeen(act, stormy));

const notSeen = (act: Act, stormy: readonly RegionCode[]): SQL | undefined =>
  and(or(isNull(visitRegister.seenOn), lt(visitRegister.seenOn, firstOfMonth(act.today))), atHome(act, stormy));

/** Somebody may be sent to her. */
const atHome = (act: Act, stormy: readonly RegionCode[]): SQL | undefined =>
  and(not(away(act)), stormy.length > 0 ? not(codeWithin(visitRegister.regionCode, stormy)) : undefined);

/** Of each of these villages and this month: on the register, seen, and away, or in a storm, without having been seen. */
export async function registerFigures(
  act: Act,
  villages: readonly RegionCode[],
  stormy: readonly RegionCode[],
): Promise<Map<RegionCode, { people: number; seen: number; away: number }>> {
  const by = async (where: SQL | undefined) => {
    const rows = await act.tx
      .select({ code: visitRegister.regionCode, rows: count() })
      .from(visitRegister)
      .where(and(inArray(visitRegister.regionCode, [...villages]), where))
      .groupBy(visitRegister.regionCode);
    return new Map(rows.map(({ code, rows: many }) => [code, Number(many)]));
  };
  const [all, met, left] = [await by(undefined), await by(seen(act)), await by(notSeen(act, stormy))];
  return new Map(
    villages.map((code) => {
      const [people, some] = [all.get(code) ?? 0, met.get(code) ?? 0];
      return [code, { people, seen: some, away: people - some - (left.get(code) ?? 0) }];
    }),
  );
}

/** Those whom nobody has seen this month: whoever was seen longest ago first, whoever never was before all. */
export const unseenIn = (act: Act, asked: RegisterWithin, limit: number): Promise<RegisterRow[]> =>
  act.tx
    .select()
    .from(visitRegister)
    .where(unseen(act, asked))
    .orderBy(sql`coalesce(${visitRegister.seenOn}, '')`, asc(visitRegister.memberId))
    .limit(limit);

/**
 * The same of whole counties. Each is read in the order of its index, whoever never was seen and then by day, and no further
 * than the page goes: however many live there. The caller has looked that they are in reach.
 */
export async function unseenInCounties(
  act: Act,
  counties: readonly RegionCode[],
  stormy: readonly RegionCode[],
  limit: number,
): Promise<RegisterRow[]> {
  const found: RegisterRow[] = [];
  for (const county of counties) {
    const of = async (when: SQL, most: number) =>
      act.tx
        .select()
        .from(visitRegister)
        .where(and(eq(visitRegister.county, county), when, atHome(act, stormy)))
        .orderBy(asc(visitRegister.seenOn), asc(visitRegister.memberId))
        .limit(most);
    const never = await of(isNull(visitRegister.seenOn), limit);
    const before = lt(visitRegister.seenOn, firstOfMonth(act.today));
    found.push(...never, ...(never.length < limit ? await of(before, limit - never.length) : []));
  }
  const key = ({ seenOn, memberId }: RegisterRow) => `${seenOn ?? ''} ${memberId}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, limit);
}
