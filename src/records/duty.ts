/** Who is in post: a helper, clerk or social worker earns nothing in her own area while she is. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { grants, users } from '#db/schema/office';
import type { Day } from '#domain/day';
import { type RegionCode, reaches } from '#domain/region';

/** Was this person on duty for that place on that day? */
export type DutyIn = (personId: string, regionCode: RegionCode, day: Day) => boolean;

/** The posts of these people, read once for any place and day. */
export async function dutiesOf(act: Act, personIds: readonly string[]): Promise<DutyIn> {
  const posts = personIds.length === 0 ? [] : await postsQuery(act.tx).execute({ personIds: [...new Set(personIds)] });
  return (personId, regionCode, day) =>
    posts.some(
      (post) =>
        post.personId === personId &&
        reaches(post.regionCode, regionCode) &&
        post.validFrom <= day &&
        (post.validTo === null || post.validTo >= day),
    );
}

/** Of these people, those who were on duty for that place on that day. */
export async function onDuty(
  act: Act,
  personIds: readonly string[],
  regionCode: RegionCode,
  day: Day,
): Promise<Set<string>> {
  const duty = await dutiesOf(act, personIds);
  return new Set(personIds.filter((id) => duty(id, regionCode, day)));
}

const postsQuery = prepared((tx) =>
  tx
    .select({
      personId: users.personId,
      regionCode: grants.regionCode,
      validFrom: grants.validFrom,
      validTo: grants.validTo,
    })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        among(users.personId, 'personIds'),
        inArray(grants.role, ['helper', 'clerk', 'socialWorker']),
        isNotNull(grants.acceptedAt),
        isNull(grants.endedAt),
      ),
    )
    .prepare('duties_of'),
);
