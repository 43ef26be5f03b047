/** 公益时间: minutes that a county gives to the pool of a town or to its own, proposed by one officer and accepted by another. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { poolQuotas } from '#db/schema/county';
import { must, Refusal } from '#domain/refusal';
import { regionScope } from '#records/scope';

export type PoolQuota = typeof poolQuotas.$inferSelect;

export async function insertQuota(
  act: Act,
  quota: Pick<PoolQuota, 'journal' | 'regionCode' | 'minutes' | 'reason'>,
): Promise<PoolQuota> {
  const [row] = await act.tx
    .insert(poolQuotas)
    .values({ ...quota, id: act.ids('quo'), proposedBy: act.actor.id, proposedAt: act.now })
    .returning();
  return must(row);
}

/** @throws Refusal `not_found` */
export async function findQuota(act: Act, id: string, action: 'pool.read' | 'pool.accept'): Promise<PoolQuota> {
  const [row] = await act.tx
    .select()
    .from(poolQuotas)
    .where(and(eq(poolQuotas.id, id), regionScope(act, action, poolQuotas.regionCode)));
  return must(row);
}

/** In reach, newest first; `open` only those that nobody accepted yet, oldest first. */
export async function listQuotas(act: Act, limit: number, offset = 0, open = false): Promise<PoolQuota[]> {
  const order = open ? asc : desc;
  return act.tx
    .select()
    .from(poolQuotas)
    .where(
      and(
        open ? isNull(poolQuotas.acceptedAt) : undefined,
        regionScope(act, open ? 'pool.accept' : 'pool.read', poolQuotas.regionCode),
      ),
    )
    .orderBy(order(poolQuotas.proposedAt), order(poolQuotas.id))
    .limit(limit)
    .offset(offset);
}

/** @throws Refusal `already_done` */
export async function acceptQuota(act: Act, id: string): Promise<PoolQuota> {
  const [row] = await act.tx
    .update(poolQuotas)
    .set({ acceptedBy: act.actor.id, acceptedAt: act.now })
    .where(and(eq(poolQuotas.id, id), isNull(poolQuotas.acceptedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}
