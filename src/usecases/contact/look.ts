/** 查看电话: the numbers of those whom one may call about her. The look is written down before anything is shown. */
import { reachFor } from '#domain/permission';
import { must, type Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { contactsOf } from '#records/contact';
import { findMember } from '#records/member';
import type { Desk } from '#usecases/desk';
import type { LookReason } from '#usecases/member/reveal';

export interface ContactNumber {
  name: string;
  relation: string;
  phone: string;
}

/** Whoever reads the file. @throws Refusal not_found */
export async function lookAtContacts(desk: Desk, input: { id: string; why: LookReason }): Promise<ContactNumber[]> {
  const look = await desk.write([], async (act) => {
    const member = await findMember(act, input.id, 'member.read').catch((error: Refusal) => {
      if (error.code === 'not_found') return null;
      throw error;
    });
    const reach = member && reachFor(act.actor, 'member.read', { regionCodes: [member.regionCode] });
    await note(act, {
      verb: 'reveal',
      noun: 'member',
      subjectId: input.id,
      regionCode: member?.regionCode ?? null,
      grant: reach?.by === 'region' ? reach.grant : null,
      outcome: member ? 'done' : 'refused',
      reason: `contacts.${input.why}`,
    });
    return member && (await contactsOf(act, member.id));
  });
  const { vault } = desk.house;
  return must(look).map(({ name, relation, phoneSealed }) => ({ name, relation, phone: vault.open(phoneSealed) }));
}
