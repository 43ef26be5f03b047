/** Who serves on an exchange, with each one's own minutes; and what has been credited to whom in a day or month. */
import { and, eq, gte, isNotNull, lt, ne, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
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
  await act.tx
    .update(exchangeVolunteers)
    .set({ creditedMinutes: minutes, creditReasons: reasons })
    .where(one(exchangeId, memberId));
}

const one = (exchangeId: string, memberId: string) =>
  and(eq(exchangeVolunteers.exchangeId, exchangeId), eq(exchangeVolunteers.memberId, memberId));

/** Minutes already credited to a volunteer for services of that day and of its month. Reversed ones count no more. */
export async function creditedTo(act: Act, memberId: string, day: Day): Promise<{ day: number; month: number }> {
  const from = firstOfMonth(day);
  const rows = await act.tx
    .select({ servedOn: exchangeVolunteers.servedOn, minutes: sum(exchangeVolunteers.creditedMinutes).mapWith(Number) })
    .from(exchangeVolunteers)
    .innerJoin(exchanges, eq(exchanges.id, exchangeVolunteers.exchangeId))
    .where(
      and(
        eq(exchangeVolunteers.memberId, memberId),
        gte(exchangeVolunteers.servedOn, from),
        lt(exchangeVolunteers.servedOn, addMonths(from, 1)),
        isNotNull(exchangeVolunteers.creditedMinutes),
        ne(exchanges.state, 'reversed'),
      ),
    )
    .groupBy(exchangeVolunteers.servedOn);
  return {
    day: rows.find((row) => row.servedOn === day)?.minutes ?? 0,
    month: rows.reduce((total, row) => total + row.minutes, 0),
  };
}

/** Minutes already credited for services to a beneficiary on that day: show visits on festival days are capped by it. */
export async function creditedFor(act: Act, memberId: string, day: Day): Promise<number> {
  const [row] = await act.tx
    .select({ minutes: sum(exchanges.creditedMinutes).mapWith(Number) })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .where(
      and(
        eq(exchangeBeneficiaries.memberId, memberId),
        eq(exchangeBeneficiaries.servedOn, day),
        ne(exchanges.state, 'reversed'),
      ),
    );
  return row?.minutes ?? 0;
}
