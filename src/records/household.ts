/** 户: people under one roof. Whoever is in one household is family: their care for each other credits nothing. */
import { and, asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { households, members } from '#db/schema/people';
import { hamlets } from '#db/schema/places';
import type { Action } from '#domain/permission';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { regionScope } from '#records/scope';

export type Household = typeof households.$inferSelect;

export async function insertHousehold(
  act: Act,
  place: { regionCode: RegionCode; hamletId: string | null; address: string | null },
): Promise<Household> {
  const { regionCode, hamletId, address } = place;
  const [row] = await act.tx
    .insert(households)
    .values({
      id: act.ids('hhd'),
      regionCode,
      hamletId,
      addressSealed: address ? act.vault.seal(address) : null,
      createdAt: act.now,
    })
    .returning();
  return must(row);
}

/** @throws Refusal `not_found` */
export async function findHousehold(act: Act, id: string, action: Action = 'household.write'): Promise<Household> {
  const [row] = await act.tx
    .select()
    .from(households)
    .where(and(eq(households.id, id), regionScope(act, action, households.regionCode)));
  return must(row);
}

/** The sealed address of a household whose member the caller has found. */
export async function addressOf(act: Act, householdId: string | null): Promise<string | null> {
  if (householdId === null) return null;
  const [row] = await act.tx.select().from(households).where(eq(households.id, householdId));
  return row?.addressSealed ?? null;
}

export async function writeAddress(act: Act, householdId: string, address: string | null): Promise<void> {
  await act.tx
    .update(households)
    .set({ addressSealed: address ? act.vault.seal(address) : null })
    .where(eq(households.id, householdId));
}

/** Everybody under one roof. The caller has found the household or one of them. */
export async function peopleIn(act: Act, householdId: string): Promise<{ id: string; name: string }[]> {
  return act.tx
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(eq(members.householdId, householdId))
    .orderBy(asc(members.bornOn), asc(members.id));
}

/** A hamlet belongs to its village. @throws Refusal `region_unknown` */
export async function mustBeHamletOf(act: Act, hamletId: string | null, regionCode: RegionCode): Promise<void> {
  if (hamletId === null) return;
  const [row] = await act.tx
    .select()
    .from(hamlets)
    .where(and(eq(hamlets.id, hamletId), eq(hamlets.regionCode, regionCode)));
  must(row, 'region_unknown', { field: 'hamletId' });
}
