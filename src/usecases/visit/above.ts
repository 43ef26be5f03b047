/** What else is seen from above, place by place: alerts that nobody has closed, and villages without a helper. */
import type { Act } from '#db/act';
import { prefixesFor } from '#domain/reach';
import { type RegionCode, reaches } from '#domain/region';
import { openAlertsByPlace } from '#records/alert';
import { postsWithin } from '#records/post';

/** How many lie in a place; null for whoever does not see posts. */
export interface Above {
  alerts: (place: RegionCode) => number;
  vacant: ((place: RegionCode) => number) | null;
}

/** Read once for all places of a page. Both are what `/alerts` and `/posts` list of the same place. */
export async function seenAbove(act: Act, within: readonly RegionCode[]): Promise<Above> {
  const alerts = [...(await openAlertsByPlace(act, within))];
  const roots = prefixesFor(act.actor, 'user.read');
  const inOffice = within.every((place) => roots.some((root) => reaches(root, place)));
  const posts = inOffice ? (await postsWithin(act, within, ['helper']))[0] : undefined;
  return {
    alerts: (place) => alerts.reduce((sum, [code, many]) => sum + (reaches(place, code) ? many : 0), 0),
    vacant: posts ? (place) => posts.empty.filter(({ regionCode }) => reaches(place, regionCode)).length : null,
  };
}
