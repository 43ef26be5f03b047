/**
 * 查看: open an identity number, a phone or an address. The look is written down and on the disk before anything is
 * shown, and a refused look is written down too. Identity numbers: clerk, town, county. Phone and address: whoever
 * reads the file.
 */
import type { Act } from '#db/act';
import { reachFor } from '#domain/permission';
import { must, type Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { addressOf } from '#records/household';
import { findMember, type Member } from '#records/member';
import type { Desk } from '#usecases/desk';

export const REVEALED = ['identity', 'phone', 'address'] as const;
export type Revealed = (typeof REVEALED)[number];

/** @returns null when nothing is on file. @throws Refusal not_found */
export async function revealMember(
  desk: Desk,
  input: { memberId: string; what: Revealed },
): Promise<{ value: string | null }> {
  const action = input.what === 'identity' ? 'member.identity' : 'member.read';
  const look = await desk.write([], async (act) => {
    const member = await findMember(act, input.memberId, action).catch((error: Refusal) => {
      if (error.code === 'not_found') return null;
      throw error;
    });
    const about = { regionCodes: member ? [member.regionCode] : [], memberIds: [input.memberId] };
    const reach = reachFor(act.actor, action, about);
    await note(act, {
      verb: 'reveal',
      noun: 'member',
      subjectId: input.memberId,
      regionCode: member?.regionCode ?? null,
      grant: reach?.by === 'region' ? reach.grant : null,
      outcome: member ? 'done' : 'refused',
      reason: input.what,
    });
    return { sealed: member ? await sealedOf(act, member, input.what) : null, found: member !== null };
  });
  must(look.found || null);
  return { value: look.sealed === null ? null : desk.house.vault.open(look.sealed) };
}

async function sealedOf(act: Act, member: Member, what: Revealed): Promise<string | null> {
  if (what === 'identity') return member.identitySealed;
  return what === 'phone' ? member.phoneSealed : addressOf(act, member.householdId);
}
