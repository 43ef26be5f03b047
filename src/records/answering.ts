/** Who answers for a place: its helper, else its clerk, else whoever holds the town; a post may be vacant. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants, users } from '#db/schema/office';
import type { Role } from '#domain/permission';
import { type RegionCode, upwards } from '#domain/region';
import { inPost } from '#records/in-post';

/** Nearest first. */
const ANSWERING: readonly Role[] = ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city'];

export interface Answering {
  userId: string;
  name: string;
  /** Her work number; null where none is known. */
  phone: string | null;
  role: Role;
  /** For whom she stands in; null where the post is her own. */
  actingFor: string | null;
}

/**
 * All who are in post today for each of these places or for one above it, the nearest first. Of two of one role, whoever
 * has been there longest; whoever stands in for somebody on leave comes after those who hold the post themselves.
 */
export async function answeringFor(act: Act, codes: readonly RegionCode[]): Promise<Map<RegionCode, Answering[]>> {
  const places = [...new Set(codes)];
  if (places.length === 0) return new Map();
  const rows = await act.tx
    .select({
      ...{ userId: grants.userId, role: grants.role, actingFor: grants.actingForId, regionCode: grants.regionCode },
      ...{ name: users.name, phone: users.workPhone },
    })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(
        inArray(grants.regionCode, [...new Set(places.flatMap(upwards))]),
        inArray(grants.role, [...ANSWERING]),
        inPost(act),
      ),
    )
    .orderBy(asc(grants.acceptedAt), asc(grants.id));
  const rank = ({ role, actingFor }: (typeof rows)[number]) =>
    ANSWERING.indexOf(role) * 2 + (actingFor === null ? 0 : 1);
  const ranked = [...rows].sort((a, b) => rank(a) - rank(b));
  return new Map(
    places.map((code) => {
      const above = upwards(code);
      return [code, ranked.filter(({ regionCode }) => above.includes(regionCode))];
    }),
  );
}

/** The user who answers for it today; null where nobody at all is in post. */
export const whoAnswers = async (act: Act, regionCode: RegionCode): Promise<string | null> =>
  (await answeringFor(act, [regionCode])).get(regionCode)?.[0]?.userId ?? null;
