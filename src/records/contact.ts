/** A neighbour, a shopkeeper, a daughter far away: somebody to call who need not be a member, and has agreed to it. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { contacts, members } from '#db/schema/people';
import { normalPhone } from '#domain/digits';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { memberScope } from '#records/scope';

export type Contact = typeof contacts.$inferSelect;

/** @throws Refusal `phone_wrong` */
export async function insertContact(
  act: Act,
  contact: { memberId: string; name: string; relation: string; phone: string },
): Promise<Contact> {
  const { memberId, name, relation, phone } = contact;
  const [row] = await act.tx
    .insert(contacts)
    .values({
      id: act.ids('con'),
      memberId,
      name,
      relation,
      phoneSealed: act.vault.seal(normalPhone(phone)),
      consentedAt: act.now,
      recordedBy: act.actor.id,
    })
    .returning();
  return must(row);
}

/** Whom one may call about her. The caller has found the member. */
export async function contactsOf(act: Act, memberId: string): Promise<Contact[]> {
  return act.tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.memberId, memberId), isNull(contacts.endedAt)))
    .orderBy(asc(contacts.consentedAt), asc(contacts.id));
}

/** @throws Refusal `not_found` */
export async function findContact(act: Act, id: string, action: Action): Promise<Contact & { regionCode: string }> {
  const [row] = await act.tx
    .select({ contact: contacts, regionCode: members.regionCode })
    .from(contacts)
    .innerJoin(members, eq(members.id, contacts.memberId))
    .where(and(eq(contacts.id, id), memberScope(act, action)));
  const { contact, regionCode } = must(row);
  return { ...contact, regionCode };
}

/** @throws Refusal `already_done` */
export async function endContact(act: Act, id: string): Promise<void> {
  const [row] = await act.tx
    .update(contacts)
    .set({ endedAt: act.now })
    .where(and(eq(contacts.id, id), isNull(contacts.endedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
}
