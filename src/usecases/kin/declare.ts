/**
 * 登记亲属: one row says who is what to whom, and it counts from this moment for what they may not do for each other.
 * It lets nobody act for anybody: that needs `confirmKin` by a second person.
 */
import type { Relation } from '#domain/kinship';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { insertKin, type Proof } from '#records/kin';
import { findMember } from '#records/member';
import { personsById } from '#records/person';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Declaration {
  key: string;
  memberId: string;
  /** Is `memberId`'s `relation`: 阿珍 is 陈伯's child. */
  relativeId: string;
  relation: Relation;
  /** What was shown, if anything was. */
  proof: Proof | null;
}

/** Helper, clerk or social worker. @throws Refusal not_found · not_understood · already_done · key_reused */
export async function declareKin(desk: Desk, input: Declaration): Promise<{ id: string }> {
  const { key, ...body } = input;
  if (input.memberId === input.relativeId) throw new Refusal('not_understood', { field: 'relativeId' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const { regionCode } = await findMember(act, input.memberId, 'kin.declare');
      // The relative may live in another village, so this is not scoped: an id that is known was handed over on a card.
      must((await personsById(act, [input.relativeId])).get(input.relativeId), 'not_found', { field: 'relativeId' });
      const bond = await insertKin(act, input);
      const grant = grantOver(act, 'kin.declare', regionCode);
      const reason = input.relation;
      await note(act, { verb: 'declare', noun: 'kin', subjectId: bond.id, regionCode, grant, reason });
      return { id: bond.id };
    }),
  );
}
