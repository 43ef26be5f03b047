/** Who may be meant by a card number or a phone at the door. Not scoped: whoever types it is nobody yet. */
import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Act } from '#db/act';
import { pins } from '#db/schema/office';
import { cards, members } from '#db/schema/people';
import { halfWidth, normalPhone } from '#domain/digits';
import { isCardNumber } from '#records/card';
import { phoneHash } from '#records/private';

export interface Candidate {
  memberId: string;
  /** Null when she never set a PIN. */
  pinHash: string | null;
}

/** As it is looked for, whatever spaces and dashes were typed: the same name counts its tries together. */
export function plainWho(who: string): string {
  const digits = halfWidth(who).replace(/[\s-]/g, '');
  if (isCardNumber(digits)) return digits;
  try {
    return normalPhone(who);
  } catch {
    return digits;
  }
}

/** Approved members with this card or this phone: none, one, or a family with one phone. @param who from `plainWho` */
export async function candidatesFor(act: Act, who: string): Promise<Candidate[]> {
  const candidates = (where: SQL) =>
    act.tx
      .selectDistinct({ memberId: members.id, pinHash: pins.hash })
      .from(members)
      .leftJoin(pins, eq(pins.memberId, members.id))
      .leftJoin(cards, and(eq(cards.memberId, members.id), isNull(cards.revokedAt)))
      .where(and(where, eq(members.state, 'approved')))
      .orderBy(asc(members.id));
  return candidates(isCardNumber(who) ? eq(cards.number, who) : eq(members.phoneHash, phoneHash(act.vault, who)));
}
