/**
 * 发卡: a member's own card, or the wall card (挂墙服务卡). Helper or clerk, for an approved member. A new one of a kind
 * takes the place of the one before it, which opens nothing from then on: it was lost, or is full.
 */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { type CardKind, insertCard, liveCardsOf, revokeCard } from '#records/card';
import { findMember } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Issued {
  id: string;
  /** What one types: eight digits. */
  number: string;
}

/** @throws Refusal not_found · member_not_approved · key_reused */
export async function issueCard(desk: Desk, input: { key: string; memberId: string; kind: CardKind }): Promise<Issued> {
  const { key, ...body } = input;
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const { id, name, state, regionCode } = await findMember(act, input.memberId, 'card.issue');
      if (state !== 'approved') throw new Refusal('member_not_approved', { name });
      const before = (await liveCardsOf(act, id)).filter((card) => card.kind === input.kind);
      for (const card of before) await revokeCard(act, card.id, 'replaced');
      const card = await insertCard(act, id, input.kind);
      const grant = grantOver(act, 'card.issue', regionCode);
      await note(act, { verb: 'issue', noun: 'card', subjectId: card.id, regionCode, grant, reason: card.kind });
      return { id: card.id, number: card.number };
    }),
  );
}
