/**
 * 改密码: a member changes her own PIN on a page of her own, with the one before in hand. Nobody else is in the room, so
 * nothing about the room changes: whoever was there when it was first chosen may have known it and still stands behind it
 * (`pin_new`), or a change would wash that off. Who has forgotten it goes to the station and chooses anew (`setPin`).
 */
import { MAX_TRIES, readNewPin, readPin } from '#domain/pin';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { findMember } from '#records/member';
import { changePinFrom, pinOf } from '#records/pin';
import { hashSecret } from '#records/secret';
import { deleteSessionsOf } from '#records/session';
import type { Desk } from '#usecases/desk';
import { pinOwner } from '#usecases/pin/owner';
import { tryPin } from '#usecases/pin/try';

/**
 * A member, for herself; every session of hers is over then. Field `oldPin` for the one before, `pin` for the new one.
 * @throws Refusal not_yours · pin_not_set · pin_weak (params.reason) · pin_same · pin_wrong (params.left) · pin_locked ·
 *   pin_not_six; pin_wrong too when another was set meanwhile
 */
export async function changePin(desk: Desk, input: { oldPin: string; pin: string }): Promise<void> {
  if (desk.actor.kind !== 'member') throw new Refusal('not_yours');
  const { id } = desk.actor;
  const { before, owner } = await desk.read(async (act) => ({
    before: must(await pinOf(act, id), 'pin_not_set'),
    owner: await pinOwner(act, await findMember(act, id, 'member.read')),
  }));
  // What cannot be had is said first: it costs her no try.
  const pin = readNewPin(input.pin, owner);
  await tryPin(desk, id, input.oldPin).catch(besideTheOld);
  if (pin === readPin(input.oldPin)) throw new Refusal('pin_same', { field: 'pin' });
  const hash = await hashSecret(desk.house, pin);
  await desk.write([], async (act) => {
    const changed = await changePinFrom(act, before, hash);
    if (!changed) throw new Refusal('pin_wrong', { field: 'oldPin', left: MAX_TRIES });
    await deleteSessionsOf(act.tx, id);
    const { regionCode } = await findMember(act, id, 'member.read');
    await note(act, { verb: 'change', noun: 'pin', subjectId: id, regionCode });
  });
}

/** The one that was tried is the old one here. */
function besideTheOld(error: unknown): never {
  if (!(error instanceof Refusal) || error.params.field !== 'pin') throw error;
  throw new Refusal(error.code, { ...error.params, field: 'oldPin' });
}
