/** The town officer's desk over a database of the bench, and the records that wait there for an approval. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { STAFF } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { dayOf } from '#domain/day';
import { must } from '#domain/refusal';
import type { Seal } from '#ledger/seal';
import { userByLogin } from '#records/user';
import { MONDAY, openBenchHouse } from '#tests/bench/house';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor } from '#usecases/desk';
import { creditExchange } from '#usecases/exchange/credit';

export interface TownHall {
  /** Checked records in the order in which they wait. */
  ids: string[];
  desk(): Desk;
  /** @throws Error when it was not credited: then nothing was measured */
  credit(id: string): Promise<void>;
  close(): Promise<void>;
}

/** @param seal where the books are sealed; without it they are not */
export async function openTownHall(file: string, seal: Seal | null = null): Promise<TownHall> {
  const house = { ...(await openBenchHouse(file)), seal };
  const job = deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
  const { actor, ids } = await job.read(async (act) => {
    const user = must(await userByLogin(act, STAFF.梁主任?.login ?? ''));
    const rows = await act.tx
      .select({ id: exchanges.id })
      .from(exchanges)
      .where(and(eq(exchanges.state, 'confirmed'), isNotNull(exchanges.checkedAt)))
      .orderBy(asc(exchanges.since), asc(exchanges.id));
    return { actor: must(await loadActor(act, user.id, dayOf(MONDAY))), ids: rows.map((row) => row.id) };
  });
  let requests = 0;
  const desk = () => deskFor(house, { actor, device: 'device-liang', requestId: `bench-${++requests}` });
  return {
    ids,
    desk,
    async credit(id) {
      const done = await creditExchange(desk(), { id });
      if (!('credited' in done) || done.credited === 0) throw new Error(`${id} was not credited`);
    },
    close: () => house.store.close(),
  };
}
