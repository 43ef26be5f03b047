/** A neighbour, a shopkeeper, a daughter far away, who agreed to be called (village-practice finding 20). */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { insertContact } from '#records/contact';
import { findMember } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface NewContact {
  key: string;
  memberId: string;
  name: string;
  /** In words, as the village says it: 隔壁邻居, 小卖部. */
  relation: string;
  phone: string;
  /** They were asked, and said yes. */
  agreed: boolean;
}

/** Helper, clerk or social worker. @throws Refusal missing · consent_needed · phone_wrong · not_found · key_reused */
export async function addContact(desk: Desk, input: NewContact): Promise<{ id: string }> {
  // The form is remembered by a keyed hash: a plain one of a name and a phone could be guessed.
  const { key, ...body } = input;
  if (input.name.trim() === '') throw new Refusal('missing', { field: 'name' });
  if (!input.agreed) throw new Refusal('consent_needed', { field: 'agreed' });
  return desk.write([], (act) =>
    once(act, key, act.vault.lookup(JSON.stringify(body)), async () => {
      const member = await findMember(act, input.memberId, 'member.correct');
      const { memberId, relation, phone } = input;
      const contact = await insertContact(act, { memberId, name: input.name.trim(), relation, phone });
      const grant = grantOver(act, 'member.correct', member.regionCode);
      await note(act, { verb: 'add', noun: 'contact', subjectId: contact.id, regionCode: member.regionCode, grant });
      return { id: contact.id };
    }),
  );
}
