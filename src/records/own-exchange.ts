/**
 * A member's own exchanges, found from her side by queries that are built once: her home asks them at every look. What she
 * reaches is what `exchangeScope` says of a member who reads: done for her or her kin, or by her.
 */
import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Act, Tx } from '#db/act';
import { among, prepared } from '#db/prepared';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import type { MemberActor } from '#domain/actor';
import type { State } from '#domain/exchange';
import { membersFor } from '#domain/reach';
import type { ExchangeRow } from '#records/exchange';

/** More than anybody has open at once. */
const OPEN_MOST = 200;

/** Spelled so that no index answers: a million exchanges are credited, and somebody's own are found from her side. */
const inStates = (): SQL => among(sql`${exchanges.state} || ''`, 'states');

const doneForAny = (tx: Tx): SQL =>
  inArray(
    exchanges.id,
    tx
      .select({ id: exchangeBeneficiaries.exchangeId })
      .from(exchangeBeneficiaries)
      .where(among(exchangeBeneficiaries.memberId, 'reached')),
  );

const doneBy = (tx: Tx): SQL =>
  inArray(
    exchanges.id,
    tx
      .select({ id: exchangeVolunteers.exchangeId })
      .from(exchangeVolunteers)
      .where(and(eq(exchangeVolunteers.memberId, sql.placeholder('self')), isNull(exchangeVolunteers.withdrawnAt))),
  );

/** Hers and her kin's in these states, oldest in their state first. */
export const ownInStates = (act: Act, actor: MemberActor, states: readonly State[]): Promise<ExchangeRow[]> =>
  ownQuery(act.tx).execute({ states, reached: membersFor(actor, 'exchange.read'), self: actor.id });

const ownQuery = prepared((tx) =>
  tx
    .select()
    .from(exchanges)
    .where(and(inStates(), or(doneForAny(tx), doneBy(tx))))
    .orderBy(asc(exchanges.since), asc(exchanges.id))
    .limit(OPEN_MOST)
    .prepare('own_exchanges'),
);

/** The last visit that was made to this member, by the day of service. The caller reaches her. */
export async function lastServedTo(act: Act, memberId: string, states: readonly State[]): Promise<ExchangeRow | null> {
  const [last] = await lastQuery(act.tx).execute({ states, reached: [memberId] });
  return last ?? null;
}

const lastQuery = prepared((tx) =>
  tx
    .select()
    .from(exchanges)
    .where(and(inStates(), doneForAny(tx)))
    .orderBy(desc(exchanges.servedOn), desc(exchanges.createdAt), desc(exchanges.id))
    .limit(1)
    .prepare('last_served_to'),
);
