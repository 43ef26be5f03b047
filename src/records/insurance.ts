/** 保险: policies and the names on them, read for whole lists; every move written down. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { insuranceNames, insurances } from '#db/schema/insurance';
import { must } from '#domain/refusal';
import { type RegionCode, upwards } from '#domain/region';
import { amongIds } from '#records/scope';

export type InsuranceRow = typeof insurances.$inferSelect;
export type InsuranceName = typeof insuranceNames.$inferSelect;

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
  return {
    insurances: await act.tx
      .select()
      .from(insurances)
      .where(inArray(insurances.regionCode, places))
      .orderBy(asc(insurances.fromDay), asc(insurances.id)),
    names: await act.tx
      .select()
      .from(insuranceNames)
      .where(amongIds(insuranceNames.memberId, [...new Set(people.map(({ id }) => id))])),
  };
}

/** Not scoped: whoever asks decides by its region. */
export async function insuranceById(act: Act, id: string): Promise<InsuranceRow> {
  const [row] = await act.tx.select().from(insurances).where(eq(insurances.id, id));
  return must(row);
}
