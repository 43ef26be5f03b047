/** How people are bound: family (家里人) earns nothing and decides nothing for each other; relatives (亲戚) may serve. */
import { and, isNull, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { kin, members } from '#db/schema/people';
import { type Bond, bondOf, familyOf, type HouseholdRow, type KinRow } from '#domain/kinship';

/** Kin rows and households around some people, read once for any number of questions about them. */
export interface Bonds {
  kin: KinRow[];
  households: HouseholdRow[];
}

const kinQuery = prepared((tx) =>
  tx
    .select({ memberId: kin.memberId, relativeId: kin.relativeId, relation: kin.relation })
    .from(kin)
    .where(and(isNull(kin.endedAt), or(among(kin.memberId, 'ids'), among(kin.relativeId, 'ids'))))
    .prepare('kin_around'),
);

const homesQuery = prepared((tx) =>
  tx
    .select({ memberId: members.id, householdId: members.householdId })
    .from(members)
    .where(among(members.id, 'ids'))
    .prepare('households_of'),
);

const kinAround = async (act: Act, ids: readonly string[]): Promise<KinRow[]> => kinQuery(act.tx).execute({ ids });

/**
 * Two steps of kin are read, because a daughter on file is enough to know her husband; and everybody under one roof.
 * @param personIds every person the questions will be about
 */
export async function bondsOf(act: Act, personIds: readonly string[]): Promise<Bonds> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return { kin: [], households: [] };
  const near = await kinAround(act, ids);
  const middle = [...new Set(near.flatMap((row) => [row.memberId, row.relativeId]))];
  const far = middle.length > 0 ? await kinAround(act, middle) : [];
  const homes = await homesQuery(act.tx).execute({ ids });
  const households = homes.flatMap((row) =>
    row.householdId ? [{ memberId: row.memberId, householdId: row.householdId }] : [],
  );
  return { kin: far.length > 0 ? far : near, households };
}

/** The closest bond between one person and any of the others. */
export function closestBond(bonds: Bonds, personId: string, others: readonly string[]): Bond {
  const found = others.map((other) => bondOf(personId, other, bonds.kin, bonds.households));
  if (found.includes('family')) return 'family';
  return found.includes('relative') ? 'relative' : 'none';
}

/** Everybody among the people asked about who is family of one of them. */
export const familyIn = (bonds: Bonds, personId: string): Set<string> =>
  familyOf(personId, bonds.kin, bonds.households);
