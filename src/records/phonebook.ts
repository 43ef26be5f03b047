/** Telephone numbers of people in a record, opened for whoever decides on it. The caller has reached the record. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { users } from '#db/schema/office';
import { contacts, members } from '#db/schema/people';
import type { AddresseeKind } from '#domain/telling';
import type { EvidenceRow } from '#records/evidence';

export interface Number {
  memberId: string;
  phone: string;
  /** Whose it is when it is not her own: a neighbour, a daughter. */
  name: string | null;
  relation: string | null;
}

/** Each one's own number first, then those whom one may call about her. */
export async function numbersOf(act: Act, memberIds: readonly string[]): Promise<Number[]> {
  if (memberIds.length === 0) return [];
  const ids = [...new Set(memberIds)];
  const own = await ownQuery(act.tx).execute({ ids });
  const others = await othersQuery(act.tx).execute({ ids });
  return [
    ...own.flatMap(({ memberId, sealed }) =>
      sealed ? [{ memberId, phone: act.vault.open(sealed), name: null, relation: null }] : [],
    ),
    ...others.map(({ sealed, ...row }) => ({ ...row, phone: act.vault.open(sealed) })),
  ];
}

const ownQuery = prepared((tx) =>
  tx
    .select({ memberId: members.id, sealed: members.phoneSealed })
    .from(members)
    .where(among(members.id, 'ids'))
    .orderBy(asc(members.id))
    .prepare('numbers_of_members'),
);

const othersQuery = prepared((tx) =>
  tx
    .select({
      memberId: contacts.memberId,
      sealed: contacts.phoneSealed,
      name: contacts.name,
      relation: contacts.relation,
    })
    .from(contacts)
    .where(and(among(contacts.memberId, 'ids'), isNull(contacts.endedAt)))
    .orderBy(asc(contacts.consentedAt), asc(contacts.id))
    .prepare('numbers_of_contacts'),
);

/** How a message reaches a member, a contact or an officer at work: null where there is no number any more. Not scoped: the house itself writes. */
export async function addressOf(
  act: Act,
  kind: AddresseeKind,
  id: string,
): Promise<{ phone: string; language: 'zh-CN' | 'en' } | null> {
  if (kind === 'user') {
    const [user] = await act.tx
      .select({ phone: users.workPhone, language: users.language })
      .from(users)
      .where(and(eq(users.id, id), isNull(users.disabledAt)));
    return user?.phone ? { phone: user.phone, language: user.language } : null;
  }
  const [row] =
    kind === 'member'
      ? await act.tx
          .select({ sealed: members.phoneSealed, language: members.language })
          .from(members)
          .where(eq(members.id, id))
      : await act.tx
          .select({ sealed: contacts.phoneSealed, language: members.language })
          .from(contacts)
          .innerJoin(members, eq(members.id, contacts.memberId))
          .where(and(eq(contacts.id, id), isNull(contacts.endedAt)));
  return row?.sealed ? { phone: act.vault.open(row.sealed), language: row.language } : null;
}

/** Numbers of witnesses, by the evidence they stand in: whoever checks the record calls them. */
export const witnessNumbers = (act: Act, facts: readonly EvidenceRow[]): Map<string, string> =>
  new Map(
    facts.flatMap((fact) =>
      fact.witnessPhoneSealed ? [[fact.id, act.vault.open(fact.witnessPhoneSealed)] as [string, string]] : [],
    ),
  );
