/** 同意: to one purpose more. Read aloud or given by a guardian it needs a named witness (domain.md, People). */
import { note } from '#records/audit';
import { type ConsentGiven, insertConsent } from '#records/consent';
import { findMember } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** Helper, clerk or social worker. @throws Refusal witness_needed · consent_needed · not_found · key_reused */
export async function giveConsent(
  desk: Desk,
  input: ConsentGiven & { key: string; memberId: string },
): Promise<{ id: string }> {
  const { key, ...body } = input;
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const { id, regionCode } = await findMember(act, input.memberId, 'member.correct');
      const consent = await insertConsent(act, id, input);
      const grant = grantOver(act, 'member.correct', regionCode);
      const reason = consent.purpose;
      await note(act, { verb: 'give', noun: 'consent', subjectId: consent.id, regionCode, grant, reason });
      return { id: consent.id };
    }),
  );
}
