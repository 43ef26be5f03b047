/**
 * 任职: propose that a user holds a post, from a day to a day. It counts when another officer accepts it. AB岗 is the same
 * with `actingForId`: proposed by whoever gives that post, or by the very officer who goes on leave, always with an end.
 */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { type Day, isDay } from '#domain/day';
import { ROLE_LEVEL, type Role } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { holdersOf, insertGrant } from '#records/grant';
import { findRegion } from '#records/region';
import { once } from '#records/submission';
import { humansBehind, userById } from '#records/user';
import type { Desk } from '#usecases/desk';
import { givingGrant } from '#usecases/grant/giving';

export interface Proposal {
  key: string;
  userId: string;
  role: Role;
  regionCode: RegionCode;
  validFrom: Day;
  validTo: Day | null;
  /** The officer on leave. */
  actingForId: string | null;
}

/**
 * @throws Refusal not_yours (nobody gives a post at or above their own) · region_unknown (wrong level) · not_found ·
 *   four_eyes (a post for oneself) · grant_not_before_today · day_not_understood · end_before_start ·
 *   missing (an end of AB岗) · key_reused
 */
export async function proposeGrant(desk: Desk, input: Proposal): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { userId, role, regionCode, validFrom, validTo, actingForId } = input;
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const under = givingGrant(act, role, regionCode) ?? (await onLeave(act, input));
      if (levelOf(regionCode) !== ROLE_LEVEL[role]) throw new Refusal('region_unknown', { field: 'regionCode' });
      await findRegion(act, regionCode);
      refuseWrongDays(act, input);
      const holder = must(await userById(act, userId), 'not_found', { field: 'userId' });
      if (holder.disabledAt !== null) throw new Refusal('not_found', { field: 'userId' });
      if ((await humansBehind(act, [act.actor.id])).has(userId)) throw new Refusal('four_eyes', { field: 'userId' });
      if (actingForId) await mustHold(act, input);
      const post = { userId, role, regionCode, validFrom, validTo, actingForId };
      const grant = await insertGrant(act, { ...post, givenBy: act.actor.id });
      await note(act, { verb: 'propose', noun: 'grant', subjectId: grant.id, regionCode, grant: under, reason: role });
      return { id: grant.id };
    }),
  );
}

/** Going on leave oneself: the post is one's own, and somebody else stands in. */
async function onLeave(act: Act, input: Proposal): Promise<Grant> {
  const own = act.actor.kind === 'staff' && input.actingForId === act.actor.id ? act.actor.grants : [];
  const post = own.find(
    (grant) => grant.role === input.role && grant.regionCode === input.regionCode && grant.actingForId === null,
  );
  return must(post, 'not_yours');
}

function refuseWrongDays(act: Act, { validFrom, validTo, actingForId }: Proposal): void {
  if (!isDay(validFrom)) throw new Refusal('day_not_understood', { field: 'validFrom' });
  if (validFrom < act.today) throw new Refusal('grant_not_before_today', { field: 'validFrom' });
  if (actingForId && !validTo) throw new Refusal('missing', { field: 'validTo' });
  if (!validTo) return;
  if (!isDay(validTo)) throw new Refusal('day_not_understood', { field: 'validTo' });
  if (validTo < validFrom) throw new Refusal('end_before_start', { field: 'validTo' });
}

/** One acts for somebody who holds that very post on the first day of it. */
async function mustHold(act: Act, input: Proposal): Promise<void> {
  const holders = await holdersOf(act, input.role, input.regionCode, input.validFrom);
  const held = holders.find((grant) => grant.userId === input.actingForId && grant.actingForId === null);
  if (!held || input.actingForId === input.userId) throw new Refusal('not_found', { field: 'actingForId' });
}
