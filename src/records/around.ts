/** Who stands around some elders and volunteers: their kin who may act, their contacts, the helpers of their villages, and how each is reached. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { sessions } from '#db/schema/access';
import { grants, users } from '#db/schema/office';
import { contacts, kin, members } from '#db/schema/people';
import { regions } from '#db/schema/places';
import type { Role } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { inPost } from '#records/in-post';
import { codeWithin } from '#records/scope';

/** Proven kin who may ask and confirm for her. */
const kinQuery = prepared((tx) =>
  tx
    .select({ memberId: kin.memberId, relativeId: kin.relativeId })
    .from(kin)
    .where(and(among(kin.memberId, 'ids'), eq(kin.mayAct, true), isNotNull(kin.confirmedAt), isNull(kin.endedAt)))
    .orderBy(asc(kin.relativeId))
    .prepare('kin_who_act_for'),
);

export const kinWhoActFor = async (
  act: Act,
  ids: readonly string[],
): Promise<{ memberId: string; relativeId: string }[]> => (ids.length === 0 ? [] : kinQuery(act.tx).execute({ ids }));

const contactsQuery = prepared((tx) =>
  tx
    .select({ id: contacts.id, memberId: contacts.memberId })
    .from(contacts)
    .where(and(among(contacts.memberId, 'ids'), isNull(contacts.endedAt)))
    .orderBy(asc(contacts.consentedAt), asc(contacts.id))
    .prepare('contacts_of_members'),
);

export const contactsAround = async (act: Act, ids: readonly string[]): Promise<{ id: string; memberId: string }[]> =>
  ids.length === 0 ? [] : contactsQuery(act.tx).execute({ ids });

const helpersQuery = prepared((tx) =>
  tx
    .select({ userId: users.id, personId: users.personId, regionCode: grants.regionCode })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        among(grants.regionCode, 'codes'),
        eq(grants.role, 'helper'),
        isNotNull(grants.acceptedAt),
        isNull(grants.endedAt),
        isNull(users.disabledAt),
        sql`${grants.validFrom} <= ${sql.placeholder('today')}`,
        sql`(${grants.validTo} is null or ${grants.validTo} >= ${sql.placeholder('today')})`,
      ),
    )
    .orderBy(asc(grants.id))
    .prepare('helpers_in_regions'),
);

export interface HelperThere {
  userId: string;
  personId: string | null;
  regionCode: RegionCode;
}

/** In post today. */
export const helpersIn = async (act: Act, codes: readonly RegionCode[]): Promise<HelperThere[]> =>
  codes.length === 0 ? [] : helpersQuery(act.tx).execute({ codes: [...new Set(codes)], today: act.today });

/** Helpers, clerks and social workers of all villages of a place, in post today: who walks there. */
export async function walkersIn(act: Act, regionCode: RegionCode): Promise<string[]> {
  const rows = await act.tx
    .selectDistinct({ userId: grants.userId })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        codeWithin(grants.regionCode, [regionCode]),
        inArray(grants.role, ['helper', 'clerk', 'socialWorker']),
        inPost(act),
      ),
    )
    .orderBy(asc(grants.userId));
  return rows.map(({ userId }) => userId);
}

/** Officers of these towns in post today, by their own or in somebody's place. */
export async function townOfficersOf(act: Act, townIds: readonly string[]): Promise<string[]> {
  if (townIds.length === 0) return [];
  const rows = await act.tx
    .selectDistinct({ userId: grants.userId })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .innerJoin(regions, eq(regions.code, grants.regionCode))
    .where(and(inArray(regions.id, [...townIds]), eq(grants.role, 'town'), inPost(act)))
    .orderBy(asc(grants.userId));
  return rows.map(({ userId }) => userId);
}

/** Who holds one of these posts over a place today, each once. @param codes the place and whatever is above it */
export async function officersOver(
  act: Act,
  codes: readonly RegionCode[],
  roles: readonly Role[],
): Promise<{ userId: string; hasPhone: boolean }[]> {
  const rows = await act.tx
    .selectDistinct({ userId: users.id, workPhone: users.workPhone })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(and(inArray(grants.regionCode, [...codes]), inArray(grants.role, [...roles]), inPost(act)))
    .orderBy(asc(users.id));
  return rows.map(({ userId, workPhone }) => ({ userId, hasPhone: workPhone !== null }));
}

const reachQuery = prepared((tx) =>
  tx
    .select({ id: members.id, regionCode: members.regionCode, phoneTail: members.phoneTail })
    .from(members)
    .where(and(among(members.id, 'ids'), inArray(members.state, ['submitted', 'checked', 'approved', 'suspended'])))
    .prepare('how_members_are_reached'),
);

/** Signed in somewhere: they find a page of theirs. */
const signedInQuery = prepared((tx) =>
  tx
    .select({ id: sessions.subjectId })
    .from(sessions)
    .where(and(among(sessions.subjectId, 'ids'), gt(sessions.expiresAt, sql.placeholder('now'))))
    .prepare('who_is_signed_in'),
);

export interface Reachable {
  regionCode: RegionCode;
  hasPhone: boolean;
  hasPage: boolean;
}

/** How each of them is reached; nobody writes to those who have left or died. */
export async function reachableOf(act: Act, given: readonly string[]): Promise<Map<string, Reachable>> {
  const ids = [...new Set(given)];
  if (ids.length === 0) return new Map();
  const rows = await reachQuery(act.tx).execute({ ids });
  const signedIn = new Set((await signedInQuery(act.tx).execute({ ids, now: act.now })).map(({ id }) => id));
  return new Map(
    rows.map(({ id, regionCode, phoneTail }) => [
      id,
      { regionCode, hasPhone: phoneTail !== null, hasPage: signedIn.has(id) },
    ]),
  );
}
