/**
 * 定密码: she chooses six digits herself, on an officer's device, with a second person in the room who is named and is
 * not that officer: nobody sets a PIN alone with a helper (village-practice finding 1; policy `pin.setBy`). She can be called
 * afterwards, and is as far from both as a witness to a thumb is.
 * The new PIN ends her sessions and the day's lock; what a neighbour would guess first is refused.
 */
import type { Act } from '#db/act';
import { normalPhone } from '#domain/digits';
import { readNewPin } from '#domain/pin';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { findMember, type Member } from '#records/member';
import { idsByPhone } from '#records/person';
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { deleteSessionsOf } from '#records/session';
import { clearTries } from '#records/try';
import { userById } from '#records/user';
import type { Desk } from '#usecases/desk';
import { isTooNear } from '#usecases/exchange/witness';
import { pinOwner } from '#usecases/pin/owner';
import { grantOver } from '#usecases/under';

export interface NewPin {
  memberId: string;
  pin: string;
  /** The second person in the room, by name and number. */
  presentName: string;
  presentPhone: string;
}

/**
 * Helper, clerk or social worker.
 * @throws Refusal pin_needs_second_person · phone_wrong · present_not_independent · pin_weak (params.reason) · pin_not_six · not_found ·
 *   member_not_approved (closed or deceased)
 */
export async function setPin(desk: Desk, input: NewPin): Promise<void> {
  const { member, owner, present } = await desk.read(async (act) => {
    const found = await findMember(act, input.memberId, 'pin.set');
    grantOver(act, 'pin.set', found.regionCode);
    const officer = must(await userById(act, act.actor.id)).name;
    return {
      present: await secondPerson(act, input, found, officer),
      member: found,
      owner: await pinOwner(act, found),
    };
  });
  if (member.state === 'closed' || member.state === 'deceased') throw new Refusal('member_not_approved');
  const hash = await hashSecret(desk.house, readNewPin(input.pin, owner));
  await desk.write([], async (act) => {
    const { id, regionCode }: Member = await findMember(act, input.memberId, 'pin.set');
    await writePin(act, { memberId: id, hash, ...present });
    await clearTries(act, id);
    await deleteSessionsOf(act.tx, id);
    const grant = grantOver(act, 'pin.set', regionCode);
    await note(act, { verb: 'set', noun: 'pin', subjectId: id, regionCode, grant });
  });
}

const bare = (name: string): string => name.replace(/\s/g, '').toLowerCase();

/**
 * @throws Refusal pin_needs_second_person when nobody is named, or the officer or the member herself · phone_wrong ·
 *   present_not_independent when the number is theirs or her family's
 */
async function secondPerson(act: Act, typed: NewPin, member: Member, officer: string) {
  const presentName = typed.presentName.trim();
  const notThese = [officer, member.name, member.nickname];
  const first = notThese.some((other) => other !== null && bare(other) === bare(presentName));
  if (presentName === '' || first) throw new Refusal('pin_needs_second_person', { field: 'presentName' });
  if (typed.presentPhone.trim() === '') throw new Refusal('pin_needs_second_person', { field: 'presentPhone' });
  const presentPhone = phoneIn(typed.presentPhone);
  const ids = await idsByPhone(act, presentPhone);
  if (await isTooNear(act, { ids, phone: presentPhone }, { parties: [member.id], hands: [] })) {
    throw new Refusal('present_not_independent', { field: 'presentPhone' });
  }
  return { presentName, presentPhone };
}

function phoneIn(typed: string): string {
  try {
    return normalPhone(typed);
  } catch {
    throw new Refusal('phone_wrong', { field: 'presentPhone' });
  }
}
