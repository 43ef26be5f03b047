/** 保险: policies and the names on them, read for whole lists; every move written down. */
import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { insuranceMoves, insuranceNames, insurances } from '#db/schema/insurance';
import type { Grant } from '#domain/actor';
import type { Day } from '#domain/day';
import type { InsuranceMoveName } from '#domain/insurance';
import { must } from '#domain/refusal';
import { type RegionCode, upwards } from '#domain/region';
import { note } from '#records/audit';
import { amongIds, regionScope } from '#records/scope';

export type InsuranceRow = typeof insurances.$inferSelect;
export type InsuranceName = typeof insuranceNames.$inferSelect;
export type InsuranceMoveRow = typeof insuranceMoves.$inferSelect;
export type NewInsurance = Omit<InsuranceRow, 'id' | 'endedOn' | 'endReason' | 'recordedBy' | 'recordedAt' | 'version'>;

/** Everything that may cover somebody of these places, and who of `ids` is on it by name. Two reads, however many. */
export interface Insurances {
  insurances: InsuranceRow[];
  names: InsuranceName[];
}

/** Not scoped: the caller has found the people. */
export async function insurancesFor(
  act: Act,
  people: readonly { id: string; regionCode: RegionCode }[],
): Promise<Insurances> {
  if (people.length === 0) return { insurances: [], names: [] };
  const places = [...new Set(people.flatMap(({ regionCode }) => upwards(regionCode)))];
  const rows = await act.tx
    .select()
    .from(insurances)
    .where(inArray(insurances.regionCode, places))
    .orderBy(asc(insurances.fromDay), asc(insurances.id));
  const named = rows.filter(({ everybody }) => !everybody).map(({ id }) => id);
  // Of a few people their own rows; of a whole county all the names of its policies.
  const theirs =
    people.length <= FEW
      ? amongIds(
          insuranceNames.memberId,
          people.map(({ id }) => id),
        )
      : undefined;
  const names = await act.tx
    .select()
    .from(insuranceNames)
    .where(and(amongIds(insuranceNames.insuranceId, named), theirs));
  return { insurances: rows, names };
}

const FEW = 200;

/** In reach, what runs longest on top. A helper sees what covers her village: it lies above her. */
export async function listInsurances(act: Act, above: readonly RegionCode[], limit: number): Promise<InsuranceRow[]> {
  const reach = regionScope(act, 'insurance.read', insurances.regionCode);
  const over = above.length > 0 ? inArray(insurances.regionCode, [...above]) : undefined;
  return act.tx
    .select()
    .from(insurances)
    .where(over ? or(reach, over) : reach)
    .orderBy(desc(insurances.toDay), asc(insurances.id))
    .limit(limit);
}

/** Not scoped: whoever asks decides by its region. */
export async function insuranceById(act: Act, id: string): Promise<InsuranceRow> {
  const [row] = await act.tx.select().from(insurances).where(eq(insurances.id, id));
  return must(row);
}

export const namesOn = (act: Act, insuranceId: string, limit: number): Promise<InsuranceName[]> =>
  act.tx
    .select()
    .from(insuranceNames)
    .where(eq(insuranceNames.insuranceId, insuranceId))
    .orderBy(asc(insuranceNames.fromDay), asc(insuranceNames.memberId))
    .limit(limit);

export async function insertInsurance(act: Act, values: NewInsurance, grant: Grant | null): Promise<InsuranceRow> {
  const [row] = await act.tx
    .insert(insurances)
    .values({ ...values, id: act.ids('ins'), recordedBy: act.actor.id, recordedAt: act.now, version: 1 })
    .returning();
  await writeMove(act, must(row), 'record', { grant });
  return must(row);
}

/** @throws Refusal `state_moved` when somebody was faster */
export async function endInsurance(
  act: Act,
  insurance: InsuranceRow,
  { endedOn, endReason }: { endedOn: Day; endReason: string },
  grant: Grant | null,
): Promise<void> {
  const { id, version } = insurance;
  const [row] = await act.tx
    .update(insurances)
    .set({ endedOn, endReason, version: version + 1 })
    .where(and(eq(insurances.id, id), eq(insurances.version, version), isNull(insurances.endedOn)))
    .returning();
  await writeMove(act, must(row, 'state_moved'), 'end', { grant, note: endReason });
}

/** Put on twice from the same day, she is on it once. */
export async function addName(
  act: Act,
  insurance: InsuranceRow,
  { memberId, fromDay, toDay }: { memberId: string; fromDay: Day; toDay: Day | null },
  grant: Grant | null,
): Promise<void> {
  const row = { insuranceId: insurance.id, memberId, fromDay, toDay, addedBy: act.actor.id, addedAt: act.now };
  const [made] = await act.tx.insert(insuranceNames).values(row).onConflictDoNothing().returning();
  if (made) await writeMove(act, insurance, 'addName', { grant, memberId });
}

/** The day is the last on which she is on it. */
export async function takeOff(
  act: Act,
  insurance: InsuranceRow,
  { memberId, toDay }: { memberId: string; toDay: Day },
  grant: Grant | null,
): Promise<void> {
  const on = and(eq(insuranceNames.insuranceId, insurance.id), eq(insuranceNames.memberId, memberId));
  const rows = await act.tx
    .update(insuranceNames)
    .set({ toDay })
    .where(and(on, isNull(insuranceNames.toDay)))
    .returning();
  must(rows[0], 'state_moved');
  await writeMove(act, insurance, 'takeOff', { grant, memberId });
}

async function writeMove(
  act: Act,
  { id, regionCode }: InsuranceRow,
  move: InsuranceMoveName,
  {
    grant,
    memberId = null,
    note: words = null,
  }: { grant: Grant | null; memberId?: string | null; note?: string | null },
): Promise<void> {
  await act.tx.insert(insuranceMoves).values({
    ...{ id: act.ids('imo'), insuranceId: id, move, memberId, actorId: act.actor.id, grantId: grant?.id ?? null },
    ...{ note: words, policyVersion: act.policy.version, at: act.now },
  });
  await note(act, { verb: move, noun: 'insurance', subjectId: memberId ?? id, regionCode, grant });
}

export const insuranceMovesOf = (act: Act, insuranceId: string, limit: number): Promise<InsuranceMoveRow[]> =>
  act.tx
    .select()
    .from(insuranceMoves)
    .where(eq(insuranceMoves.insuranceId, insuranceId))
    .orderBy(desc(insuranceMoves.at), desc(insuranceMoves.id))
    .limit(limit);
