/** Who acts, from the id that a session or a command carries: staff with the grants in force that day, members with their kin. */
import type { Act } from '#db/act';
import type { Actor } from '#domain/actor';
import type { Day } from '#domain/day';
import { grantsInForce } from '#records/grant';
import { kinOf } from '#records/kin';
import { memberAtDoor } from '#records/member';
import { userAtDoor } from '#records/user';

/** @returns null when nobody of this id may come in: unknown, disabled, closed, deceased */
export async function loadActor(act: Pick<Act, 'tx'>, subjectId: string, today: Day): Promise<Actor | null> {
  const user = await userAtDoor(act, subjectId);
  if (user) {
    const { id, personId } = user;
    return { kind: 'staff', id, personId, grants: await grantsInForce(act, id, today) };
  }
  const member = await memberAtDoor(act, subjectId);
  if (!member) return null;
  const { id, regionCode } = member;
  return { kind: 'member', id, regionCode, kinOf: await kinOf(act, id) };
}
