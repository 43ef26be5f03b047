/**
 * 后备: named by one officer, accepted by another, as every post is; she has no power until the post falls vacant. One
 * officer is enough to take it back.
 */
import type { Act } from '#db/act';
import { ROLE_LEVEL } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import {
  acceptBackup as accept,
  backupAt,
  couldStandIn,
  endBackup as end,
  holderAt,
  nameBackup as name,
  writePostMove,
} from '#records/post-life';
import { findRegion } from '#records/region';
import { humansBehind } from '#records/user';
import type { Desk } from '#usecases/desk';
import { endingGrant, fitToAccept, givingGrant } from '#usecases/grant/giving';
import { keepPost } from '#usecases/post/keep';

/** @throws Refusal not_found · not_yours · not_understood (in no post of this town) · four_eyes · already_done */
export const nameBackup = (desk: Desk, input: { regionCode: RegionCode; userId: string }): Promise<void> =>
  desk.write([], async (act) => {
    const { regionCode, userId } = input;
    await findVillage(act, regionCode);
    const grant = must(givingGrant(act, 'helper', regionCode), 'not_yours');
    const fits = (await couldStandIn(act, regionCode)).includes(userId) && (await holderAt(act, regionCode)) !== userId;
    if (!fits) throw new Refusal('not_understood', { field: 'userId' });
    if ((await humansBehind(act, [act.actor.id])).has(userId)) throw new Refusal('four_eyes', { field: 'userId' });
    if (await backupAt(act, regionCode)) throw new Refusal('already_done');
    await keepPost(act, regionCode, grant);
    await name(act, regionCode, userId);
    await writePostMove(act, regionCode, 'name', userId, { grant });
  });

/** Never by whoever named her, nor by herself. @throws Refusal not_found · not_yours · four_eyes · already_done */
export const acceptBackup = (desk: Desk, { regionCode }: { regionCode: RegionCode }): Promise<void> =>
  desk.write([], async (act) => {
    const backup = must(await backupAt(act, regionCode));
    const grant = await fitToAccept(act, { ...backup, role: 'helper' });
    await accept(act, backup.id);
    await writePostMove(act, regionCode, 'accept', backup.userId, { grant });
    await keepPost(act, regionCode, grant);
  });

/** @throws Refusal not_found · not_yours · already_done */
export const dropBackup = (desk: Desk, { regionCode }: { regionCode: RegionCode }): Promise<void> =>
  desk.write([], async (act) => {
    const grant = endingGrant(act, 'helper', regionCode);
    const backup = must(await backupAt(act, regionCode));
    await end(act, backup.id);
    await writePostMove(act, regionCode, 'drop', backup.userId, { grant });
    await keepPost(act, regionCode, grant);
  });

async function findVillage(act: Act, regionCode: RegionCode): Promise<void> {
  if (levelOf(regionCode) !== ROLE_LEVEL.helper) throw new Refusal('not_found');
  await findRegion(act, regionCode);
}
