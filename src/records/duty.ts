/** Who is in post: a helper, clerk or social worker earns nothing in her own area while she is. */
import { and, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { grants, users } from '#db/schema/office';
import type { Day } from '#domain/day';
import { type RegionCode, reaches } from '#domain/region';

/** Of these people, those who were on duty for that place on that day. */
export async function onDuty(
  act: Act,
  personIds: readonly string[],
  regionCode: RegionCode,
  day: Day,
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await onDutyQuery(act.tx).execute({ personIds, day });
  return new Set(rows.flatMap((row) => (row.personId && reaches(row.regionCode, regionCode) ? [row.personId] : [])));
}

const onDutyQuery = prepared((tx) =>
  tx
    .select({ personId: users.personId, regionCode: grants.regionCode })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        among(users.personId, 'personIds'),
        inArray(grants.role, ['helper', 'clerk', 'socialWorker']),
        isNotNull(grants.acceptedAt),
        isNull(grants.endedAt),
        lte(grants.validFrom, sql.placeholder('day')),
        or(isNull(grants.validTo), gte(grants.validTo, sql.placeholder('day'))),
      ),
    )
    .prepare('on_duty'),
);
