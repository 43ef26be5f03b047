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

/** What one may look for: a short list, because the audit holds no words. */
export const LOOK_REASONS = ['visit', 'call', 'check', 'paper', 'help', 'other'] as const;
export type LookReason = (typeof LOOK_REASONS)[number];

/** @returns null when nothing is on file. @throws Refusal not_found */
export async function revealMember(
  desk: Desk,
  input: { id: string; what: Revealed; why?: LookReason },
): Promise<{ value: string | null }> {
  const action = input.what === 'identity' ? 'member.identity' : 'member.read';
  const look = await desk.write([], async (act) => {
    const member = await findMember(act, input.id, action).catch((error: Refusal) => {
      if (error.code === 'not_found') return null;
      throw error;
    });
    const about = { regionCodes: member ? [member.regionCode] : [], memberIds: [input.id] };
    const reach = member && reachFor(act.actor, action, about);
    await note(act, {
      verb: 'reveal',
      noun: 'member',
      subjectId: input.id,
      regionCode: member?.regionCode ?? null,
      grant: reach?.by === 'region' ? reach.grant : null,
      outcome: reach ? 'done' : 'refused',
      reason: input.why ? `${input.what}.${input.why}` : input.what,
    });
    return reach && { sealed: await sealedOf(act, member, input.what) };
  });
  const { sealed } = must(look);
  return { value: sealed === null ? null : desk.house.vault.open(sealed) };
}

async function sealedOf(act: Act, member: Member, what: Revealed): Promise<string | null> {
  if (what === 'identity') return member.identitySealed;
  return what === 'phone' ? member.phoneSealed : addressOf(act, member.householdId);
}
