/**
 * How the visits of a village stand today, kept as figures: a county is the sum of its villages, however many live there.
 * Every writer of the register, of what is owed and of absences says which village it touched (`Act.touched`); what was
 * touched is counted anew in the same unit, or is marked, and whoever reads it before that counts it herself.
 */
import { asc, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { visitCounts } from '#db/schema/post';
import { dues, visitRegister } from '#db/schema/visit';
import type { RegionCode } from '#domain/region';
import { codeWithin } from '#records/scope';

export type CountRow = typeof visitCounts.$inferSelect;

/** The figures themselves. */
export type VisitFigures = Pick<CountRow, 'people' | 'seen' | 'away' | 'late'>;

export const NO_FIGURES: VisitFigures = { people: 0, seen: 0, away: 0, late: 0 };

/** Where these elders are on the register, or are owed something: those villages are no longer as they were counted. */
export async function touchElders(act: Act, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const ids = [...memberIds];
  const on = await act.tx
    .select({ code: visitRegister.regionCode })
    .from(visitRegister)
    .where(inArray(visitRegister.memberId, ids));
  const owed = await act.tx.selectDistinct({ code: dues.regionCode }).from(dues).where(inArray(dues.memberId, ids));
  for (const { code } of [...on, ...owed]) act.touched.add(code);
}

/** Everything inside this place: a storm begins or is over. */
export async function touchWithin(act: Act, code: RegionCode): Promise<void> {
  await act.tx
    .update(visitCounts)
    .set({ countedOn: '' })
    .where(codeWithin(visitCounts.regionCode, [code]));
}

/** Every village inside these places that was ever counted, by code. Not scoped: the caller has looked where it may look. */
export const countRows = (act: Act, within: readonly RegionCode[]): Promise<CountRow[]> =>
  act.tx
    .select()
    .from(visitCounts)
    .where(codeWithin(visitCounts.regionCode, within))
    .orderBy(asc(visitCounts.regionCode));

/** They are counted by whoever asks. What is marked already is not written again: a month of dues touches each many times. */
export async function markTouched(act: Act, codes: readonly RegionCode[]): Promise<void> {
  const rows = await act.tx
    .select({ code: visitCounts.regionCode, countedOn: visitCounts.countedOn })
    .from(visitCounts)
    .where(inArray(visitCounts.regionCode, [...codes]));
  const known = new Set(rows.map(({ code }) => code));
  const counted = rows.filter(({ countedOn }) => countedOn !== '').map(({ code }) => code);
  if (counted.length > 0) {
    await act.tx.update(visitCounts).set({ countedOn: '' }).where(inArray(visitCounts.regionCode, counted));
  }
  const fresh = codes.filter((code) => !known.has(code));
  if (fresh.length > 0) {
    await act.tx
      .insert(visitCounts)
      .values(fresh.map((regionCode) => ({ ...NO_FIGURES, regionCode, countedOn: '' as const })));
  }
}

export async function writeCount(act: Act, regionCode: RegionCode, figures: VisitFigures): Promise<void> {
  const row = { ...figures, countedOn: act.today };
  await act.tx
    .insert(visitCounts)
    .values({ ...NO_FIGURES, ...row, regionCode })
    .onConflictDoUpdate({ target: visitCounts.regionCode, set: row });
}

/** Every village where somebody is on the register or is owed something, for the night. */
export async function countedPlaces(act: Act): Promise<RegionCode[]> {
  const on = await act.tx.selectDistinct({ code: visitRegister.regionCode }).from(visitRegister);
  const before = await act.tx.select({ code: visitCounts.regionCode }).from(visitCounts);
  return [...new Set([...on, ...before].map(({ code }) => code))].sort();
}

/** Nothing is known of any village: nobody has counted yet. */
export async function isUncounted(act: Act): Promise<boolean> {
  const [row] = await act.tx.select({ code: visitCounts.regionCode }).from(visitCounts).limit(1);
  return row === undefined;
}
