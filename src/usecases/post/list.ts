/** 空岗: every post in reach that nobody holds today, by role, with who held it last and who is to come. */
import { ROLES, type Role } from '#domain/permission';
import { prefixesFor } from '#domain/reach';
import { type RegionCode, reaches, upwards } from '#domain/region';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { type EmptyPost, type PostCount, postsWithin } from '#records/post';
import { postsAt } from '#records/post-life';
import type { RegionRow } from '#records/region';
import { regionsWithin } from '#records/region-list';
import type { Desk } from '#usecases/desk';

export interface EmptyPostSeen extends EmptyPost {
  /** From below the place that is looked at, which everybody on the page is in. */
  path: PlaceName[];
  /** The backup who looks after it meanwhile; null where nobody does. */
  coverId: string | null;
}

export interface RolePosts {
  role: Role;
  total: number;
  empty: number;
  /** The first of them. */
  shown: EmptyPostSeen[];
}

export interface Posts {
  roles: RolePosts[];
  /** Counties and towns in reach, to look at one of them. */
  places: RegionRow[];
  names: Map<string, string>;
}

export const POSTS_SHOWN = 60;

/** @param within one place to look at, or null for everything in reach; out of reach counts as null */
export const listPosts = (desk: Desk, within: RegionCode | null): Promise<Posts> =>
  desk.read(async (act) => {
    const roots = prefixesFor(act.actor, 'user.read');
    const here = within && roots.some((root) => reaches(root, within)) ? [within] : roots;
    const counts = (await postsWithin(act, here, ROLES)).filter(({ total }) => total > 0);
    const shown = counts.flatMap(({ empty }) => empty.slice(0, POSTS_SHOWN));
    const paths = await placePaths(
      act,
      shown.map((post) => post.regionCode),
    );
    const lives = await postsAt(
      act,
      shown.map((post) => post.regionCode),
    );
    const cover = ({ role, regionCode }: EmptyPost) =>
      role === 'helper' ? (lives.get(regionCode)?.coverId ?? null) : null;
    const people = shown.flatMap(({ before, coming, waiting }) => [before, coming, waiting]);
    const depth = here.length === 1 ? upwards(here[0] ?? '').length - 1 : 0;
    const below = (path: PlaceName[]) => (path.length > depth ? path.slice(depth) : path.slice(-1));
    const seen = ({ role, total, empty }: PostCount): RolePosts => ({
      role,
      total,
      empty: empty.length,
      shown: empty
        .slice(0, POSTS_SHOWN)
        .map((post) => ({ ...post, path: below(paths.get(post.regionCode) ?? []), coverId: cover(post) })),
    });
    return {
      roles: counts.map(seen),
      places: await regionsWithin(act, roots, ['county', 'town']),
      names: await namesOf(act, [...people.map((one) => one?.userId ?? null), ...shown.map(cover)]),
    };
  });
