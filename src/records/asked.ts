/** What has been asked for: how much of a month is already spoken for. */
import { and, eq, gte, inArray, lt, notInArray, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges } from '#db/schema/care';
import { addMonths, type Day, firstOfMonth } from '#domain/day';
import { ENDS } from '#domain/exchange';

/** Minutes asked for on days of that month by whichever of these members has asked for most; ended requests do not count. */
export async function askedInMonth(act: Act, memberIds: readonly string[], day: Day): Promise<number> {
  const from = firstOfMonth(day);
  const rows = await act.tx
    .select({ minutes: sum(exchanges.plannedMinutes).mapWith(Number) })
    .from(exchangeBeneficiaries)
    .innerJoin(exchanges, eq(exchanges.id, exchangeBeneficiaries.exchangeId))
    .where(
      and(
        inArray(exchangeBeneficiaries.memberId, [...memberIds]),
        gte(exchanges.plannedOn, from),
        lt(exchanges.plannedOn, addMonths(from, 1)),
        notInArray(exchanges.state, [...ENDS]),
      ),
    )
    .groupBy(exchangeBeneficiaries.memberId);
  return Math.max(0, ...rows.map((row) => row.minutes));
}
