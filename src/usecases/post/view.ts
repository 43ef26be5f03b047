/** 助老员岗位 of a village: who holds it, who is named to stand in, since when it is vacant and why, and all that became of it. */
import { prefixesFor } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode, reaches } from '#domain/region';
import { type Answering, answeringFor } from '#records/answering';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import {
  type BackupRow,
  backupAt,
  couldStandIn,
  type PostMoveRow,
  type PostRow,
  postAt,
  postMovesAt,
} from '#records/post-life';
import { findRegion } from '#records/region';
import type { Desk } from '#usecases/desk';
import { type Fit, fitIf } from '#usecases/fit';
import { endingGrant, fitToAccept, givingGrant } from '#usecases/grant/giving';

export interface PostFile {
  regionCode: RegionCode;
  path: PlaceName[];
  /** Null where nobody ever held it. */
  post: PostRow | null;
  /** Who answers for whoever lives there today; null where nobody at all does. */
  answering: Answering | null;
  backup: BackupRow | null;
  moves: PostMoveRow[];
  names: Map<string, string>;
  /** Whom one may name to stand in; empty for whoever names nobody here, and where somebody is named. */
  choices: string[];
  accept: Fit;
  drop: Fit;
}

const MOVES = 60;

/** @throws Refusal not_found */
export const viewPost = (desk: Desk, regionCode: RegionCode): Promise<PostFile> =>
  desk.read(async (act) => {
    const inReach = prefixesFor(act.actor, 'user.read').some((root) => reaches(root, regionCode));
    if (!inReach || levelOf(regionCode) !== 'village') throw new Refusal('not_found');
    await findRegion(act, regionCode);
    const [post, backup] = [await postAt(act, regionCode), await backupAt(act, regionCode)];
    const moves = await postMovesAt(act, regionCode, MOVES);
    const gives = givingGrant(act, 'helper', regionCode) !== null;
    const fits = gives && !backup ? await couldStandIn(act, regionCode) : [];
    const choices = fits.filter((id) => id !== post?.holderId && id !== act.actor.id);
    const people = [post?.holderId, post?.coverId, backup?.userId, backup?.givenBy, backup?.acceptedBy, ...choices];
    return {
      ...{
        regionCode,
        path: must((await placePaths(act, [regionCode])).get(regionCode)),
        post,
        backup,
        moves,
        choices,
      },
      answering: (await answeringFor(act, [regionCode])).get(regionCode)?.[0] ?? null,
      names: await namesOf(act, [
        ...people.map((id) => id ?? null),
        ...moves.flatMap(({ userId, actorId }) => [userId, actorId]),
      ]),
      accept:
        backup && !backup.acceptedAt
          ? await fitIf(() => fitToAccept(act, { ...backup, role: 'helper' }))
          : 'already_done',
      drop: backup ? await fitIf(async () => endingGrant(act, 'helper', regionCode)) : 'already_done',
    };
  });
