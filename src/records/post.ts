/** Posts that stand empty: places where nobody holds a role today, and who held it last or is to come. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants, users } from '#db/schema/office';
import { type Day, dayOf } from '#domain/day';
import { ROLE_LEVEL, type Role } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import type { GrantRow } from '#records/grant';
import { regionsWithin } from '#records/region-list';
import { codeWithin } from '#records/scope';

export interface EmptyPost {
  role: Role;
  regionCode: RegionCode;
  /** The last one who held it, and the first day without anybody; null when nobody ever did. */
  before: { userId: string; since: Day } | null;
  /** Accepted, from a later day. */
  coming: { userId: string; from: Day } | null;
  /** Proposed and not yet accepted. */
  waiting: { userId: string } | null;
}

export interface PostCount {
  role: Role;
  total: number;
  empty: EmptyPost[];
}

/** Whoever was there longest ago on top; where nobody ever was, by place behind them. */
const longestFirst = (empty: EmptyPost[]): EmptyPost[] =>
  empty
    .map((post, at) => ({ post, key: `${post.before?.since ?? '9999'} ${String(at).padStart(6, '0')}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ post }) => post);

const live = (today: Day): SQL | undefined =>
  and(
    isNotNull(grants.acceptedAt),
    isNull(grants.endedAt),
    lte(grants.validFrom, today),
    or(isNull(grants.validTo), gte(grants.validTo, today)),
  );

/** For each role its posts inside these prefixes, and those without a holder. Whoever stands in for somebody holds it. */
export async function postsWithin(
  act: Act,
  prefixes: readonly RegionCode[],
  roles: readonly Role[],
): Promise<PostCount[]> {
  const places = await regionsWithin(act, prefixes, [...new Set(roles.map((role) => ROLE_LEVEL[role]))]);
  const held = await heldWithin(act, prefixes);
  const counts = roles.map((role) => {
    const posts = places.filter((place) => place.level === ROLE_LEVEL[role]);
    return { role, total: posts.length, free: posts.filter((place) => !held.has(`${role} ${place.code}`)) };
  });
  const past = await pastOf(
    act,
    counts.flatMap(({ free }) => free.map((place) => place.code)),
  );
  return counts.map(({ role, total, free }) => ({
    role,
    total,
    empty: longestFirst(free.map(({ code }) => emptyPost(role, code, past.get(`${role} ${code}`) ?? [], act.today))),
  }));
}

async function heldWithin(act: Act, prefixes: readonly RegionCode[]): Promise<Set<string>> {
  const rows = await act.tx
    .select({ role: grants.role, regionCode: grants.regionCode })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(
      and(codeWithin(grants.regionCode, prefixes), live(act.today), isNull(grants.backupId), isNull(users.disabledAt)),
    );
  return new Set(rows.map((row) => `${row.role} ${row.regionCode}`));
}

/** Every grant that these places had or will have, newest first. */
async function pastOf(act: Act, codes: readonly RegionCode[]): Promise<Map<string, GrantRow[]>> {
  const found = new Map<string, GrantRow[]>();
  if (codes.length === 0) return found;
  const rows = await act.tx
    .select()
    .from(grants)
    .where(and(inArray(grants.regionCode, [...new Set(codes)]), isNull(grants.backupId)))
    .orderBy(desc(grants.validFrom), asc(grants.id));
  for (const row of rows) {
    const post = `${row.role} ${row.regionCode}`;
    found.set(post, [...(found.get(post) ?? []), row]);
  }
  return found;
}

function emptyPost(role: Role, regionCode: RegionCode, rows: readonly GrantRow[], today: Day): EmptyPost {
  const accepted = rows.filter((row) => row.acceptedAt !== null);
  const coming = accepted.findLast((row) => row.endedAt === null && row.validFrom > today);
  const waiting = rows.find((row) => row.acceptedAt === null && row.endedAt === null);
  const over = accepted
    .filter((row) => row.validFrom <= today)
    .map((row) => ({ userId: row.userId, since: lastDay(row) }));
  const before = over.sort((a, b) => (a.since < b.since ? 1 : -1))[0] ?? null;
  return {
    role,
    regionCode,
    before,
    coming: coming ? { userId: coming.userId, from: coming.validFrom } : null,
    waiting: waiting ? { userId: waiting.userId } : null,
  };
}

/** The day it was ended, or its last day: from then on the post is empty. */
function lastDay({ endedAt, validTo, validFrom }: GrantRow): Day {
  const ended = endedAt === null ? null : dayOf(endedAt);
  return [ended, validTo].filter((day): day is Day => day !== null).sort()[0] ?? validFrom;
}
