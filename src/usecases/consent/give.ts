/** 同意: to one purpose more. Read aloud or given by a guardian it needs a named witness (domain.md, People). */
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { type ConsentGiven, insertConsent } from '#records/consent';
import { findMember } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { type PaperUse, useSheet } from '#usecases/sheet/use';
import { grantOver } from '#usecases/under';

/** How it was given, and before whom. */
type Given = Pick<ConsentGiven, 'how' | 'witness'> & { key: string; memberId: string };

/** To several purposes in one breath, each in its own words; typed in from a form it is keyed in once. */
export interface Consents extends Given {
  purposes: readonly Pick<ConsentGiven, 'purpose' | 'wording'>[];
  paper: PaperUse | null;
}

/** Helper, clerk or social worker. @throws Refusal witness_needed · consent_needed · not_found · key_reused */
export const giveConsent = async (
  desk: Desk,
  { purpose, wording, ...given }: ConsentGiven & Given,
): Promise<{ id: string }> => {
  const [id] = await giveConsents(desk, { ...given, purposes: [{ purpose, wording }], paper: null });
  return { id: must(id) };
};

/** @throws Refusal as for one; missing (none at all) · what the number of a form refuses */
export async function giveConsents(desk: Desk, input: Consents): Promise<string[]> {
  const { key, ...body } = input;
  const { memberId, purposes, how, witness, paper } = body;
  if (purposes.length === 0) throw new Refusal('missing', { field: 'purpose' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const { id, regionCode } = await findMember(act, memberId, 'member.correct');
      const grant = grantOver(act, 'member.correct', regionCode);
      if (paper) await useSheet(act, paper, 'consent', id);
      const given: string[] = [];
      for (const one of purposes) {
        const consent = await insertConsent(act, id, { ...one, how, witness });
        given.push(consent.id);
        const reason = consent.purpose;
        await note(act, { verb: 'give', noun: 'consent', subjectId: consent.id, regionCode, grant, reason });
      }
      return given;
    }),
  );
}
