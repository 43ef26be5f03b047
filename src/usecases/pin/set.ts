/**
 * 定密码: she chooses six digits herself, on an officer's device, with a second person in the room who is named and is
 * not that officer: nobody sets a PIN alone with a helper (village-practice finding 1; policy `pin.setBy`).
 * The new PIN ends her sessions and the day's lock; what a neighbour would guess first is refused.
 */
import { readNewPin } from '#domain/pin';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { liveCardsOf } from '#records/card';
import { findMember, type Member } from '#records/member';
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { deleteSessionsOf } from '#records/session';
import { clearTries } from '#records/try';
import { userById } from '#records/user';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface NewPin {
  memberId: string;
  pin: string;
  /** The second person in the room, by name. */
  presentName: string;
}

/**
 * Helper, clerk or social worker.
 * @throws Refusal pin_needs_second_person · pin_weak (params.reason) · not_understood (not six digits) · not_found ·
 *   member_not_approved (closed or deceased)
 */
export async function setPin(desk: Desk, input: NewPin): Promise<void> {
  const { member, phone, card, officer } = await desk.read(async (act) => {
    const found = await findMember(act, input.memberId, 'pin.set');
    grantOver(act, 'pin.set', found.regionCode);
    const cards = await liveCardsOf(act, found.id);
    return {
      member: found,
      phone: found.phoneSealed ? act.vault.open(found.phoneSealed) : null,
      card: cards.find(({ kind }) => kind === 'member')?.number ?? null,
      officer: must(await userById(act, act.actor.id)).name,
    };
  });
  if (member.state === 'closed' || member.state === 'deceased') throw new Refusal('member_not_approved');
  const presentName = secondPerson(input.presentName, [officer, member.name, member.nickname]);
  const hash = await hashSecret(desk.house, readNewPin(input.pin, { born: member.bornOn, phone, card }));
  await desk.write([], async (act) => {
    const { id, regionCode }: Member = await findMember(act, input.memberId, 'pin.set');
    await writePin(act, { memberId: id, hash, presentName });
    await clearTries(act, id);
    await deleteSessionsOf(act.tx, id);
    const grant = grantOver(act, 'pin.set', regionCode);
    await note(act, { verb: 'set', noun: 'pin', subjectId: id, regionCode, grant });
  });
}

const bare = (name: string): string => name.replace(/\s/g, '').toLowerCase();

/** @throws Refusal pin_needs_second_person when nobody is named, or the officer or the member herself */
function secondPerson(typed: string, notThese: readonly (string | null)[]): string {
  const name = typed.trim();
  const first = notThese.some((other) => other !== null && bare(other) === bare(name));
  if (name === '' || first) throw new Refusal('pin_needs_second_person', { field: 'presentName' });
  return name;
}
