/** Who serves on an exchange, with each one's own minutes; and what has been credited to whom in a day or month. */
import { and, eq, gte, isNotNull, lt, ne, sql, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared, slotsFor } from '#db/prepared';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { addMonths, type Day, firstOfMonth } from '#domain/day';
import type { Exchange, VolunteerRow } from '#records/exchange';

type How = VolunteerRow['how'];

/** Put a volunteer on an exchange, or back on it when they had withdrawn. */
export async function addVolunteer(
  act: Act,
  exchangeId: string,
  memberId: string,
  how: How,
  served: { servedOn: Day; servedMinutes: number; relative: boolean } | null = null,
): Promise<void> {
  const facts = {
    how,
    servedOn: served?.servedOn ?? null,
    servedMinutes: served?.servedMinutes ?? null,
    relative: served?.relative ?? false,
    withdrawnAt: null,
  };
  await act.tx
    .insert(exchangeVolunteers)
    .values({ exchangeId, memberId, ...facts })
    .onConflictDoUpdate({ target: [exchangeVolunteers.exchangeId, exchangeVolunteers.memberId], set: facts });
}

export async function withdrawVolunteer(act: Act, exchangeId: string, memberId: string): Promise<void> {
  await act.tx.update(exchangeVolunteers).set({ withdrawnAt: act.now }).where(one(exchangeId, memberId));
}

/** What was served: each volunteer's own minutes, and the day for both sides. */
export async function writeServed(
  act: Act,
  exchange: Exchange,
  servedOn: Day,
  served: readonly { memberId: string; minutes: number; relative: boolean }[],
): Promise<void> {
  for (const { memberId, minutes, relative } of served) {
    await addVolunteer(act, exchange.id, memberId, howOf(exchange, memberId), {
      servedOn,
      servedMinutes: minutes,
      relative,
    });
  }
  await act.tx.update(exchangeBeneficiaries).set({ servedOn }).where(eq(exchangeBeneficiaries.exchangeId, exchange.id));
}

const howOf = (exchange: Exchange, memberId: string): How =>
  exchange.volunteers.find((volunteer) => volunteer.memberId === memberId)?.how ?? 'logged';

export async function writeCredited(
  act: Act,
  exchangeId: string,
  memberId: string,
  minutes: number,
  reasons: string[],
): Promise<void> {
  await creditedQuery(act.tx).execute({ creditedMinutes: minutes, creditReasons: reasons, exchangeId, memberId });
}

const creditedQuery = prepared((tx) =>
  tx
    .update(exchangeVolunteers)
    .set(slotsFor(exchangeVolunteers, ['creditedMinutes', 'creditReasons']))
    .where(
      and(
        eq(exchangeVolunteers.exchangeId, sql.placeholder('exchangeId')),
        eq(exchangeVolunteers.memberId, sql.placeholder('memberId')),
      ),
    )
    .prepare('write_credited'),
);

const one = (exchangeId: string, memberId: string) =>
  and(eq(exchangeVolunteers.exchangeId, exchangeId), eq(exchangeVolunteers.memberId, memberId));

/** Minutes already credited to a volunteer for services of that day and of its month. Reversed ones count no more. */
export async function creditedTo(act: Act, memberId: string, day: Day): Promise<{ day: number; month: number }> {
  const from = firstOfMonth(day);
  const rows = await creditedToQuery(act.tx).execute({ memberId, from, to: addMonths(from, 1) });
  return {
    day: rows.find((row) => row.servedOn === day)?.minutes ?? 0,
    month: rows.reduce((total, row) => total + row.minutes, 0),
  };
}

const creditedToQuery = prepared((tx) =>
  tx
    .select({ servedOn: exchangeVolunteers.servedOn, minutes: sum(exchangeVolunteers.creditedMinutes).mapWith(Number) })
    .from(exchangeVolunteers)
    .innerJoin(exchanges, eq(exchanges.id, exchangeVolunteers.exchangeId))
    .where(
      and(
        eq(exchangeVolunteers.memberId, sql.placeholder('memberId')),
        gte(exchangeVolunteers.servedOn, sql.placeholder('from')),
        lt(exchangeVolunteers.servedOn, sql.placeholder('to')),
        isNotNull(exchangeVolunteers.creditedMinutes),
        ne(exchanges.state, 'reversed'),
      ),
    )
    .groupBy(exchangeVolunteers.servedOn)
    .prepare('credited_to'),
);

/** Minutes already credited for services to a beneficiary on that day: show visits on festival days are capped by it. */
export async function creditedFor(act: Act, memberId: string, day: Day): Promise<number> {
  const [row] = await creditedForQuery(act.tx).execute({ memberId, day });
  return row?.minutes ?? 0;
}

/** Of a round each door had its share. */
const atOneDoor = sql`(${exchanges.creditedMinutes} + coalesce(${exchanges.doors}, 1) - 1) / coalesce(${exchanges.doors}, 1)`;

const creditedForQuery = prepared((tx) =>
  tx
    .select({ minutes: sum(atOneDoor).mapWith(Number) })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .where(
      and(
        eq(exchangeBeneficiaries.memberId, sql.placeholder('memberId')),
        eq(exchangeBeneficiaries.servedOn, sql.placeholder('day')),
        ne(exchanges.state, 'reversed'),
      ),
    )
    .prepare('credited_for'),
);
