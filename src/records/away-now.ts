/** Says in SQL what `isAway` says of today. */
import { and, type Column, eq, exists, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { memberAways } from '#db/schema/people';

/** @param memberId the column of whoever is asked about */
export const awayNow = (act: Act, memberId: Column): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(memberAways)
      .where(
        and(
          eq(memberAways.memberId, memberId),
          lte(memberAways.fromDay, act.today),
          or(isNull(memberAways.toDay), gte(memberAways.toDay, act.today)),
        ),
      ),
  );
