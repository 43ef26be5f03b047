/** 结对 as lists: what waits for whom, how many of each, and what stands around one member. */
import { and, asc, count, desc, eq, inArray, lte, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { pairings } from '#db/schema/pairing';
import { PAIRING_LISTS, PAIRING_OPEN, type PairingList } from '#domain/pairing';
import { type Pairing, pairingScope } from '#records/pairing';

/** The one answer to what stands in a list: the figure beside its name and its lines are both asked with it. */
function inList(act: Act, list: PairingList): SQL | undefined {
  const states = {
    asked: ['proposed'],
    agreed: ['agreed'],
    active: ['active'],
    paused: ['paused'],
    review: ['active'],
    ended: ['declined', 'rejected', 'withdrawn', 'ended'],
  } as const satisfies Record<PairingList, readonly Pairing['state'][]>;
  // It is looked at from the first of its month on.
  const due = list === 'review' ? lte(pairings.reviewOn, act.today) : undefined;
  return and(inArray(pairings.state, [...states[list]]), due, pairingScope(act, 'pairing.read'));
}

/** What waits longest first; what is over, the newest first. */
export const pairingsOn = (act: Act, list: PairingList, limit: number, offset: number): Promise<Pairing[]> =>
  act.tx
    .select()
    .from(pairings)
    .where(inList(act, list))
    .orderBy(list === 'ended' ? desc(pairings.since) : asc(pairings.since), asc(pairings.id))
    .limit(limit)
    .offset(offset);

export async function countPairings(act: Act): Promise<Record<PairingList, number>> {
  const counts = {} as Record<PairingList, number>;
  for (const list of PAIRING_LISTS) {
    const [row] = await act.tx.select({ count: count() }).from(pairings).where(inList(act, list));
    counts[list] = row?.count ?? 0;
  }
  return counts;
}

/** Volunteers between whom and this elder it was said no before. */
export async function declinedFor(act: Act, elderId: string): Promise<Set<string>> {
  const rows = await act.tx
    .select({ volunteerId: pairings.volunteerId })
    .from(pairings)
    .where(and(eq(pairings.elderId, elderId), eq(pairings.state, 'declined')));
  return new Set(rows.map(({ volunteerId }) => volunteerId));
}

/** What stands or is under way around those for whom the actor speaks, and what she promised as a volunteer herself. */
export const ownPairings = (act: Act): Promise<Pairing[]> =>
  act.tx
    .select()
    .from(pairings)
    .where(and(inArray(pairings.state, [...PAIRING_OPEN]), pairingScope(act, 'pairing.read')))
    .orderBy(asc(pairings.proposedAt), asc(pairings.id));

/** Whether the work of this one is on its way to somebody else. */
export async function followerOf(act: Act, id: string): Promise<Pairing | null> {
  const [row] = await act.tx
    .select()
    .from(pairings)
    .where(and(eq(pairings.followsId, id), or(...PAIRING_OPEN.map((state) => eq(pairings.state, state)))));
  return row ?? null;
}
